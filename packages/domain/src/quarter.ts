/**
 * Release keys serve a calendar quarter each, in UTC. Which one is sealed to, when the next is made, how long a raise sealed
 * to the one before is taken, and when an old one may go.
 *
 * [Note: A key outlives its quarter] A reporter's client takes the key of the present quarter or of the one before it, so that
 * an operator who is late keeps nobody from speaking up; hence no key may go before the quarter after its own is over, and
 * none while a wrap waits that only it opens.
 */
import type { CivilDate, Instant } from "@answerable/types/time";
import { addDays } from "./instant.ts";

/** A new quarter's key is made, and named in the log, so many days before the quarter begins. */
export const MADE_DAYS_AHEAD = 14;
/** When it is not in the log so many days before, somebody has to look. */
export const LATE_DAYS_AHEAD = 7;

/** The quarter of a date or, in UTC, of an instant: `2026-Q4`. Both are written with year and month in front. */
export function quarterOf(time: CivilDate | Instant): string {
	return `${time.slice(0, 4)}-Q${Math.ceil(Number(time.slice(5, 7)) / 3)}`;
}

/** The first day of a quarter. */
export function quarterStart(quarter: string): CivilDate {
	return `${quarter.slice(0, 4)}-${String(3 * Number(quarter.slice(6)) - 2).padStart(2, "0")}-01` as CivilDate;
}

/** The quarter that follows. */
export function quarterAfter(quarter: string): string {
	return quarterOf(addDays(quarterStart(quarter), 100));
}

/** The quarter before. */
export function quarterBefore(quarter: string): string {
	return quarterOf(addDays(quarterStart(quarter), -1));
}

/** The quarters for which there must be a key on this day: the present one and, when it is near, the next. */
export function quartersDue(today: CivilDate, daysAhead: number = MADE_DAYS_AHEAD): readonly string[] {
	const [present, soon] = [quarterOf(today), quarterOf(addDays(today, daysAhead))];
	return present === soon ? [present] : [present, soon];
}

/** Of the quarters that have a key, the one to seal to: the present one; where there is none the newest before it, then the oldest after it. */
export function servingQuarter(quarters: readonly string[], present: string): string | null {
	const sorted = [...quarters].sort();
	return sorted.findLast((quarter) => quarter <= present) ?? sorted[0] ?? null;
}

/**
 * The quarters whose key a raise may be sealed to when it arrives: the present one and, through the first day of the quarter,
 * the one before. A phone fetches the keys, and its owner writes until after midnight.
 */
export function quartersTaken(today: CivilDate): readonly string[] {
	return [...new Set([quarterOf(today), quarterOf(addDays(today, -1))])];
}

/** Whether a client may seal to the key of a quarter now: see [Note: A key outlives its quarter]. */
export function mayBeSealedTo(quarter: string, today: CivilDate): boolean {
	const present = quarterOf(today);
	return quarter === present || quarter === quarterBefore(present);
}

/** Whether the key of a quarter has served its time, so that it goes once nothing waits for it. */
export function mayGo(quarter: string, now: Instant): boolean {
	return quarterOf(now) >= quarterAfter(quarterAfter(quarter));
}
