/** Cases as a list knows them, for tests. */
import type { InboxRow } from "@answerable/types/desk";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Listed } from "./beginnings.ts";
import { folded, unitKey } from "./folding.ts";
import { titleOf } from "./title.ts";

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

/** A row of an inbox, with nothing due unless it is said. */
export function inboxRow(tag: string, more: Partial<InboxRow> = {}): InboxRow {
	const base = {
		caseTag: tag,
		tenure: "t",
		organisation: "o",
		severity: "S2",
		sight: "content",
		rung: 0,
		closed: false,
		head: 0,
		news: 0,
		next: null,
	};
	return { ...base, ...more } as unknown as InboxRow;
}
