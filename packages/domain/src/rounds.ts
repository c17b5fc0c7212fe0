/** Further rounds of a clock: an update that is owed again, or a case that is opened again. */
import type { ClockName, OpenedClock, Severity } from "@answerable/types/clock";
import type { ClockRule } from "@answerable/types/policy";
import type { Instant } from "@answerable/types/time";
import type { CaseState, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { backstopOf, isSwitchedOn, ownLength } from "./deadline.ts";
import { after } from "./duration.ts";
import { earlier } from "./instant.ts";

/** When a clock that starts now is due: as long as the policy gives it, and no longer than its backstop. Null if it does not run. */
export function freshDue(rule: ClockRule, severity: Severity, at: Instant, context: Context): Instant | null {
	if (rule.due[severity] === null) return null;
	const own = ownLength(rule, severity);
	const backstop = context.policy.backstops.find(({ clock }) => clock === rule.clock);
	const dues = [own, backstop?.due].flatMap((length) => (length === null || length === undefined ? [] : [after(at, length, context)]));
	return dues.length === 0 ? null : dues.reduce(earlier);
}

export type Fresh = { readonly clocks: readonly ClockName[]; readonly severity: Severity; readonly at: Instant };

/** Another round of each of these clocks, unless one is running. */
export function freshClocks(state: CaseState, { clocks, severity, at }: Fresh, context: Context): readonly OpenedClock[] {
	return context.policy.clocks.flatMap((rule) => {
		const runs = state.runnings.some((running) => running.clock === rule.clock && running.stopped === null);
		if (runs || !clocks.includes(rule.clock) || !isSwitchedOn(rule, { severity, safetyAction: state.safetyAction })) return [];
		const due = freshDue(rule, severity, at, context);
		return due === null ? [] : [{ clock: rule.clock, round: nextRoundOf(state, rule.clock), opens: at, due }];
	});
}

/** Rounds are numbered on, void ones included. */
export function nextRoundOf(state: CaseState, clock: ClockName): number {
	return Math.max(0, ...state.runnings.filter((running) => running.clock === clock).map((running) => running.round)) + 1;
}

/** The latest that a running may be due, whatever is granted: its backstop, counted anew for a further round. Null if it has none. */
export function latestDue(state: CaseState, running: RunningState, context: Context): Instant | null {
	if (running.round === 1) return backstopOf(running.clock, { ...state, at: state.raisedAt }, acknowledgedAt(state), context);
	const backstop = context.policy.backstops.find(({ clock }) => clock === running.clock);
	return backstop === undefined ? null : after(running.opens, backstop.due, context);
}

/** When the first acknowledgement was answered, as things stand. */
export function acknowledgedAt(state: CaseState): Instant | null {
	return state.runnings.find(({ clock, round }) => clock === "acknowledgement" && round === 1)?.stopped?.at ?? null;
}
