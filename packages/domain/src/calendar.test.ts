import { createRequire } from "node:module";
import type { Calendar, Division } from "@answerable/types/policy";
import { CivilDate } from "@answerable/types/time";
import { describe, expect, it } from "vitest";
import { COUNTRIES, countryCalendar, publicHolidays } from "../scripts/countries.ts";
import { refreshed } from "../scripts/govuk.ts";
import { calendarById, calendarFor, isWorkingDay, shippedCalendars, workingDayAfter } from "./calendar.ts";
import { parseCalendar } from "./calendar-file.ts";
import { bankHolidays, calendarByRule, FIRST_YEAR, LAST_PUBLISHED_YEAR, LAST_YEAR, UK_DIVISIONS } from "./calendar-rules.fixture.ts";
import { dayOfWeek } from "./instant.ts";

const day = (text: string) => CivilDate.parse(text);
const datesOf = (division: Division) => calendarFor(division).holidays.map((holiday) => holiday.date);
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);

describe("calendars", () => {
	it.each(UK_DIVISIONS)("of %s follow the Act and the proclamations in every year", (division) => {
		expect(calendarFor(division)).toEqual(calendarByRule(division));
		expect(calendarById(`${division}@1`)).toBe(calendarFor(division));
	});

	it("ship for three divisions and thirteen countries, all for the same years and without days of anybody's own", () => {
		expect(shippedCalendars().map(({ division }) => division)).toEqual([...UK_DIVISIONS, ...COUNTRIES]);
		for (const { id, division, from, until, organisationDays } of shippedCalendars()) {
			expect({ id, from, until, organisationDays }).toEqual({
				id: `${division}@1`,
				from: "2024-01-01",
				until: "2030-12-31",
				organisationDays: [],
			});
		}
	});

	it("never name a weekend, nor a day twice", () => {
		for (const { holidays } of shippedCalendars()) {
			const dates = holidays.map((holiday) => holiday.date);
			expect(dates.filter((date) => dayOfWeek(date) > 5)).toEqual([]);
			expect([...new Set(dates)].sort()).toEqual(dates);
		}
	});

	it("reference §4.6: Scotland has 2 January, no Easter Monday, the first Monday in August, St Andrew's, and 15 June 2026", () => {
		const scotland = datesOf("scotland");
		for (const date of ["2026-01-02", "2026-08-03", "2026-11-30", "2026-06-15"]) expect(scotland).toContain(date);
		for (const date of ["2026-04-06", "2026-08-31"]) expect(scotland).not.toContain(date);
		expect(datesOf("england-and-wales")).not.toContain("2026-06-15");
	});

	it("reference §4.6: Northern Ireland has 17 March and 12 July, 13 July in 2026", () => {
		for (const date of ["2026-03-17", "2027-07-12", "2026-07-13"]) expect(datesOf("northern-ireland")).toContain(date);
		expect(datesOf("northern-ireland")).not.toContain("2026-07-12");
	});

	it("agree with what was published for 2022, whose New Year and Christmas both fell on a weekend", () => {
		const substitutes = (division: (typeof UK_DIVISIONS)[number]) =>
			bankHolidays(division, 2022)
				.filter((holiday) => holiday.title.includes("substitute"))
				.map((holiday) => holiday.date);
		expect(substitutes("england-and-wales")).toEqual(["2022-01-03", "2022-12-27"]);
		expect(substitutes("scotland")).toEqual(["2022-01-03", "2022-01-04", "2022-12-27"]);
	});

	it("mark what was computed, not published", () => {
		for (const { date, title } of calendarFor("scotland").holidays)
			expect(title.endsWith("(computed)")).toBe(date >= `${LAST_PUBLISHED_YEAR + 1}-01-01`);
	});

	it("that do not ship are asked for in vain", () => {
		expect(() => calendarById("atlantis@1")).toThrow("No calendar of the name atlantis@1");
	});

	it("say nothing about a day beyond their snapshot, rather than guess", () => {
		for (const calendar of shippedCalendars()) {
			expect(() => isWorkingDay(day("2031-01-01"), calendar)).toThrow(
				`${calendar.id} says nothing about 2031-01-01: it runs from 2024-01-01 to 2030-12-31`,
			);
			expect(() => isWorkingDay(day("2023-12-31"), calendar)).toThrow("says nothing about 2023-12-31");
			expect(() => workingDayAfter(day("2030-12-30"), 5, calendar)).toThrow("says nothing about 2031-01-01");
		}
	});
});

