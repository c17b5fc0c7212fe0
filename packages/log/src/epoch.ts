/** Instants as seconds since 1970 and back, without a clock and without Date or Temporal, which not every browser has. */
import type { Instant } from "@answerable/types/time";
import { ProofError } from "./proof-error.ts";

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;
const DAY = 86_400;
/** 9999-12-31T23:59:59Z, the last instant that twenty characters can write. */
export const LAST_SECOND = 253_402_300_799;

/** Seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX). Refuses days that no month has. */
export function epochSeconds(instant: Instant): number {
	const [year, month, day, hour, minute, second] = (SHAPE.exec(instant) ?? []).slice(1).map(Number);
	if (
		year === undefined ||
		month === undefined ||
		day === undefined ||
		hour === undefined ||
		minute === undefined ||
		second === undefined
	) {
		throw new ProofError("malformed", `Not an instant: ${instant}`);
	}
	const seconds = daysBefore(year, month, day) * DAY + hour * 3_600 + minute * 60 + second;
	if (instantOf(seconds) !== instant) throw new ProofError("malformed", `No such instant: ${instant}`);
	return seconds;
}

/** The instant so many seconds after 1970-01-01T00:00:00Z. */
export function instantOf(seconds: number): Instant {
	if (!Number.isSafeInteger(seconds) || seconds > LAST_SECOND) throw new ProofError("malformed", `Not within four-digit years: ${seconds}`);
	const days = Math.floor(seconds / DAY);
	const rest = seconds - days * DAY;
	const [hour, minute, second] = [Math.floor(rest / 3_600), Math.floor((rest % 3_600) / 60), rest % 60];
	return `${civilDate(days)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}Z` as Instant;
}

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar. Years are
 * counted from 1 March, so that the leap day is the last of its year, in eras of
 * 400 years, each of 146,097 days; 719,468 days lie between 0000-03-01 and 1970-01-01.
 */
function daysBefore(year: number, month: number, day: number): number {
	const marchYear = month > 2 ? year : year - 1;
	const era = Math.floor(marchYear / 400);
	const yearOfEra = marchYear - era * 400;
	const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

function civilDate(days: number): string {
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
	return String(value).padStart(width, "0");
}
