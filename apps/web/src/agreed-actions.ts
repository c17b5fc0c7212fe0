/** What was agreed to be done about a case, and what became of it: from the letters that say so. */
import type { CaseEvent } from "@answerable/types/event";
import type { Compartment } from "@answerable/types/role";
import type { CivilDate } from "@answerable/types/time";
import type { ReadCase } from "./case-reading.ts";

/** An action, named by the letter that agreed to it. */
export type Agreed = {
	readonly sequence: number;
	readonly what: string;
	readonly owner: string;
	readonly by: CivilDate;
	/** Where its letter stands: in the notes the reporter never hears of it. */
	readonly compartment: Compartment;
	readonly became: "done" | "dropped" | null;
};

/** Every action of a case that can be read here, the soonest due first. Only handlers agree to anything, and the last word on an action counts. */
export function agreedActionsOf({ letters }: Pick<ReadCase, "letters">): readonly Agreed[] {
	const actions = new Map<CaseEvent["sequence"], Agreed>();
	for (const { sequence, place, says } of letters) {
		if (typeof says === "string" || says.kind !== "letter" || place.context.sender === "reporter") continue;
		const { text, action, news } = says.content;
		if (action !== undefined) {
			actions.set(sequence, { sequence, what: text, ...action, compartment: place.context.compartment, became: null });
		}
		const past = news === undefined ? undefined : actions.get(news.of);
		if (news !== undefined && past !== undefined) actions.set(news.of, { ...past, became: news.became });
	}
	return [...actions.values()].sort((left, right) => (left.by < right.by ? -1 : left.by > right.by ? 1 : left.sequence - right.sequence));
}

/** Whether an action should have been done by a day, and was not. */
export function isOverdue({ by, became }: Agreed, today: CivilDate): boolean {
	return became === null && by < today;
}
