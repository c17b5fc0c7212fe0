/** [Note: Slots] A reporter's act may show when the reporter was at a screen, so it is told no finer than the policy's slots. */

import type { Severity } from "@answerable/types/clock";
import type { Received } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import { dayZeroOf } from "./calendar.ts";
import type { Context } from "./context.ts";
import { addDays, atLocal, localDate, localTime } from "./instant.ts";

/**
 * When a reporter's act becomes visible to staff: at once where the policy resolves instants, else at the next slot.
 * Pass the severity of the raise (`state.raisedSeverity`): were it the present one, staff could raise the severity to see when the reporter writes.
 */
export function slotFor(now: Instant, severity: Severity, context: Context): Instant {
	if (context.policy.clockResolution[severity] === "instant") return now;
	return slotsAround(now, context).find((slot) => slot > now) ?? neverEmpty(context);
}

/** The instant that a reporter's act is dated: never finer than the slot at which it became visible. */
export function slotOf(now: Instant, severity: Severity, context: Context): Instant {
	if (context.policy.clockResolution[severity] === "instant") return now;
	return slotsAround(now, context).findLast((slot) => slot <= now) ?? neverEmpty(context);
}

/** How a concern that arrives now is received, and the instant of its event. */
export function receive(now: Instant, severity: Severity, context: Context): { readonly at: Instant; readonly received: Received } {
	const { policy, calendar } = context;
	const on = localDate(now, policy.zone);
	const dayZero = dayZeroOf({ date: on, time: localTime(now, policy.zone), cutOff: policy.cutOff }, calendar);
	const at = policy.clockResolution[severity] === "instant" ? now : null;
	return { at: slotFor(now, severity, context), received: { on, at, dayZero } };
}

/** The slots of yesterday, today and tomorrow, in order. */
function slotsAround(now: Instant, context: Context): readonly Instant[] {
	const { zone, slots } = context.policy;
	const today = localDate(now, zone);
	return [-1, 0, 1].flatMap((offset) => [...slots].sort().map((slot) => atLocal(addDays(today, offset), slot, zone)));
}

function neverEmpty(context: Context): never {
	throw new Error(`The policy ${context.policy.id} names no slot.`);
}
