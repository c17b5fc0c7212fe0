/** Arithmetic on instants, dates and local times, in whole seconds. With `civil-day.ts` this file alone applies their brands in the domain. */
import type { CivilDate, CivilTime, Instant } from "@answerable/types/time";
import { dateOf, daysOf, digits, twoDigits } from "./civil-day.ts";
import { stretchAt } from "./zone-offset.ts";

const DAY = 86_400;

/** Seconds since 1970 in UTC. */
export function secondsOf(instant: Instant): number {
	const seconds = daysOf(instant) * DAY + secondsOfDay(instant, 11);
	if (Number.isNaN(seconds)) throw new RangeError(`Not an instant: ${instant}`);
	return seconds;
}

/** The instant that many seconds after 1970, fractions dropped: no rule is finer than a second. */
export function instantOf(seconds: number): Instant {
	const whole = Math.floor(seconds);
	const days = Math.floor(whole / DAY);
	return `${dateOf(days)}T${timeOf(whole - days * DAY)}Z` as Instant;
}

/** Elapsed time, which no clock change alters (reference §4.6). */
export function addSeconds(instant: Instant, seconds: number): Instant {
	return instantOf(secondsOf(instant) + seconds);
}

/** The day that a zone's calendar shows at an instant. */
export function localDate(instant: Instant, zone: string): CivilDate {
	return dateOf(Math.floor(wallOf(instant, zone) / DAY));
}

/** The time that a zone's clock shows at an instant, to the second, `17:00:01`. */
export function localTime(instant: Instant, zone: string): string {
	const wall = wallOf(instant, zone);
	return timeOf(wall - Math.floor(wall / DAY) * DAY);
}

/** The instant at which a zone's clock shows a time. A time that a clock change leaves out is taken after it; one that comes twice, the first time. */
export function atLocal(date: CivilDate, time: CivilTime | "23:59:59", zone: string): Instant {
	return instantAt(date, time.length === 5 ? `${time}:00` : time, zone);
}

export function addDays(date: CivilDate, days: number): CivilDate {
	return dateOf(daysOf(date) + days);
}

/** Calendar months, a day that the month lacks becoming its last (reference §4.6: 30 November and three months is 28 February). */
export function addMonths(date: CivilDate, months: number): CivilDate {
	return Temporal.PlainDate.from(date).add({ months }, { overflow: "constrain" }).toString() as CivilDate;
}

/** 1 for Monday to 7 for Sunday; day 0 was a Thursday. */
export function dayOfWeek(date: CivilDate): number {
	const days = daysOf(date) + 3;
	return days - Math.floor(days / 7) * 7 + 1;
}

export function earlier<T extends string>(a: T, b: T): T {
	return a <= b ? a : b;
}

export function later<T extends string>(a: T, b: T): T {
	return a >= b ? a : b;
}

/** The instant on another day at which a zone's clock shows the same time. */
export function sameTimeOn(date: CivilDate, instant: Instant, zone: string): Instant {
	return instantAt(date, localTime(instant, zone), zone);
}

/** What a zone's clock shows at an instant, as if it were UTC. */
function wallOf(instant: Instant, zone: string): number {
	const seconds = secondsOf(instant);
	return seconds + stretchAt(seconds, zone).offset;
}

/** Within a day of a change of the clock the time may come twice or never, which Temporal decides ("compatible"). */
function instantAt(date: CivilDate, time: string, zone: string): Instant {
	const wall = daysOf(date) * DAY + secondsOfDay(time, 0);
	const { from, until, offset } = stretchAt(wall, zone);
	if (from <= wall - DAY && wall + DAY < until) return instantOf(wall - offset);
	const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time });
	return zoned.toInstant().toString({ smallestUnit: "second" }) as Instant;
}

/** `17:00:01`, which begins at a place of a text, in seconds since midnight. */
function secondsOfDay(text: string, from: number): number {
	return digits(text, from, from + 2) * 3_600 + digits(text, from + 3, from + 5) * 60 + digits(text, from + 6, from + 8);
}

function timeOf(secondsOfDay: number): string {
	const hour = Math.floor(secondsOfDay / 3_600);
	const minute = Math.floor((secondsOfDay % 3_600) / 60);
	return `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(secondsOfDay % 60)}`;
}