describe("Easter and Christmas", () => {
	it.each([
		["2024-03-28", "2024-04-02", "2024-04-01"],
		["2025-04-17", "2025-04-22", "2025-04-21"],
		["2026-04-02", "2026-04-07", "2026-04-06"],
		["2027-03-25", "2027-03-30", "2027-03-29"],
		["2028-04-13", "2028-04-18", "2028-04-17"],
		["2029-03-29", "2029-04-03", "2029-04-02"],
		["2030-04-18", "2030-04-23", "2030-04-22"],
	])("after Maundy Thursday %s people work again on %s, in Scotland on %s", (thursday, elsewhere, scotland) => {
		expect(workingDayAfter(day(thursday), 1, calendarFor("england-and-wales"))).toBe(elsewhere);
		expect(workingDayAfter(day(thursday), 1, calendarFor("northern-ireland"))).toBe(elsewhere);
		expect(workingDayAfter(day(thursday), 1, calendarFor("scotland"))).toBe(scotland);
	});

	it.each([
		["2024-12-24", "2024-12-27", "2025-01-03", "2025-01-06"],
		["2025-12-24", "2025-12-29", "2026-01-05", "2026-01-06"],
		["2026-12-24", "2026-12-29", "2027-01-05", "2027-01-06"],
		["2027-12-24", "2027-12-29", "2028-01-05", "2028-01-06"],
		["2028-12-22", "2028-12-27", "2029-01-03", "2029-01-04"],
		["2029-12-24", "2029-12-27", "2030-01-03", "2030-01-04"],
	])("after %s people work again on %s; five working days later is %s, in Scotland %s", (last, next, elsewhere, scotland) => {
		for (const division of UK_DIVISIONS) expect(workingDayAfter(day(last), 1, calendarFor(division))).toBe(next);
		expect(workingDayAfter(day(last), 5, calendarFor("england-and-wales"))).toBe(elsewhere);
		expect(workingDayAfter(day(last), 5, calendarFor("northern-ireland"))).toBe(elsewhere);
		expect(workingDayAfter(day(last), 5, calendarFor("scotland"))).toBe(scotland);
	});
});

/** Where the library and we differ, and why we are right. */
const EXPLAINED: Readonly<Record<string, string>> = {
	"scotland 2026-06-15":
		"A one-off bank holiday for the men's World Cup (Royal Proclamation; GOV.UK's feed has it), which the library's rules do not know.",
};

