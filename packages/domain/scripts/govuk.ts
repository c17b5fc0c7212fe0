/** GOV.UK's bank-holidays.json, brought into a calendar of ours. */
import type { Calendar } from "@answerable/types/policy";
import { CivilDate } from "@answerable/types/time";
import { parseCalendar } from "../src/calendar-file.ts";
import { bankHolidays, UK_DIVISIONS } from "../src/calendar-rules.fixture.ts";

type Event = { readonly title: string; readonly date: CivilDate; readonly notes: string };
type Holidays = Calendar["holidays"];

/** How many years beyond the last published one are computed by the rules of the law, and marked so. */
const COMPUTED_YEARS = 3;

export type Refreshed = { readonly calendar: Calendar; readonly changes: readonly string[] };

/**
 * The calendar of a division as the feed now tells it: years before the feed stay as they are, published years are taken from it,
 * later ones are computed. A calendar that changed gets the next version; running cases keep the one that their raise names.
 */
export function refreshed(current: Calendar, feed: unknown, file: string): Refreshed {
	const events = eventsOf(current.division, feed, file);
	const years = [...new Set(events.map(({ date }) => Number(date.slice(0, 4))))].sort();
	const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
	const until = Math.max(last + COMPUTED_YEARS, Number(current.until.slice(0, 4)));
	const from = Number(current.from.slice(0, 4));
	const kept = current.holidays.filter(({ date }) => Number(date.slice(0, 4)) < first);
	const published = events
		.filter(({ date }) => date >= current.from)
		.map(({ date, title, notes }) => ({ date, title: titleOf(title, notes) }));
	const computed = computedYears(current, { first: last + 1, last: until });
	const holidays = [...kept, ...published, ...computed];
	const changes = changesBetween(current.holidays, holidays);
	if (changes.length === 0) return { calendar: current, changes };
	const source = `https://www.gov.uk/bank-holidays.json to ${last}; ${last + 1} to ${until}, marked (computed), by the Banking and Financial Dealings Act 1971, Sch. 1 and s. 1(3), and the usual proclamations`;
	const next = { ...current, id: nextVersion(current.id), from: `${from}-01-01`, until: `${until}-12-31`, holidays, source };
	return { calendar: parseCalendar(next, `${current.division}.json`), changes };
}

function eventsOf(division: string, feed: unknown, file: string): readonly Event[] {
	const part: unknown = isRecord(feed) ? feed[division] : undefined;
	const list: unknown = isRecord(part) ? part.events : undefined;
	if (!Array.isArray(list) || list.length === 0) throw new Error(`${file}: ${division}.events: is missing or empty.`);
	const events = list.map((entry: unknown, index) => {
		const where = `${file}: ${division}.events.${index}`;
		if (!isRecord(entry) || typeof entry.title !== "string" || entry.title === "") throw new Error(`${where}: has no title.`);
		const date = CivilDate.safeParse(entry.date);
		if (!date.success) throw new Error(`${where}.date: ${JSON.stringify(entry.date)} is no date.`);
		return { title: entry.title, date: date.data, notes: typeof entry.notes === "string" ? entry.notes : "" };
	});
	return events.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function titleOf(title: string, notes: string): string {
	return notes.toLowerCase() === "substitute day" ? `${title} (substitute day)` : title;
}

function computedYears({ division }: Calendar, years: { readonly first: number; readonly last: number }): Holidays {
	const known = UK_DIVISIONS.find((name) => name === division);
	if (known === undefined) throw new Error(`${division} is no division of GOV.UK's feed.`);
	const list = Array.from({ length: years.last - years.first + 1 }, (_, index) => years.first + index);
	return list.flatMap((year) =>
		bankHolidays(known, year).map(({ date, title }) => ({ date: CivilDate.parse(date), title: `${title} (computed)` })),
	);
}

function changesBetween(before: Holidays, after: Holidays): readonly string[] {
	const [old, fresh] = [before, after].map((holidays) => new Map(holidays.map(({ date, title }) => [date, title])));
	if (old === undefined || fresh === undefined) return [];
	const added = [...fresh].filter(([date]) => !old.has(date)).map(([date, title]) => `${date} is new: ${title}`);
	const gone = [...old].filter(([date]) => !fresh.has(date)).map(([date, title]) => `${date} is gone: ${title}`);
	const renamed = [...fresh]
		.filter(([date, title]) => old.has(date) && old.get(date) !== title)
		.map(([date, title]) => `${date} is now called ${title}`);
	return [...added, ...gone, ...renamed].sort();
}

function nextVersion(id: string): string {
	const [name = "", version = "0"] = id.split("@");
	return `${name}@${Number(version) + 1}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
