/** What still has to be filled in before a form of the action bar can be sent. Pure. */
import type { CivilDate } from "@answerable/types/time";
import { fitsLetter, LONGEST_LINE } from "../../../longest.ts";
import { dayTyped } from "../../../shell/day.ts";
import type { CaseView } from "../../case-view.ts";
import { beginsWithText, type Filled, type FormName, hasLetter } from "./form-of.ts";

/** What is missing: the id of a control, and why. */
export type Missing = {
	readonly field: string;
	readonly what: "empty" | "tooLong" | "gaps" | "choose" | "owner" | "ownerLong" | "noDate" | "past" | "tooLate" | "noElement";
	readonly gap: string;
};

/** Everything that is missing; never an empty answer, and never a template as it stands. Days are counted on the organisation's calendar. */
export function missingIn(form: FormName, filled: Filled, view: CaseView): readonly Missing[] {
	const chosen: Partial<Record<FormName, readonly (readonly [string, unknown])[]>> = {
		triage: [
			["severity", filled.severity],
			["handler", filled.handler],
		],
		lower: [["severity", filled.severity]],
		question: [["compartment", filled.compartment]],
		extend: [["clock", filled.clock]],
		close: [["reason", filled.reason]],
		explain: [["answer", filled.answer]],
		hand: [["handler", filled.handler]],
		agreed: [["told", filled.told]],
		news: [
			["action", filled.of],
			["became", filled.became],
		],
	};
	const unchosen = (chosen[form] ?? [])
		.filter(([, value]) => value === null)
		.map(([field]) => ({ field, what: "choose" as const, gap: "" }));
	const text = hasLetter(form) ? textMissing(form, filled.text) : [];
	const beside = besideMissing(form, filled, view);
	// In the order in which the controls stand on the page.
	return beginsWithText(form) ? [...text, ...beside, ...unchosen] : [...unchosen, ...beside, ...text];
}

/** A note and what was agreed may hold brackets: they begin with no template. */
function textMissing(form: FormName, text: string): readonly Missing[] {
	if (text.trim() === "") return [{ field: "letter", what: "empty", gap: "" }];
	if (!fitsLetter(text)) return [{ field: "letter", what: "tooLong", gap: "" }];
	const [gap] = form === "note" || form === "agreed" ? [] : (text.match(/\[[^\][]*\]/) ?? []);
	return gap === undefined ? [] : [{ field: "letter", what: "gaps", gap }];
}

function besideMissing(form: FormName, filled: Filled, { today, reviewBy }: CaseView): readonly Missing[] {
	const { owner, elements, detriment, date } = filled;
	switch (form) {
		case "agreed":
			return [
				...(owner.trim() === "" ? [{ field: "owner", what: "owner" as const, gap: "" }] : []),
				...(owner.length > LONGEST_LINE ? [{ field: "owner", what: "ownerLong" as const, gap: "" }] : []),
				...dateMissing(dayTyped(date), today, null),
			];
		case "explain":
			return dateMissing(dayTyped(date), today, reviewBy);
		case "count":
			return countingMissing(filled);
		case "triage":
			// How it is counted may be said later, but not by halves.
			return elements.length === 0 && detriment === null ? [] : countingMissing(filled);
		default:
			return [];
	}
}

function countingMissing({ elements, detriment }: Filled): readonly Missing[] {
	return [
		...(elements.length === 0 ? [{ field: "elements", what: "noElement" as const, gap: "" }] : []),
		...(detriment === null ? [{ field: "detriment", what: "choose" as const, gap: "" }] : []),
	];
}

function dateMissing(date: CivilDate | null, first: CivilDate, last: CivilDate | null): readonly Missing[] {
	const what = date === null ? "noDate" : date < first ? "past" : last !== null && date > last ? "tooLate" : null;
	return what === null ? [] : [{ field: "date", what, gap: "" }];
}
