/** Words that are still typed although they were sent, as after an answer that was lost on its way. Pure. */
import type { Instant } from "@answerable/types/time";
import type { CaseView } from "../../case-view.ts";

/** When I last sent a letter of a case with these very words; null if I never did. */
export function sentAlready({ entries, tenure }: Pick<CaseView, "entries" | "tenure">, text: string): Instant | null {
	const wanted = text.trim();
	if (wanted === "") return null;
	const mine = entries.filter(({ by }) => by.actor === "handler" && by.tenure === tenure);
	const says = mine.findLast(({ letters }) =>
		letters.some(({ says }) => typeof says !== "string" && says.kind === "letter" && says.content.text.trim() === wanted),
	);
	return says?.at ?? null;
}
