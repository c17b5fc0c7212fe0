/** Which words tell of a failure. Pure. */
import type { Failure } from "../../shell/engine-protocol.ts";
import type { Words } from "../words/words.ts";

export type TroubleCode = Failure["code"];
type TroubleWords = Words["trouble"];

/** Codes that mean the same to somebody who reads them. */
const KINDS: Partial<Record<TroubleCode, keyof TroubleWords>> = {
	unreachable: "unreachable",
	unavailable: "unreachable",
	"clock-astray": "clock",
	"no-recipient": "nobody",
	"work-too-dear": "slow",
	"roots-not-pinned": "poster",
	"unknown-organisation": "unknownOrganisation",
	"too-large": "tooLong",
	fault: "fault",
};

/** A failed check of ours is the gravest: somebody may be showing false keys. */
export function troubleWords(words: TroubleWords, code: TroubleCode): TroubleWords["fault"] {
	return words[KINDS[code] ?? "distrust"];
}
