/** Who may act on a case, and when it is dated. */
import type { TenureId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import type { Compartment } from "@answerable/types/role";
import type { LetterStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { Handler } from "./command.ts";
import type { Context } from "./context.ts";
import { later } from "./instant.ts";
import { sightOf, sightsOf } from "./sight.ts";
import { slotOf } from "./slot.ts";

/** Why a handler may not act; null if it may. Whoever may not know of the case learns nothing, not even that it exists. */
export function refusalFor(state: CaseState, by: Handler, needs: "existence" | "content"): RefusalCode | null {
	if (state.excluded.includes(by.person)) return "not-found";
	const { sight } = sightOf(state, by.tenure);
	if (sight === "nothing") return "not-found";
	return needs === "content" && sight === "existence" ? "not-allowed" : null;
}

/** Why a handler may not change what the case owes; null if it may: with the content in sight, on an open case, from inside the organisation. */
export function refusalToChange(state: CaseState, by: Handler): RefusalCode | null {
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return refused;
	if (state.closed !== null) return "case-closed";
	return by.role === "external_body" ? "not-allowed" : null;
}

/** Nobody writes to what they cannot open, nor to the reporter in notes. */
export function mayWriteTo(state: CaseState, by: Handler, compartment: Compartment): boolean {
	return compartment !== "notes" && sightOf(state, by.tenure).opens.includes(compartment);
}

/** A private note: to those who open the case's notes, and no question, so that nobody owes an answer to it. */
export function isNote({ purpose, compartment }: LetterStatement): boolean {
	return compartment === "notes" && purpose === "reply";
}

/** Whether a tenure inside the organisation can read the case, and so may handle it. */
export function mayHandle(state: CaseState, tenure: TenureId): boolean {
	const { sight, rung } = sightOf(state, tenure);
	return sight === "content" && rung < 5;
}

/** Everybody inside the organisation who can read the case now. */
export function readersOf(state: CaseState): readonly TenureId[] {
	return sightsOf(state)
		.filter(({ tenure }) => mayHandle(state, tenure))
		.map(({ tenure }) => tenure);
}

/** When what the reporter does is dated. */
export function reportersInstant(state: CaseState, now: Instant, context: Context): Instant {
	return later(slotOf(now, state.raisedSeverity, context), state.head.at);
}
