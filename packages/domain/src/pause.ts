/** Waiting for the reporter (reference §4.3, rule 2): counted in the unit of the policy, capped over the whole case, never past a backstop. */
import type { OpenedClock } from "@answerable/types/clock";
import type { Duration, Instant } from "@answerable/types/time";
import { LISTED_CLOCKS } from "./answer.ts";
import { workingDayAfter } from "./calendar.ts";
import type { CaseState, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { after } from "./duration.ts";
import { addDays, addSeconds, earlier, localDate, sameTimeOn, secondsOf } from "./instant.ts";
import { latestDue } from "./rounds.ts";
import { openedClockOf } from "./running.ts";

/** The clocks that a pause makes wait, and until when at the latest. */
export type Waiting = { readonly clocks: OpenedClock[]; readonly until: Instant };

/**
 * [Note: A pause gives back] While it lasts, a paused clock is due as if the pause took all the time that is left; when it ends
 * sooner the due comes back. So a due only ever moves later by the act that paused it, and a pause that nobody ends runs out by itself.
 *
 * A clock that is overdue does not wait: its ladder climbs on.
 */
export function pausing(state: CaseState, at: Instant, context: Context): Waiting {
	const left = countOf(context) - state.pauseUsed;
	const moved = state.runnings.filter((running) => mayWait(running, at, context)).slice(0, LISTED_CLOCKS);
	const clocks = moved.flatMap((running) => {
		const due = pausedDue(state, running, left, context);
		return due > running.due ? [{ ...openedClockOf(running), due }] : [];
	});
	return { clocks, until: untilOf(at, left, context) };
}

/** Whether the policy lets a case of this severity wait at all, and time for it is left. */
export function hasPauseLeft(state: CaseState, at: Instant, context: Context): boolean {
	return usedBy(state, at, context) < countOf(context);
}

/** The dues that a pause ending now brings back; empty if none lasts. */
export function resuming(state: CaseState, at: Instant, context: Context): readonly OpenedClock[] {
	const spent = usedBy(state, at, context) - state.pauseUsed;
	return state.runnings.flatMap((running) => {
		if (running.unpaused === null) return [];
		const due = earlier(running.due, shifted(running.unpaused, spent, context));
		return due < running.due ? [{ ...openedClockOf(running), due }] : [];
	});
}

/** The state once the pause is over; the dues that it brings back are merged by the caller. */
export function resumed(state: CaseState, at: Instant, context: Context): CaseState {
	if (state.pause === null) return state;
	return {
		...state,
		pause: null,
		pauseUsed: usedBy(state, at, context),
		runnings: state.runnings.map((running) => ({ ...running, unpaused: null })),
	};
}

/** When a paused running is due, were the pause to last for so long. */
export function pausedDue(state: CaseState, running: RunningState, count: number, context: Context): Instant {
	const due = shifted(running.due, count, context);
	const latest = latestDue(state, running, context);
	return latest === null ? due : earlier(due, latest);
}

/** How much of the pause is used by an instant, the one that lasts included. */
export function usedBy(state: CaseState, at: Instant, context: Context): number {
	if (state.pause === null) return state.pauseUsed;
	return Math.min(countOf(context), state.pauseUsed + elapsed(state.pause.from, at, context));
}

/** How much pause the policy grants, in the unit in which it is written. */
export function countOf({ policy }: Context): number {
	const { maxTotal } = policy.pause;
	if ("workingDays" in maxTotal) return maxTotal.workingDays;
	if ("seconds" in maxTotal) return maxTotal.seconds;
	return "hours" in maxTotal ? maxTotal.hours * 3_600 : calendarDaysOf(maxTotal);
}

function mayWait(running: RunningState, at: Instant, { policy }: Context): boolean {
	return running.stopped === null && running.due > at && !policy.pause.neverPaused.includes(running.clock);
}

function untilOf(at: Instant, count: number, context: Context): Instant {
	if (!isInDays(context)) return addSeconds(at, count);
	return after(at, isInWorkingDays(context) ? { workingDays: count } : { calendarDays: count }, context);
}

/** Whole days are counted by the calendar's dates: a pause that ends on the day on which it began took none. */
function elapsed(from: Instant, to: Instant, context: Context): number {
	if (to <= from) return 0;
	if (!isInDays(context)) return secondsOf(to) - secondsOf(from);
	const { zone } = context.policy;
	const last = localDate(to, zone);
	const most = countOf(context);
	let date = localDate(from, zone);
	for (let days = 0; days < most; days += 1) {
		date = isInWorkingDays(context) ? workingDayAfter(date, 1, context.calendar) : addDays(date, 1);
		if (date > last) return days;
	}
	return most;
}

function shifted(due: Instant, count: number, context: Context): Instant {
	if (!isInDays(context)) return addSeconds(due, count);
	const { zone } = context.policy;
	const date = localDate(due, zone);
	return sameTimeOn(isInWorkingDays(context) ? workingDayAfter(date, count, context.calendar) : addDays(date, count), due, zone);
}

function isInWorkingDays({ policy }: Context): boolean {
	return "workingDays" in policy.pause.maxTotal;
}

function isInDays({ policy }: Context): boolean {
	return !("seconds" in policy.pause.maxTotal || "hours" in policy.pause.maxTotal);
}

/** A month of waiting is thirty days. */
function calendarDaysOf(duration: Extract<Duration, { calendarDays: number } | { months: number }>): number {
	return "months" in duration ? duration.months * 30 : duration.calendarDays;
}
