/** How a notice leaves the building. Mail comes later; in development it is a line on the terminal. */
import type { Role } from "@answerable/types/role";

/** Everything that a notice says: that something waits for a role. No case, no severity, no person. */
export type Tidings = { readonly role: Role; readonly organisation: string };

/** Resolves once the notice was handed over; rejects if it was not, and it is tried again. */
export type Transport = (tidings: Tidings) => Promise<void>;

/** Prints each notice as one line. */
export function developmentTransport(print: (line: string) => void): Transport {
	return async ({ role, organisation }) => print(`notice: something waits for the ${role.replaceAll("_", " ")} at ${organisation}`);
}

/** Notices that the transport did not take. They stay in the outbox. */
export class TransportFault extends Error {
	readonly code = "not-delivered";

	constructor(count: number) {
		super(`${count} notices were not taken.`);
		this.name = "TransportFault";
	}
}
