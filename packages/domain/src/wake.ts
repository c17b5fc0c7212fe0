/** When to look at a case again. */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { nextPending } from "./pending.ts";

/**
 * The next instant at which `escalate-if-due` would do something; null if it never would, as things stand. It may lie in the past:
 * then the case is owed something now.
 */
export function nextWake(state: CaseState, context: Context): Instant | null {
	return nextPending(state, context)?.scheduled ?? null;
}
