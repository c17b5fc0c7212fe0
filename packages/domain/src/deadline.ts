/** When each clock of a case is due (reference §4.3). */

import type { ClockName, OpenedClock, Severity } from "@answerable/types/clock";
import type { Received } from "@answerable/types/event";
import type { ClockRule, Policy, UpToBackstop } from "@answerable/types/policy";
import type { Duration, Instant } from "@answerable/types/time";
import type { Context } from "./context.ts";
import { after, endOf, longestDays } from "./duration.ts";
import { addDays, earlier, localDate } from "./instant.ts";
import { SEVERITIES } from "./policy-fault.ts";

export type Opening = {
	readonly received: Received;
	/** The instant of the raise: when staff can see it. */
	readonly at: Instant;
	readonly severity: Severity;
	readonly safetyAction: boolean;
};

/** The clocks that a raise starts, each due at the earlier of its policy's instant and its backstop. */
export function openingClocks(opening: Opening, context: Context): readonly OpenedClock[] {
	return context.policy.clocks.flatMap((rule) => {
		const due = dueOf(rule, opening, context);
		return due === null ? [] : [{ clock: rule.clock, round: 1, opens: opening.at, due }];
	});
}

/** When one clock is due; null if it does not run at this severity. */
export function dueOf(rule: ClockRule, opening: Opening, context: Context): Instant | null {
	const length = rule.due[opening.severity];
	if (length === null || !isSwitchedOn(rule, opening)) return null;
	const own = ownLength(rule, opening.severity);
	const due = own === null ? null : fromReceipt(own, opening, context);
	const backstop = backstopOf(rule.clock, opening, null, context);
	if (due !== null && backstop !== null) return earlier(due, backstop);
	return due ?? backstop;
}

/** The length that the policy itself gives a clock; null if it gives none, or leaves it to the backstop. */
export function ownLength(rule: ClockRule, severity: Severity): Duration | null {
	const length = rule.due[severity];
	return length === "backstop" ? null : length;
}

/** A switched clock needs the reporter's switch, except when someone is in immediate danger. */
export function isSwitchedOn(rule: ClockRule, asked: { readonly severity: Severity; readonly safetyAction: boolean }): boolean {
	return !rule.switched || asked.safetyAction || asked.severity === "S1";
}

/** The outcome's backstop once the acknowledgement has come (Directive (EU) 2019/1937, Art. 9(1)(f): three months from it); null if the policy has none. */
export function backstopAfterAcknowledgement(clock: ClockName, acknowledgedAt: Instant, context: Context): Instant | null {
	const rule = context.policy.backstops.find((backstop) => backstop.clock === clock && backstop.from === "acknowledgement");
	return rule === undefined ? null : after(acknowledgedAt, rule.due, context);
}

/** The latest that a clock may run: counted from receipt, or from the acknowledgement (while there is none, from its own backstop). Null if the policy sets none. */
export function backstopOf(
	clock: ClockName,
	opening: Pick<Opening, "received" | "at">,
	acknowledgedAt: Instant | null,
	context: Context,
): Instant | null {
	const rule = context.policy.backstops.find((backstop) => backstop.clock === clock);
	if (rule === undefined) return null;
	if (rule.from === "received") return fromReceipt(rule.due, opening, context);
	const acknowledgement = context.policy.backstops.find((backstop) => backstop.clock === "acknowledgement");
	const from = acknowledgedAt ?? (acknowledgement === undefined ? opening.at : fromReceipt(acknowledgement.due, opening, context));
	return after(from, rule.due, context);
}

/**
 * Whether the calendar reaches far enough to compute everything that could follow from opening a clock now: its due, its
 * ladder and its hold. Where it does not, the act is refused rather than a date guessed.
 */
export function reaches(now: Instant, context: Context): boolean {
	const { policy } = context;
	const rungs = policy.ladder.flatMap((rung) => [rung.after.S1, rung.after.S2, rung.after.S3]);
	const waits = [policy.pause.maxTotal, policy.explain.maxHold];
	const days = furthestDue(policy) + longest(rungs) + waits.reduce((total, wait) => total + longestDays(wait), 0);
	return reachesBy(now, Math.max(days, longestDays(policy.withdrawal.effect)) + 31, context);
}

/** Whether the calendar reaches so many days from now. */
export function reachesBy(now: Instant, days: number, { policy, calendar }: Context): boolean {
	const today = localDate(now, policy.zone);
	return calendar.from <= today && addDays(today, days) <= calendar.until;
}

/** More days than any clock can run, its extension included and its backstop left out of account unless the policy leans on it. */
function furthestDue(policy: Policy): number {
	const backstops = policy.backstops.reduce((total, backstop) => total + longestDays(backstop.due), 0);
	const daysOf = (length: UpToBackstop | null) => (length === null ? 0 : length === "backstop" ? backstops : longestDays(length));
	return Math.max(
		...SEVERITIES.flatMap((severity) => {
			const more = policy.extension.by[severity];
			const extended = (days: number) => (more === "backstop" ? Math.max(days, backstops) : days + daysOf(more));
			return policy.clocks.map((rule) => extended(daysOf(rule.due[severity])));
		}),
	);
}

function longest(lengths: readonly Duration[]): number {
	return Math.max(...lengths.map(longestDays));
}

/** Working days count from day 0; statutory clocks from the true instant of receipt, or its day where no more is kept (reference §4.6). */
function fromReceipt(duration: Duration, opening: Pick<Opening, "received" | "at">, context: Context): Instant {
	if ("workingDays" in duration) return endOf(opening.received.dayZero, duration, context);
	if ("seconds" in duration || "hours" in duration) return after(opening.received.at ?? opening.at, duration, context);
	return endOf(opening.received.on, duration, context);
}
