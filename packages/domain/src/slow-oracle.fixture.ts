/**
 * Reference §4.6 once more, slowly and by other means: it walks hour by hour and day by day over a calendar of its own, knows
 * Europe's clock changes by their rule (last Sundays of March and October, 01:00 UTC) and shares no code with what it checks.
 */

type Lengths = {
	readonly seconds?: number;
	readonly hours?: number;
	readonly workingDays?: number;
	readonly calendarDays?: number;
	readonly months?: number;
};
export type OracleRules = {
	readonly cutOff: string;
	/** Minutes ahead of UTC in winter. */
	readonly winterOffset: number;
	readonly holidays: ReadonlySet<string>;
};

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const two = (number: number) => `${number}`.padStart(2, "0");
const dateOf = (milliseconds: number) => {
	const date = new Date(milliseconds);
	return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};
const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`);
const nextDay = (date: string) => dateOf(midnight(date) + DAY);
export const instantText = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

function lastSunday(year: number, month: number): number {
	let day = Date.UTC(year, month, 0);
	while (new Date(day).getUTCDay() !== 0) day -= DAY;
	return day + 60 * MINUTE;
}

function offsetAt(milliseconds: number, rules: OracleRules): number {
	const year = new Date(milliseconds).getUTCFullYear();
	const isSummer = milliseconds >= lastSunday(year, 3) && milliseconds < lastSunday(year, 10);
	return rules.winterOffset + (isSummer ? 60 : 0);
}

/** What the clock on the wall shows, `2026-04-02 10:00:00`. */
export function wallClock(milliseconds: number, rules: OracleRules): string {
	const local = milliseconds + offsetAt(milliseconds, rules) * MINUTE;
	return `${dateOf(local)} ${new Date(local).toISOString().slice(11, 19)}`;
}

/** The first instant of a day at which the clock on the wall shows a time, found by looking at it every hour: no zone here is off by less. */
function whenWallShows(date: string, time: string, rules: OracleRules): number {
	const pastTheHour = Number(time.slice(3, 5)) * MINUTE + Number(time.slice(6, 8)) * 1_000;
	for (let at = midnight(date) - DAY / 2 + pastTheHour; at <= midnight(date) + 2 * DAY; at += 60 * MINUTE) {
		if (wallClock(at, rules) === `${date} ${time}`) return at;
	}
	throw new Error(`No clock shows ${date} ${time}.`);
}

function works(date: string, rules: OracleRules): boolean {
	const weekday = new Date(midnight(date)).getUTCDay();
	return weekday !== 0 && weekday !== 6 && !rules.holidays.has(date);
}

/** Day 0: the day itself if it is worked and the cut-off has not passed, else the next day that is worked. */
export function oracleDayZero(received: number, rules: OracleRules): string {
	const [date = "", time = ""] = wallClock(received, rules).split(" ");
	if (works(date, rules) && time <= `${rules.cutOff}:00`) return date;
	let day = nextDay(date);
	while (!works(day, rules)) day = nextDay(day);
	return day;
}

/** The end of a length of time counted from a date. */
export function oracleEnd(date: string, length: Lengths, rules: OracleRules): number {
	if (length.workingDays !== undefined) {
		let day = date;
		let worked = 0;
		while (worked < length.workingDays) {
			day = nextDay(day);
			if (works(day, rules)) worked += 1;
		}
		return whenWallShows(day, `${rules.cutOff}:00`, rules);
	}
	if (length.calendarDays !== undefined) {
		let day = date;
		for (let passed = 0; passed < length.calendarDays; passed += 1) day = nextDay(day);
		return whenWallShows(day, "23:59:59", rules);
	}
	return whenWallShows(monthsLater(date, length.months ?? 0), "23:59:59", rules);
}

/** Turns the page so many times, and takes the last day of a month that is too short. */
function monthsLater(date: string, months: number): string {
	let [year = 0, month = 0] = date.split("-").map(Number);
	for (let turned = 0; turned < months; turned += 1) {
		month += 1;
		if (month === 13) [year, month] = [year + 1, 1];
	}
	let day = Number(date.slice(8, 10));
	while (dateOf(Date.UTC(year, month - 1, day)).slice(5, 7) !== two(month)) day -= 1;
	return `${year}-${two(month)}-${two(day)}`;
}

/** The end of a length of time counted from an instant: nothing after is the instant itself. */
export function oracleAfter(instant: number, length: Lengths, rules: OracleRules): number {
	if (length.seconds !== undefined) return instant + length.seconds * 1_000;
	if (length.hours !== undefined) return instant + length.hours * 60 * MINUTE;
	if (length.workingDays === 0 || length.calendarDays === 0) return instant;
	return oracleEnd(wallClock(instant, rules).slice(0, 10), length, rules);
}
