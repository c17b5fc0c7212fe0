/** What somebody filled in, as rows to read: in the two parts that it is locked into. Pure. */

import type { Draft } from "./draft.ts";
import type { StepId } from "./steps.ts";
import type { RaiseWords } from "./words.ts";

/** A row: what was asked, what was answered ("" if nothing), and where to change it. */
export type Told = { readonly what: string; readonly says: string; readonly step: StepId };

/** What goes up if nobody answers. */
export function goesUp(draft: Draft, { split, about, earlier }: RaiseWords): readonly Told[] {
	const { rows } = split;
	const before = draft.earlier === null ? "" : earlier.choices[draft.earlier].label;
	return [
		{ what: rows.text, says: draft.text.trim(), step: "what" },
		{ what: rows.about, says: draft.subject === null ? "" : about.choices[draft.subject], step: "about" },
		{ what: rows.unit, says: draft.unit.trim(), step: "place" },
		{
			what: rows.earlier,
			says: draft.earlier === "no" ? before : [before, draft.earlierText.trim()].filter((each) => each !== "").join(". "),
			step: "earlier",
		},
	];
}

/** What stays with the guardian. */
export function stays(draft: Draft, { split, identity, you }: RaiseWords): readonly Told[] {
	const { rows } = split;
	const isAnonymous = draft.how === null || draft.how === "anonymously";
	return [
		{ what: rows.name, says: isAnonymous ? split.anonymous : draft.name.trim() || identity.choices[draft.how].label, step: "identity" },
		...(isAnonymous ? [] : [{ what: rows.contact, says: draft.contact.trim(), step: "identity" } as const]),
		{ what: rows.group, says: draft.workerGroup === "" ? "" : you.groups[draft.workerGroup], step: "you" },
		{ what: rows.traits, says: draft.traits.map((trait) => you.traitChoices[trait]).join(", "), step: "you" },
	];
}

/** How it is treated, and what may be shared. */
export function settings(draft: Draft, { check, danger, kinds, outside }: RaiseWords): readonly Told[] {
	const isPersonal = draft.kinds.includes("personalGrievance");
	return [
		{ what: check.danger, says: draft.danger === null ? "" : danger.choices[draft.danger].label, step: "danger" },
		{ what: check.kinds, says: draft.kinds.map((kind) => kinds.choices[kind].label).join(". "), step: "kinds" },
		{ what: check.deputy, says: draft.shareWithDeputy ? check.yes : check.no, step: "split" },
		...(isPersonal
			? []
			: [{ what: check.outside, says: draft.external === null ? "" : outside.choices[draft.external].label, step: "outside" } as const]),
	];
}
