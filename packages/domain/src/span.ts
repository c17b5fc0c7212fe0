/** How long a length of time can possibly be, so that lengths in different units can be compared without guessing. */
import type { Duration } from "@answerable/types/time";
import { longestDays } from "./duration.ts";

/** The least and the most hours that a length of time can take, wherever and whenever it starts. */
export type Span = { readonly least: number; readonly most: number };

/** A clock change makes a day 23 or 25 hours long. */
const SHORTEST_DAY = 23;
const LONGEST_DAY = 25;
const SHORTEST_MONTH = 28;
/** A working day ends at the cut-off, which no policy sets before noon, so the first may be so much shorter. */
const BEFORE_CUT_OFF = 12;

/** The bounds of a length of time. Seconds and hours elapse; days and months end at a time of day, so they may be shorter than they sound. */
export function spanOf(duration: Duration): Span {
	if ("seconds" in duration) return { least: duration.seconds / 3600, most: duration.seconds / 3600 };
	if ("hours" in duration) return { least: duration.hours, most: duration.hours };
	const least = leastDays(duration) * SHORTEST_DAY - ("workingDays" in duration ? BEFORE_CUT_OFF : 0);
	return { least: Math.max(0, least), most: longestDays(duration) * LONGEST_DAY };
}

/** Whether one length of time never ends after another that starts with it: within one unit by the number, otherwise by the bounds. */
export function isNeverLonger(one: Duration, other: Duration): boolean {
	const [unit, count] = measureOf(one);
	const [otherUnit, otherCount] = measureOf(other);
	return unit === otherUnit ? count <= otherCount : spanOf(one).most <= spanOf(other).least;
}

/** Whether one length of time always ends after another that starts with it. */
export function isSurelyLonger(one: Duration, other: Duration): boolean {
	const [unit, count] = measureOf(one);
	const [otherUnit, otherCount] = measureOf(other);
	return unit === otherUnit ? count > otherCount : spanOf(one).least > spanOf(other).most;
}

/** A length of time in words: `3 working days`. */
export function lengthInWords(duration: Duration): string {
	const [unit, count] = measureOf(duration);
	const word = { seconds: "second", hours: "hour", workingDays: "working day", calendarDays: "calendar day", months: "calendar month" }[
		unit
	];
	return `${count} ${word}${count === 1 ? "" : "s"}`;
}

type Unit = "seconds" | "hours" | "workingDays" | "calendarDays" | "months";

function measureOf(duration: Duration): readonly [Unit, number] {
	if ("seconds" in duration) return ["seconds", duration.seconds];
	if ("hours" in duration) return ["hours", duration.hours];
	if ("workingDays" in duration) return ["workingDays", duration.workingDays];
	if ("calendarDays" in duration) return ["calendarDays", duration.calendarDays];
	return ["months", duration.months];
}

/** Six working days always hold a weekend. */
function leastDays(duration: Exclude<Duration, { seconds: number } | { hours: number }>): number {
	if ("workingDays" in duration) return duration.workingDays + 2 * Math.floor(Math.max(0, duration.workingDays - 1) / 5);
	if ("calendarDays" in duration) return duration.calendarDays;
	return duration.months * SHORTEST_MONTH;
}
