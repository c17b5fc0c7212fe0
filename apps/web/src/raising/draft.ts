/** What somebody has filled in so far. It lives in memory, and nowhere else, until it is sealed. Pure. */
import type { PrivateContent } from "@answerable/types/content";
import type { PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import type { External } from "@answerable/types/statement";
import type { ConcernForm } from "../reporter/plan.ts";
import type { RaiseWords } from "./words.ts";

export type Kind = "patientSafety" | "safeguarding" | "detriment" | "personalGrievance";

/** Groups and characteristics as the catalogue names them (reference §2.2). */
export type WorkerGroup = keyof RaiseWords["you"]["groups"];
export type Trait = keyof RaiseWords["you"]["traitChoices"];

export type Draft = {
	readonly text: string;
	readonly danger: ConcernForm["answers"]["danger"] | null;
	readonly kinds: readonly Kind[];
	readonly subject: Subject | null;
	readonly named: readonly PersonId[];
	/** Roles that stand in the same reporting line as whom it is about. */
	readonly inLine: readonly Role[];
	readonly how: PrivateContent["how"] | null;
	readonly name: string;
	readonly contact: string;
	readonly earlier: "no" | "answered" | "ignored" | null;
	readonly earlierText: string;
	readonly unit: string;
	readonly workerGroup: WorkerGroup | "";
	readonly traits: readonly Trait[];
	readonly shareWithDeputy: boolean;
	readonly external: External | null;
};

export const EMPTY: Draft = {
	text: "",
	danger: null,
	kinds: [],
	subject: null,
	named: [],
	inLine: [],
	how: null,
	name: "",
	contact: "",
	earlier: null,
	earlierText: "",
	unit: "",
	workerGroup: "",
	traits: [],
	shareWithDeputy: false,
	external: null,
};

/** The form to plan and seal. What was not answered yet takes the answer that tells and shares least. */
export function formOf(draft: Draft): ConcernForm {
	const { text, subject, unit, earlier, earlierText, how, name, contact, workerGroup, traits, kinds, danger } = draft;
	const isAnonymous = how === null || how === "anonymously";
	return {
		concern: { text: text.trim(), subject: subject ?? "none", unit: unit.trim(), raisedBefore: earlier === "no" ? "" : earlierText.trim() },
		private: {
			how: how ?? "anonymously",
			name: isAnonymous ? "" : name.trim(),
			contact: isAnonymous ? "" : contact.trim(),
			workerGroup,
			...(traits.length === 0 ? {} : { characteristics: traits.join(", ") }),
		},
		named: draft.named,
		inLine: draft.inLine,
		answers: {
			danger: danger ?? "none",
			safeguarding: kinds.includes("safeguarding"),
			patientSafety: kinds.includes("patientSafety"),
			detriment: kinds.includes("detriment"),
			ignoredBefore: earlier === "ignored",
			personalGrievance: kinds.includes("personalGrievance"),
		},
		external: draft.external ?? "existence",
		shareWithDeputy: draft.shareWithDeputy,
	};
}
