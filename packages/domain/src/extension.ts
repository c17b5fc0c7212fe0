/** More time for one clock: once, asked for before it is due, and never past its backstop (reference §4.3, row extension). */
import type { Instant } from "@answerable/types/time";
import type { CaseState, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { after } from "./duration.ts";
import { earlier } from "./instant.ts";
import { latestDue } from "./rounds.ts";

/** When a running is due once it is extended; null where the policy grants none. A lowered severity grants no more than the gravest did. */
export function extensionOf(state: CaseState, running: RunningState, context: Context): Instant | null {
	const { clocks, by } = context.policy.extension;
	const length = by[running.severity];
	if (length === null || !clocks.includes(running.clock)) return null;
	const latest = latestDue(state, running, context);
	if (length === "backstop") return latest;
	const due = after(running.due, length, context);
	return latest === null ? due : earlier(due, latest);
}
