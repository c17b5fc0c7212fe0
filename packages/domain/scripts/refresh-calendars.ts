/**
 * `npm run calendars -- bank-holidays.json` (or the feed's URL, https://www.gov.uk/bank-holidays.json) writes the three UK
 * divisions anew; `npm run calendars -- countries` writes the countries anew from `date-holidays`. It prints what changed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Calendar } from "@answerable/types/policy";
import { calendarById, calendarFor } from "../src/calendar.ts";
import { FIRST_YEAR, LAST_YEAR, UK_DIVISIONS } from "../src/calendar-rules.fixture.ts";
import { COUNTRIES, countryCalendar } from "./countries.ts";
import { refreshed } from "./govuk.ts";

const USAGE = "npm run calendars -- <bank-holidays.json | https://www.gov.uk/bank-holidays.json | countries>";

try {
	await refresh(process.argv[2]);
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

async function refresh(what: string | undefined): Promise<void> {
	if (what === undefined) throw new Error(`Say which calendars to refresh: ${USAGE}`);
	if (what === "countries") refreshCountries();
	else refreshDivisions(await readFeed(what), what);
}

async function readFeed(from: string): Promise<unknown> {
	if (!from.startsWith("https://")) return JSON.parse(readFileSync(from, "utf8"));
	const answer = await fetch(from);
	if (!answer.ok) throw new Error(`${from} answered ${answer.status}.`);
	return answer.json();
}

function refreshDivisions(feed: unknown, from: string): void {
	const results = UK_DIVISIONS.map((division) => ({ division, ...refreshed(calendarFor(division), feed, from) }));
	for (const { division, calendar, changes } of results) {
		if (changes.length > 0) write(division, calendar);
		report(calendar, changes);
	}
}

function refreshCountries(): void {
	const version: string = createRequire(import.meta.url)("date-holidays/package.json").version;
	for (const country of COUNTRIES) {
		const calendar = countryCalendar(country, { first: FIRST_YEAR, last: LAST_YEAR }, version);
		const shipped = existing(calendar.id);
		const isSame = shipped !== null && JSON.stringify(shipped.holidays) === JSON.stringify(calendar.holidays);
		if (!isSame) write(country, calendar);
		report(calendar, isSame ? [] : [`${calendar.holidays.length} days`]);
	}
}

function existing(id: string): Calendar | null {
	try {
		return calendarById(id);
	} catch {
		return null;
	}
}

function write(name: string, calendar: Calendar): void {
	writeFileSync(new URL(`../src/calendars/${name}.json`, import.meta.url), `${JSON.stringify(calendar, null, "\t")}\n`);
}

function report({ id, from, until }: Calendar, changes: readonly string[]): void {
	console.log(`${id}, ${from} to ${until}: ${changes.length === 0 ? "as it was" : `\n  ${changes.join("\n  ")}`}`);
}
