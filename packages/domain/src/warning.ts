/** Pre-warnings: the handler hears of a due before it is missed (reference §4.3, row pre-warn). */
import type { TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { CaseState, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { atLocal, instantOf, later, localDate, localTime, secondsOf } from "./instant.ts";
import { withSuccessors } from "./succession.ts";

export type Warning = { readonly running: RunningState; readonly fraction: number; readonly at: Instant };

/** The warnings still to give for a running. One that would come no earlier than the due is not given: the ladder speaks then. */
export function warningsOf(state: CaseState, running: RunningState, context: Context): readonly Warning[] {
	const fractions = context.policy.preWarnings.fractions[running.severity].filter((fraction) => !running.warned.includes(fraction));
	if (fractions.length === 0) return [];
	const opens = secondsOf(running.opens);
	const length = secondsOf(running.due) - opens;
	return fractions
		.map((fraction) => {
			const at = notTooEarly(instantOf(opens + fraction * length), running, context);
			return { running, fraction, at: later(state.severitySince, at) };
		})
		.filter((warning) => warning.at > running.warnAfter && warning.at < running.due);
}

/** Whom to warn: the handler that triage named, everybody who received the concern first, and whoever stands in their place now. */
export function warnedTenures(state: CaseState): readonly TenureId[] {
	const first = state.recipients.filter((recipient) => recipient.rung === 0).map((recipient) => recipient.tenure);
	const standing = withSuccessors(state, 0, first);
	return [...new Set(state.handler === null ? standing : [state.handler, ...standing])];
}

/** A warning is due at a fraction of the wall time between opening and due; where the policy says so, not before the day has begun. */
function notTooEarly(at: Instant, { severity }: RunningState, { policy }: Context): Instant {
	const notBefore = policy.preWarnings.notBefore[severity];
	if (notBefore === null) return at;
	const { zone } = policy;
	return localTime(at, zone) < `${notBefore}:00` ? atLocal(localDate(at, zone), notBefore, zone) : at;
}
