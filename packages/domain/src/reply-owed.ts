/** Whether the reporter wrote last, and so may wait for a reply. */
import type { CaseEvent } from "@answerable/types/event";

/** Of the letters of a case, in order. A note is to nobody but those who handle the case: it is no reply. */
export function isReplyOwed(events: readonly Pick<CaseEvent, "by" | "happening">[]): boolean {
	const last = events.findLast(({ happening }) => happening.kind === "letter" && happening.statement.compartment !== "notes");
	return last?.by.actor === "reporter";
}
