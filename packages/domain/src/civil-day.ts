/** Dates as days since 1970 and back, in whole numbers: what the rules count with many times for every decision. */
import type { CivilDate } from "@answerable/types/time";

/** Days from 1 March 0000, where the eras of the Gregorian calendar begin, to 1 January 1970. */
const DAYS_TO_1970 = 719_468;
const DAYS_AN_ERA = 146_097;
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar. Years are counted from 1 March, so that the leap day is
 * the last of its year, in eras of 400 years.
 */
export function daysOf(date: string): number {
	const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
	const marchYear = month > 2 ? year : year - 1;
	const era = Math.floor(marchYear / 400);
	const yearOfEra = marchYear - era * 400;
	const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * DAYS_AN_ERA + dayOfEra - DAYS_TO_1970;
}

/** The date so many days after 1970-01-01. Throws beyond the years that four digits write, which would no longer sort as text. */
export function dateOf(days: number): CivilDate {
	if (!(days >= FIRST_DAY && days <= LAST_DAY)) throw new RangeError(`Day ${days} lies in no year of four digits.`);
	const shifted = days + DAYS_TO_1970;
	const era = Math.floor(shifted / DAYS_AN_ERA);
	const dayOfEra = shifted - era * DAYS_AN_ERA;
	const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}` as CivilDate;
}

/** A number below a hundred as two digits. */
export function twoDigits(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}

/** The number that the digits of a text from one place up to another write; NaN if one of them is none. */
export function digits(text: string, from: number, to: number): number {
	let value = 0;
	for (let place = from; place < to; place += 1) {
		const digit = text.charCodeAt(place) - 48;
		value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
	}
	return value;
}
