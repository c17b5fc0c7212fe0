/** What is news of a case to those who have it open: everything that happened, but that somebody opened it. */
import type { CaseEvent } from "@answerable/types/event";

/** Whether an event is news. Who opened a case is in its history, and changes nothing for anybody. */
export function isNews({ happening }: Pick<CaseEvent, "happening">): boolean {
	return happening.kind !== "viewed";
}

/** The last of a case's events that is news. */
export function lastNews(events: readonly Pick<CaseEvent, "happening" | "sequence">[]): number {
	return events.findLast(isNews)?.sequence ?? 0;
}

/** A case as a list of somebody's shows it: to which of their tenures, and the last of its events that is news. */
export type NewsRow = { readonly tenure: string; readonly caseTag: string; readonly news: number };

/**
 * What two lists are compared by: a line for each row, in the order of tenures and tags. A row shows nothing that changes without an
 * event of its case, so two lists with the same lines show the same. The server hashes these lines in SQL (`store/inbox.ts`).
 */
export function linesOf(rows: readonly NewsRow[]): string {
	return rows
		.map(({ tenure, caseTag, news }) => `${tenure} ${caseTag} ${news}\n`)
		.toSorted()
		.join("");
}
