/** The clocks that nobody has answered yet. */
import type { OpenedClock } from "@answerable/types/clock";
import type { CaseState } from "./case.ts";

/** Every running clock, the one due first, first. A closed case has none: a dispute brings them back. */
export function unmetClocks(state: CaseState): readonly OpenedClock[] {
	if (state.closed !== null) return [];
	return state.runnings
		.filter((running) => running.stopped === null)
		.map(({ clock, round, opens, due }) => ({ clock, round, opens, due }))
		.sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
}

/** The running clock that is due first: what the case's leaf tells. */
export function nextUnmet(state: CaseState): OpenedClock | null {
	return unmetClocks(state)[0] ?? null;
}