describe("a second opinion, the library date-holidays,", () => {
	it.each([
		["england-and-wales", "ENG"],
		["england-and-wales", "WLS"],
		["scotland", "SCT"],
		["northern-ireland", "NIR"],
	] as const)("agrees on %s (%s) in every year, but for what is explained", (division, state) => {
		const theirs = YEARS.flatMap((year) => publicHolidays(["GB", state], year).map(({ date }) => date));
		const ours: readonly string[] = datesOf(division);
		const different = [...ours.filter((date) => !theirs.includes(date)), ...theirs.filter((date) => !ours.includes(date))];
		expect(different.map((date) => `${division} ${date}`)).toEqual(
			Object.keys(EXPLAINED).filter((name) => name.startsWith(`${division} `)),
		);
	});

	it.each(COUNTRIES)("is where the calendar of %s comes from, unchanged (if not: npm run calendars -- countries)", (country) => {
		const version: string = createRequire(import.meta.url)("date-holidays/package.json").version;
		expect(calendarFor(country)).toEqual(countryCalendar(country, { first: FIRST_YEAR, last: LAST_YEAR }, version));
	});

	it.each<[Division, string, string]>([
		["de", "2026-05-14", "Ascension"],
		["de", "2025-10-03", "German Unity"],
		["ie", "2026-02-02", "St Brigid's, first Monday in February"],
		["ie", "2026-10-26", "last Monday in October"],
		["fr", "2026-07-14", "the Fourteenth of July"],
		["it", "2026-06-02", "Republic Day"],
		["es", "2026-10-12", "the National Day"],
		["nl", "2026-04-27", "the King's Day"],
		["at", "2026-10-26", "the National Day"],
		["be", "2026-07-21", "the National Day"],
		["pl", "2026-11-11", "Independence Day"],
		["pl", "2025-12-24", "Christmas Eve, a holiday since 2025"],
		["pt", "2026-06-10", "Portugal Day"],
		["se", "2026-05-14", "Ascension"],
		["dk", "2026-05-25", "Whit Monday"],
		["fi", "2024-12-06", "Independence Day"],
	])("knows that %s rests on %s: %s", (country, date) => {
		expect(isWorkingDay(day(date), calendarFor(country))).toBe(false);
	});

	it.each<[Division, string, string]>([
		["ie", "2026-04-03", "Good Friday is no public holiday in Ireland"],
		["de", "2026-12-24", "Christmas Eve is no public holiday in Germany"],
		["dk", "2024-04-26", "Great Prayer Day is none since 2024"],
		["pl", "2024-12-24", "Christmas Eve was none before 2025"],
		["de", "2026-06-04", "Corpus Christi is one in some Länder only"],
	])("knows that %s works on %s: %s", (country, date) => {
		expect(isWorkingDay(day(date), calendarFor(country))).toBe(true);
	});
});

describe("a calendar that would be silently wrong is refused with file, path and reason:", () => {
	const base: Calendar = calendarFor("scotland");
	const at = (index: number, date: string) => ({ ...base, holidays: base.holidays.with(index, { date: day(date), title: "A day" }) });
	it.each<[string, unknown, string]>([
		["no object", null, "x.json: is not written as a rule can read it: null."],
		["no holidays", { ...base, holidays: undefined }, "x.json: holidays: is missing."],
		[
			"a date that does not exist",
			{ ...base, holidays: [{ date: "2026-02-30", title: "A day" }] },
			'x.json: holidays.0.date: is not written as a rule can read it: "2026-02-30".',
		],
		["no source", { ...base, source: "" }, "x.json: source: a number without a source"],
		["an unknown place", { ...base, division: "atlantis" }, 'x.json: division: "atlantis" is unknown'],
		[
			"a year without holidays",
			{ ...base, holidays: base.holidays.filter(({ date }) => !date.startsWith("2027")) },
			"x.json: holidays: 2027 has hardly a holiday: a gap.",
		],
		["a day twice", at(1, "2024-01-01"), "x.json: holidays.1.date: 2024-01-01 stands there twice."],
		["days out of order", at(1, "2024-12-30"), "x.json: holidays.2.date: 2024-03-29 comes after 2024-12-30."],
		["a weekend", at(1, "2024-01-06"), "x.json: holidays.1.date: 2024-01-06 is a weekend"],
		[
			"a day before it begins",
			{ ...base, from: day("2025-01-01") },
			"x.json: holidays.0.date: 2024-01-01 lies outside 2025-01-01 to 2030-12-31.",
		],
		["a day after it ends", { ...base, until: day("2029-12-31") }, "lies outside 2024-01-01 to 2029-12-31."],
		["half a year at its beginning", { ...base, from: day("2023-07-01") }, "x.json: from: must be the first day of a year."],
		["half a year at its end", { ...base, until: day("2031-06-30") }, "x.json: until: must be the last day of a year"],
		["an end before its beginning", { ...base, until: day("2022-12-31") }, "x.json: until: must be the last day of a year"],
	])("%s", (_, json, sentence) => {
		expect(() => parseCalendar(json, "x.json")).toThrow(sentence);
	});

	it("unless nothing is wrong", () => {
		expect(parseCalendar(structuredClone(base))).toEqual(base);
	});
});

