/** What was agreed, is not done, and should be by now or within a week: of all cases, as far as they are known. Pure. */
import type { CivilDate } from "@answerable/types/time";
import { type Agreed, isOverdue } from "../agreed-actions.ts";
import type { Listed } from "./beginnings.ts";

/** An action, and the case in which it was agreed. */
export type ToDo = { readonly listed: Listed; readonly action: Agreed; readonly isLate: boolean };

const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** The soonest first; of one day in the order of the cases' tags, so that the order never jumps. */
export function toDoBy(cases: Iterable<Listed | null>, today: CivilDate): readonly ToDo[] {
	const last = new Date(Date.parse(today) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
	return [...cases]
		.flatMap((listed) => (listed?.toDo ?? []).map((action) => ({ listed, action, isLate: isOverdue(action, today) })))
		.filter((one): one is ToDo => one.listed !== null && one.action.by <= last)
		.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

function keyOf({ listed: { caseTag }, action: { by, sequence } }: ToDo): string {
	return `${by} ${caseTag} ${String(sequence).padStart(6, "0")}`;
}
