/** Working days: Monday to Friday, less the holidays of the organisation's division or country, and its own days (reference §4.6). */

import type { Calendar, Division } from "@answerable/types/policy";
import type { CivilDate, CivilTime } from "@answerable/types/time";
import { parseCalendar } from "./calendar-file.ts";
import austria from "./calendars/at.json" with { type: "json" };
import belgium from "./calendars/be.json" with { type: "json" };
import germany from "./calendars/de.json" with { type: "json" };
import denmark from "./calendars/dk.json" with { type: "json" };
import englandAndWales from "./calendars/england-and-wales.json" with { type: "json" };
import spain from "./calendars/es.json" with { type: "json" };
import finland from "./calendars/fi.json" with { type: "json" };
import france from "./calendars/fr.json" with { type: "json" };
import ireland from "./calendars/ie.json" with { type: "json" };
import italy from "./calendars/it.json" with { type: "json" };
import netherlands from "./calendars/nl.json" with { type: "json" };
import northernIreland from "./calendars/northern-ireland.json" with { type: "json" };
import poland from "./calendars/pl.json" with { type: "json" };
import portugal from "./calendars/pt.json" with { type: "json" };
import scotland from "./calendars/scotland.json" with { type: "json" };
import sweden from "./calendars/se.json" with { type: "json" };
import { addDays, dayOfWeek } from "./instant.ts";

const FILES = {
	"england-and-wales": englandAndWales,
	scotland,
	"northern-ireland": northernIreland,
	at: austria,
	be: belgium,
	de: germany,
	dk: denmark,
	es: spain,
	fi: finland,
	fr: france,
	ie: ireland,
	it: italy,
	nl: netherlands,
	pl: poland,
	pt: portugal,
	se: sweden,
};

const CALENDARS: readonly Calendar[] = Object.entries(FILES).map(([name, json]) => parseCalendar(json, `calendars/${name}.json`));

/** Every calendar that ships. */
export function shippedCalendars(): readonly Calendar[] {
	return CALENDARS;
}

/** The calendar of a division that ships with the product. */
export function calendarFor(division: Division): Calendar {
	return found(
		CALENDARS.find((calendar) => calendar.division === division),
		division,
	);
}

/** A calendar by its id. Throws for an id that does not ship. */
export function calendarById(id: string): Calendar {
	return found(
		CALENDARS.find((calendar) => calendar.id === id),
		id,
	);
}

/** Whether people work on that day. A day outside the calendar is a bug, never a guess. */
export function isWorkingDay(date: CivilDate, calendar: Calendar): boolean {
	if (date < calendar.from || date > calendar.until) {
		throw new Error(`The calendar ${calendar.id} says nothing about ${date}: it runs from ${calendar.from} to ${calendar.until}.`);
	}
	return dayOfWeek(date) <= 5 && !holidaysOf(calendar).has(date);
}

/** The nth working day after a date, which is day 0 whatever day it is. */
export function workingDayAfter(date: CivilDate, count: number, calendar: Calendar): CivilDate {
	let day = date;
	for (let left = count; left > 0; ) {
		day = addDays(day, 1);
		if (isWorkingDay(day, calendar)) left -= 1;
	}
	return day;
}

/** Day 0 of working-day clocks: what arrives after the cut-off, or on a day off, counts as arriving on the next working day (reference §4.6). */
export function dayZeroOf(
	arrival: { readonly date: CivilDate; readonly time: string; readonly cutOff: CivilTime },
	calendar: Calendar,
): CivilDate {
	const inTime = arrival.time <= `${arrival.cutOff}:00`;
	return inTime && isWorkingDay(arrival.date, calendar) ? arrival.date : workingDayAfter(arrival.date, 1, calendar);
}

const holidaySets = new WeakMap<Calendar, ReadonlySet<string>>();

function holidaysOf(calendar: Calendar): ReadonlySet<string> {
	const known = holidaySets.get(calendar);
	if (known !== undefined) return known;
	const dates = new Set<string>([...calendar.holidays, ...calendar.organisationDays].map((holiday) => holiday.date));
	holidaySets.set(calendar, dates);
	return dates;
}

function found(calendar: Calendar | undefined, name: string): Calendar {
	if (calendar === undefined) throw new Error(`No calendar of the name ${name} ships with the product.`);
	return calendar;
}
