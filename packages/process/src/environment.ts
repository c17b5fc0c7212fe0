/** Reading the environment. Each process has a schema of its own; how a wrong variable is told is the same. */
import { refuseStart } from "./fault.ts";

/** What a schema's `safeParse` gives. */
type Read<T> =
	| { readonly success: true; readonly data: T }
	| { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } };

/** The variables, or a start that is refused by their names. Never repeats a value: one of them holds a password. */
export function readVariables<T>(read: Read<T>): T {
	if (read.success) return read.data;
	const names = [...new Set(read.error.issues.map(({ path }) => path.join(".")))].join(", ");
	return refuseStart(`${names} is missing or malformed`);
}
