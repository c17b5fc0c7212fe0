/** How long what can be read is kept, and when its deletion is announced (reference §2.6). */
import type { ShredScope } from "@answerable/types/event";
import type { Duration, Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { after } from "./duration.ts";
import { addSeconds, earlier, later, secondsOf } from "./instant.ts";

/** When a deletion is to be announced, and when it may be done: null until it was announced. */
export type Shredding = { readonly announce: Instant; readonly due: Instant | null };

const DAY_SECONDS = 86_400;

export const SCOPES: readonly ShredScope[] = ["identity", "case"];

/** The deletion of a closed case, or of what tells who its reporter is; null for one that is done, or of an open case. */
export function shreddingOf(state: CaseState, scope: ShredScope, context: Context): Shredding | null {
	if (state.closed === null || state.shredded.includes(scope) || state.shredded.includes("case")) return null;
	const { notice } = context.policy.retention;
	const end = endOf(state, state.closed.at, scope, context);
	const announce = before(end, notice, context);
	const announced = state.announced.find((one) => one.scope === scope);
	return { announce, due: announced === undefined ? null : later(end, after(announced.at, notice, context)) };
}

/** The last moment to give notice in; a day more where a clock change would make the notice end later. */
function before(end: Instant, notice: Duration, context: Context): Instant {
	const start = addSeconds(end, secondsOf(end) - secondsOf(after(end, notice, context)));
	return after(start, notice, context) > end ? addSeconds(start, -DAY_SECONDS) : start;
}

/** Identity goes so long after the last detriment check, but never later than the case. */
function endOf(state: CaseState, closedAt: Instant, scope: ShredScope, context: Context): Instant {
	const { retention, detrimentChecks } = context.policy;
	const all = after(closedAt, retention.case, context);
	if (scope === "case") return all;
	const lastCheck = detrimentChecks.after[state.gravest].map((wait) => after(closedAt, wait, context)).reduce(later, closedAt);
	const identity = after(lastCheck, retention.identity, context);
	return earlier(identity, all);
}
