/** The decision that needs nobody: what time has brought about. */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { Decision, NewEvent, NewNotice } from "./command.ts";
import type { Context } from "./context.ts";
import { advance } from "./evolution.ts";
import { later } from "./instant.ts";
import type { Pending } from "./owed.ts";
import { nextPending } from "./pending.ts";

/** More than any case can owe: five rungs and a few warnings for each running. */
const MOST_OWED = 10_000;

/**
 * Everything that is due, in the order in which it should have happened, each once. After downtime the events carry the instant
 * at which they really happened, never the one at which they should have (reference §4.3, rule 3). Whether a thing is due is
 * judged by the present clock alone, so a clock that ran backwards brings nothing early.
 */
export function escalateIfDue(state: CaseState, now: Instant, context: Context): Decision {
	const events: NewEvent[] = [];
	const notices: NewNotice[] = [];
	let current = state;
	for (let turn = 0; turn < MOST_OWED; turn += 1) {
		const next = nextPending(current, context);
		if (next === null || next.scheduled > now) return events.length > 0 ? { events, notices } : { refused: "not-due" };
		const event: NewEvent = { at: later(now, current.head.at), by: next.by, happening: next.happening };
		events.push(event);
		notices.push(...noticesOf(next, event.at));
		current = advance(current, { ...event, sequence: current.head.sequence + 1 }, context);
	}
	throw new Error("A case owes more than it can: the rules do not come to an end.");
}

/** Nobody is warned of a due that has passed: the ladder tells them. */
function noticesOf(pending: Pending, at: Instant): readonly NewNotice[] {
	const { happening } = pending;
	return happening.kind === "warned" && happening.consequence.due <= at ? [] : pending.notices;
}
