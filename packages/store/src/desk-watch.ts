/** Whether something is new for somebody whose page stays open. */
import { lastNews } from "@answerable/domain/news";
import type { Hash } from "@answerable/types/bytes";
import type { Sight } from "@answerable/types/desk";
import type { CaseTag, PersonId, TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import type { Instant } from "@answerable/types/time";
import type { StoreContext } from "./context.ts";
import { look } from "./desk-case.ts";
import { readInboxHash } from "./inbox.ts";

export type WatchAsked = {
	readonly person: PersonId;
	/** The case that the page shows, if it shows one. */
	readonly open: { readonly caseTag: CaseTag; readonly tenure: TenureId } | null;
	readonly now: Instant;
};

export type WatchedParts = {
	readonly list: Hash;
	/** Null as `readDeskCase`. */
	readonly open: { readonly news: number; readonly sight: Sight; readonly statement: KeyStatement } | null;
};

/**
 * What has happened, by the same rules as what is shown: an act of a reporter that waits for its slot is not in the history, and a raise
 * not in the list.
 */
export async function readWatch(ctx: StoreContext, { open, ...asking }: WatchAsked): Promise<WatchedParts> {
	const [list, seen] = await Promise.all([readInboxHash(ctx.db, asking), open === null ? null : look(ctx, { ...open, ...asking })]);
	if (seen === null) return { list, open: null };
	const { history, sight, statement } = seen;
	return { list, open: { news: lastNews(history.events), sight, statement } };
}
