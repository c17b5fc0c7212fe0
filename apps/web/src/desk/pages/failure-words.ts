/** What to say of a failure: the server's own words on what to do, or ours. Pure. */
import type { Failure } from "../../shell/engine-protocol.ts";
import type { Words } from "./words/words.ts";

const KINDS: Partial<Record<Failure["code"], keyof Words["trouble"]>> = {
	unreachable: "unreachable",
	"clock-astray": "clock",
	"too-strict": "tooStrict",
	"wrong-tenure-key": "wrongKeys",
	"no-recipient": "noRecipient",
	"work-too-dear": "tooDear",
	"no-grantee": "grantee",
	"too-large": "tooLong",
	fault: "fault",
};

/** What the server says for everybody, and the desk can say better: its own sentence knows of no desk. */
const OWN: Partial<Record<Failure["code"], keyof Words["trouble"]>> = { "not-found": "gone" };

/** A failed check of ours is the gravest: somebody may be showing what is not true. */
export function failureWords(words: Words["trouble"], { code, detail }: Failure): string {
	const own = OWN[code];
	return own === undefined ? (detail ?? words[KINDS[code] ?? "distrust"]) : words[own];
}
