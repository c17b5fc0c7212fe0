/** What may be told of something that went wrong: never its message, which may repeat what somebody sent or quote a row. */

/** A fault without its message: its class, its code, and where in our code it arose. */
export type Outline = { readonly error: string; readonly code: string | null; readonly where: readonly string[] };

/** Why a process cannot start, in words written for an operator: the end of the sentence "The worker cannot start: …". */
export class StartFault extends Error {
	override readonly name = "StartFault";
}

const CODE = /^[A-Za-z0-9_-]{1,40}$/;
const FRAME = /^\s+at .*:\d+:\d+\)?$/;
const FRAMES = 8;

/** The outline of whatever was thrown. */
export function outlineOf(fault: unknown): Outline {
	if (!(fault instanceof Error)) return { error: typeof fault, code: null, where: [] };
	const lines = (fault.stack ?? "").replace(fault.message, "").split("\n");
	return {
		error: fault.constructor.name,
		code: codeOf(fault),
		where: lines
			.filter((line) => FRAME.test(line))
			.slice(0, FRAMES)
			.map((line) => line.trim().replace(/(?:file:\/\/)?\/[^\s(]*\/(apps|packages|node_modules)\//, "$1/")),
	};
}

/** The code of a fault: a SQLSTATE, a code of the network, or one of ours; null if it has none or none that looks like one. */
export function codeOf(fault: unknown): string | null {
	return fault instanceof Error && "code" in fault && typeof fault.code === "string" && CODE.test(fault.code) ? fault.code : null;
}

/** Ends a start, with the end of the sentence that says why. */
export function refuseStart(reason: string): never {
	throw new StartFault(reason);
}

/** What codes mean to whoever starts us: SQLSTATE classes 28 (who we are), 3D (which database), 42P01, 3F000 and 42501 (no such table or schema, or no right to it), and one of the store's. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
	[/^(28|3D)/, "the database refuses it: check its address, role and password"],
	[/^(42P01|3F000|42501)$/, "the database is not migrated for its role: run the migrations first"],
	[/^no-deployment$/, "this database belongs to no deployment yet"],
];

/** The one sentence for a start that cannot succeed. Faults that no sentence was written for tell their outline only. */
export function startSentence(name: string, fault: unknown): string {
	const code = codeOf(fault) ?? "";
	const meaning = fault instanceof StartFault ? fault.message : MEANINGS.find(([codes]) => codes.test(code))?.[1];
	return `The ${name} cannot start: ${meaning ?? JSON.stringify(outlineOf(fault))}.`;
}
