/** A history, folded into the state that it tells. */
import type { CaseEvent } from "@answerable/types/event";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { evolve } from "./evolution.ts";

/** The state that a (trusted) history tells; null for an empty one. */
export function replay(events: readonly CaseEvent[], context: Context): CaseState | null {
	return events.reduce<CaseState | null>((state, event) => evolve(state, event, context), null);
}