/** A division's published years in GOV.UK's shape. */
function feedOf(
	division: (typeof UK_DIVISIONS)[number],
	more: readonly { date: string; title: string }[] = [],
	last = LAST_PUBLISHED_YEAR,
) {
	const published = [...YEARS.filter((year) => year <= last).flatMap((year) => bankHolidays(division, year)), ...more];
	const events = published.map(({ date, title }) => ({
		title: title.replace(" (substitute day)", ""),
		date,
		notes: title.includes("substitute") ? "Substitute day" : "",
		bunting: true,
	}));
	return { [division]: { division, events } };
}

describe("refreshing from GOV.UK's feed", () => {
	it.each(UK_DIVISIONS)("changes nothing in %s while the feed says what it said", (division) => {
		const { calendar, changes } = refreshed(calendarFor(division), feedOf(division), "bank-holidays.json");
		expect(changes).toEqual([]);
		expect(calendar).toBe(calendarFor(division));
	});

	it("takes a one-off day, under a new version, and says so", () => {
		const { calendar, changes } = refreshed(
			calendarFor("scotland"),
			feedOf("scotland", [{ date: "2027-06-14", title: "A royal wedding" }]),
			"f.json",
		);
		expect(changes).toEqual(["2027-06-14 is new: A royal wedding"]);
		expect(calendar.id).toBe("scotland@2");
		expect(isWorkingDay(day("2027-06-14"), calendar)).toBe(false);
		expect(isWorkingDay(day("2027-06-14"), calendarFor("scotland"))).toBe(true);
	});

	it("drops a day that the feed dropped, and says so", () => {
		const feed = feedOf("northern-ireland");
		const events = feed["northern-ireland"]?.events.filter(({ date }) => date !== "2027-07-12");
		const { changes } = refreshed(calendarFor("northern-ireland"), { "northern-ireland": { events } }, "f.json");
		expect(changes).toEqual(["2027-07-12 is gone: Battle of the Boyne (Orangemen's Day)"]);
	});

	it("moves the computed years on when another year is published", () => {
		const { calendar, changes } = refreshed(calendarFor("england-and-wales"), feedOf("england-and-wales", [], 2028), "f.json");
		expect(calendar.until).toBe("2031-12-31");
		expect(calendar.source).toContain("to 2028; 2029 to 2031, marked (computed)");
		expect(changes).toContain("2028-01-03 is now called New Year's Day (substitute day)");
		expect(changes.filter((change) => change.startsWith("2031-"))).toHaveLength(8);
	});

	it("keeps the years that the feed no longer has", () => {
		const events = feedOf("scotland").scotland?.events.filter(({ date }) => date >= "2026-01-01");
		expect(refreshed(calendarFor("scotland"), { scotland: { events } }, "f.json").changes).toEqual([]);
	});

	it.each<[string, unknown, string]>([
		["no object", 7, "f.json: scotland.events: is missing or empty."],
		["another division only", feedOf("northern-ireland"), "f.json: scotland.events: is missing or empty."],
		["no events", { scotland: { events: [] } }, "f.json: scotland.events: is missing or empty."],
		["an event that is none", { scotland: { events: ["today"] } }, "f.json: scotland.events.0: has no title."],
		["an event without a title", { scotland: { events: [{ date: "2026-01-01" }] } }, "f.json: scotland.events.0: has no title."],
		[
			"a date that does not exist",
			{ scotland: { events: [{ date: "2026-02-30", title: "A day" }] } },
			'f.json: scotland.events.0.date: "2026-02-30" is no date.',
		],
		[
			"a year cut short",
			{ scotland: { events: [{ date: "2027-01-01", title: "A day" }] } },
			"scotland.json: holidays: 2027 has hardly a holiday: a gap.",
		],
	])("refuses a feed with %s", (_, feed, sentence) => {
		expect(() => refreshed(calendarFor("scotland"), feed, "f.json")).toThrow(sentence);
	});

	it("is for the divisions of the feed alone", () => {
		const feed = { de: { events: [{ date: "2027-01-01", title: "A day" }] } };
		expect(() => refreshed(calendarFor("de"), feed, "f.json")).toThrow("de is no division of GOV.UK's feed.");
	});
});
