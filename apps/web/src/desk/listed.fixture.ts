/** Cases as a list knows them, for tests. */
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Listed } from "./beginnings.ts";
import { titleOf } from "./case-view.ts";
import { folded, unitKey } from "./folding.ts";

/** A case that somebody raised about a unit, in words. */
export function listed(tag: string, said: Partial<Listed> & { readonly text?: string } = {}): Listed {
	const { text = "Something is not right here.", unit = "", ...more } = said;
	return {
		caseTag: tag as CaseTag,
		tenure: "t" as TenureId,
		organisation: "o" as OrganisationId,
		head: 0,
		raisedAt: "2026-11-20T10:00:00Z" as Instant,
		answeredAt: null,
		closedAt: null,
		reached: 0,
		replyOwed: false,
		title: titleOf(text),
		unit,
		place: unitKey(unit),
		subject: "none",
		words: folded(`${text} ${unit}`),
		givenBy: null,
		ties: [],
		toDo: [],
		...more,
	};
}
