/** What a graver severity brings forward (reference §4.2: a running due date is never extended). */
import type { OpenedClock, Running, Severity } from "@answerable/types/clock";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { isSwitchedOn, ownLength } from "./deadline.ts";
import { after } from "./duration.ts";
import { isSame, openedClockOf } from "./running.ts";

/** The severity from now on, and the runnings that the same act stops. */
export type Rise = { readonly severity: Severity; readonly at: Instant; readonly stops: readonly Running[] };

/**
 * The running clocks whose due the graver severity brings forward, and those that only it calls for. The organisation learns of
 * it now, so its shorter times are counted from now.
 */
export function sooner(state: CaseState, rise: Rise, context: Context): readonly OpenedClock[] {
	return context.policy.clocks.flatMap((rule): readonly OpenedClock[] => {
		const duration = ownLength(rule, rise.severity);
		if (duration === null || !isSwitchedOn(rule, { severity: rise.severity, safetyAction: state.safetyAction })) return [];
		const fresh = after(rise.at, duration, context);
		const runnings = state.runnings.filter((running) => running.clock === rule.clock);
		if (runnings.length === 0) return [{ clock: rule.clock, round: 1, opens: rise.at, due: fresh }];
		return runnings
			.filter((running) => running.stopped === null && !rise.stops.some((one) => isSame(one, running)) && fresh < running.due)
			.map((running) => ({ ...openedClockOf(running), due: fresh }));
	});
}
