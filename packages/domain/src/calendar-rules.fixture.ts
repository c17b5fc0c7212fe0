/**
 * The bank holidays of a year as the law and practice make them: the Banking and Financial Dealings Act 1971, Schedule 1 and
 * section 1(3), and the proclamations made every year under it (New Year's Day, early May, and substitute days).
 */

type Day = { date: string; title: string };
export const UK_DIVISIONS = ["england-and-wales", "scotland", "northern-ireland"] as const;
type UkDivision = (typeof UK_DIVISIONS)[number];

const day = (year: number, month: number, date: number) => new Temporal.PlainDate(year, month, date);
const isWeekend = (date: Temporal.PlainDate) => date.dayOfWeek > 5;
const firstMonday = (year: number, month: number) => day(year, month, 1).add({ days: (8 - day(year, month, 1).dayOfWeek) % 7 });
function lastMonday(year: number, month: number): Temporal.PlainDate {
	const last = day(year, month, 1).add({ months: 1 }).subtract({ days: 1 });
	return last.subtract({ days: last.dayOfWeek - 1 });
}

/** Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): Temporal.PlainDate {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor(b / 4);
	const e = b % 4;
	const f = Math.floor((b + 8) / 25);
	const g = Math.floor((b - f + 1) / 3);
	const h = (19 * a + b - d - g + 15) % 30;
	const i = Math.floor(c / 4);
	const k = c % 4;
	const l = (32 + 2 * e + 2 * i - h - k) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const n = h + l - 7 * m + 114;
	return day(year, Math.floor(n / 31), (n % 31) + 1);
}

/** Days that keep their date, each moved past weekends and past one another when it falls on a weekend. */
function fixed(days: readonly (readonly [Temporal.PlainDate, string])[]): Day[] {
	const own = new Set(days.map(([date]) => date.toString()));
	const taken = new Set<string>();
	return days.map(([date, title]) => {
		let moved = date;
		if (isWeekend(date)) {
			while (isWeekend(moved) || taken.has(moved.toString()) || own.has(moved.toString())) moved = moved.add({ days: 1 });
		}
		taken.add(moved.toString());
		return { date: moved.toString(), title: moved.equals(date) ? title : `${title} (substitute day)` };
	});
}

function onlyIn(division: UkDivision, divisions: readonly UkDivision[], days: () => readonly Day[]): readonly Day[] {
	return divisions.includes(division) ? days() : [];
}

/** One-off days by proclamation. */
const ONE_OFF: readonly (Day & { division: UkDivision })[] = [
	{ date: "2026-06-15", title: "World Cup bank holiday", division: "scotland" },
];

/** The bank holidays of a division in a year, in order. */
export function bankHolidays(division: UkDivision, year: number): Day[] {
	const good = easterSunday(year).subtract({ days: 2 });
	const monday = easterSunday(year).add({ days: 1 });
	const notScotland = UK_DIVISIONS.filter((name) => name !== "scotland");
	const newYear: (readonly [Temporal.PlainDate, string])[] = [[day(year, 1, 1), "New Year's Day"]];
	if (division === "scotland") newYear.push([day(year, 1, 2), "2nd January"]);
	return [
		...fixed(newYear),
		...onlyIn(division, ["northern-ireland"], () => fixed([[day(year, 3, 17), "St Patrick's Day"]])),
		{ date: good.toString(), title: "Good Friday" },
		...onlyIn(division, notScotland, () => [{ date: monday.toString(), title: "Easter Monday" }]),
		{ date: firstMonday(year, 5).toString(), title: "Early May bank holiday" },
		{ date: lastMonday(year, 5).toString(), title: "Spring bank holiday" },
		...ONE_OFF.filter((one) => one.division === division && one.date.startsWith(`${year}-`)).map(({ date, title }) => ({ date, title })),
		...onlyIn(division, ["northern-ireland"], () => fixed([[day(year, 7, 12), "Battle of the Boyne (Orangemen's Day)"]])),
		...onlyIn(division, ["scotland"], () => [{ date: firstMonday(year, 8).toString(), title: "Summer bank holiday" }]),
		...onlyIn(division, notScotland, () => [{ date: lastMonday(year, 8).toString(), title: "Summer bank holiday" }]),
		...onlyIn(division, ["scotland"], () => fixed([[day(year, 11, 30), "St Andrew's Day"]])),
		...fixed([
			[day(year, 12, 25), "Christmas Day"],
			[day(year, 12, 26), "Boxing Day"],
		]),
	];
}

export const FIRST_YEAR = 2024;
export const LAST_YEAR = 2030;
/** GOV.UK had published up to and with this year when the calendars were made. */
export const LAST_PUBLISHED_YEAR = 2027;

/** A whole calendar, later years marked as computed. */
export function calendarByRule(division: UkDivision) {
	const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
	return {
		id: `${division}@1`,
		division,
		from: `${FIRST_YEAR}-01-01`,
		until: `${LAST_YEAR}-12-31`,
		source:
			"https://www.gov.uk/bank-holidays.json to 2027; 2028 to 2030, marked (computed), by the Banking and Financial Dealings Act 1971, Sch. 1 and s. 1(3), and the usual proclamations",
		organisationDays: [],
		holidays: years.flatMap((year) =>
			bankHolidays(division, year).map(({ date, title }) => ({
				date,
				title: year > LAST_PUBLISHED_YEAR ? `${title} (computed)` : title,
			})),
		),
	};
}
