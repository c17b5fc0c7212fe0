/**
 * Canaries (design §7): a concern of nobody that no one answers must climb the whole ladder and be opened on every rung. It is a raise
 * like any other, and only the commitment of its leaf tells it apart.
 */
import type { Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import { addSeconds, later } from "./instant.ts";
import { standingRungs } from "./ladder.ts";

/** Design §7: weekly, for each organisation. */
const WEEK_SECONDS = 7 * 86_400;

/** When a canary had been told to every rung and opened by somebody on each that may read it; null as long as it has not. */
export function canarySucceededAt(state: CaseState): Instant | null {
	if (state.origin !== "canary") return null;
	const reached = standingRungs(state).map((rung) => reachedAt(state, rung));
	return reached.reduce<Instant | null>((last, at) => (last === null || at === null ? null : later(last, at)), state.raisedAt);
}

/** Whether the next canary is to be raised; `lastRaised` is null where there was none. */
export function isCanaryDue(lastRaised: Instant | null, now: Instant): boolean {
	return lastRaised === null || addSeconds(lastRaised, WEEK_SECONDS) <= now;
}

/** A rung to which nothing was sealed has nothing to open: being told is all that it can show. */
function reachedAt(state: CaseState, rung: Rung): Instant | null {
	const told = state.fired.find((fired) => fired.rung === rung && (fired.running !== null || fired.sight === "content"));
	if (told === undefined) return null;
	const readers = state.recipients.filter((place) => place.rung === rung && place.opens.length > 0).map((place) => place.tenure);
	if (readers.length === 0) return told.at;
	const view = state.views.find(({ tenure }) => readers.includes(tenure));
	return view === undefined ? null : later(told.at, view.at);
}
