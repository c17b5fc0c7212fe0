/** Calendars of countries, from the library `date-holidays`: public holidays of the whole country, as data. */
import type { Calendar } from "@answerable/types/policy";
import Holidays from "date-holidays";
import { parseCalendar } from "../src/calendar-file.ts";

export const COUNTRIES = ["at", "be", "de", "dk", "es", "fi", "fr", "ie", "it", "nl", "pl", "pt", "se"] as const;

/**
 * A country's calendar by the library. Days that are only customary (its types `bank`, `optional` and `observance`) stay working
 * days: a missing day off makes a due earlier, never later. Days of a single region are the organisation's own to add.
 */
export function countryCalendar(
	country: (typeof COUNTRIES)[number],
	years: { readonly first: number; readonly last: number },
	version: string,
): Calendar {
	const names = new Map<string, string>();
	for (let year = years.first; year <= years.last; year += 1)
		for (const { date, name } of publicHolidays([country.toUpperCase()], year)) names.set(date, name);
	const holidays = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, title]) => ({ date, title }));
	return parseCalendar(
		{
			id: `${country}@1`,
			division: country,
			from: `${years.first}-01-01`,
			until: `${years.last}-12-31`,
			holidays,
			organisationDays: [],
			source: `date-holidays ${version} (github.com/commenthol/date-holidays, ISC and CC BY 3.0): public holidays of the whole country, weekends left out`,
		},
		`${country}.json`,
	);
}

/** The public holidays of a place in a year that fall on a weekday, by the library. */
export function publicHolidays(
	place: readonly [string] | readonly [string, string],
	year: number,
): readonly { date: string; name: string }[] {
	const [country, state] = place;
	const library = state === undefined ? new Holidays(country) : new Holidays(country, state);
	library.setLanguages(["en"]);
	return library
		.getHolidays(year)
		.filter((holiday) => holiday.type === "public")
		.map(({ date, name }) => ({ date: date.slice(0, 10), name }))
		.filter(({ date }) => Temporal.PlainDate.from(date).dayOfWeek <= 5);
}
