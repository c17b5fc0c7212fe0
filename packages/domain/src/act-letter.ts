/** Which acts carry words: the purpose of their one letter, and the part of the case that it is sealed to. */
import type { LetterContent } from "@answerable/types/content";
import type { Happening, HappeningKind } from "@answerable/types/event";
import type { Compartment } from "@answerable/types/role";

/** What somebody says by an act, before anything follows from it. */
export type Said = { readonly [K in HappeningKind]: Pick<Extract<Happening, { kind: K }>, "kind" | "statement"> }[HappeningKind];

export type ActLetter = { readonly purpose: LetterContent["purpose"] | "feedback"; readonly compartment: Compartment };

/** A dispute goes where the answer stands that it disputes: those above must be able to judge it. */
export const DISPUTE_COMPARTMENT: Compartment = "concern";

/** The letter of an act; null for one without words. A raise carries two, of which its own format tells. */
export function letterOf({ kind, statement }: Said): ActLetter | null {
	switch (kind) {
		case "letter":
			return { purpose: statement.purpose, compartment: statement.compartment };
		case "explained":
			return { purpose: statement.answer, compartment: statement.compartment };
		case "disputed":
			return { purpose: "dispute", compartment: DISPUTE_COMPARTMENT };
		case "triaged":
		case "downgrade-proposed":
		case "extended":
		case "paused":
		case "reopened":
		case "linked":
		case "feedback-answered":
		case "detriment-answered":
			return { purpose: PURPOSES[kind], compartment: statement.compartment };
		default:
			return null;
	}
}

const PURPOSES = {
	triaged: "triage",
	"downgrade-proposed": "downgrade",
	extended: "extension",
	paused: "pause",
	reopened: "reopening",
	linked: "link",
	"feedback-answered": "feedback",
	"detriment-answered": "detriment",
} as const;
