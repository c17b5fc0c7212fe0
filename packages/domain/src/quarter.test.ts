import type { CivilDate, Instant } from "@answerable/types/time";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "./instant.ts";
import {
	MADE_DAYS_AHEAD,
	mayBeSealedTo,
	mayGo,
	quarterAfter,
	quarterBefore,
	quarterOf,
	quarterStart,
	quartersDue,
	quartersTaken,
	servingQuarter,
} from "./quarter.ts";

const day = (text: string) => text as CivilDate;
const dates = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(day("1990-01-01"), days));

test.each([
	["2026-01-01", "2026-Q1"],
	["2026-03-31", "2026-Q1"],
	["2026-04-01T00:00:00Z", "2026-Q2"],
	["2026-09-30T23:59:59Z", "2026-Q3"],
	["2026-12-31", "2026-Q4"],
])("%s is in %s", (time, quarter) => {
	expect(quarterOf(time as Instant)).toBe(quarter);
});

test("the quarter after the one before is the quarter itself, and every day lies in its own", () => {
	fc.assert(
		fc.property(dates, (date) => {
			const quarter = quarterOf(date);
			expect(quarterAfter(quarterBefore(quarter))).toBe(quarter);
			expect(quarterBefore(quarterAfter(quarter))).toBe(quarter);
			expect(quarterStart(quarter) <= date && date < quarterStart(quarterAfter(quarter))).toBe(true);
		}),
	);
});

test("the next quarter's key is due a fortnight before, and not earlier", () => {
	expect(quartersDue(day("2026-12-17"))).toEqual(["2026-Q4"]);
	expect(quartersDue(day("2026-12-18"))).toEqual(["2026-Q4", "2027-Q1"]);
	expect(quartersDue(day("2027-01-01"))).toEqual(["2027-Q1"]);
	expect(MADE_DAYS_AHEAD).toBe(14);
});

test("the present quarter's key is sealed to, though the next one's is known", () => {
	expect(servingQuarter(["2027-Q1", "2026-Q4", "2026-Q3"], "2026-Q4")).toBe("2026-Q4");
	expect(servingQuarter(["2026-Q3", "2026-Q2"], "2026-Q4")).toBe("2026-Q3");
	expect(servingQuarter(["2027-Q2", "2027-Q1"], "2026-Q4")).toBe("2027-Q1");
	expect(servingQuarter([], "2026-Q4")).toBeNull();
});

test("a raise sealed just before midnight is taken through the first day of the quarter, and no longer", () => {
	expect(quartersTaken(day("2026-12-31"))).toEqual(["2026-Q4"]);
	expect(quartersTaken(day("2027-01-01"))).toEqual(["2027-Q1", "2026-Q4"]);
	expect(quartersTaken(day("2027-01-02"))).toEqual(["2027-Q1"]);
});

test("no key may go while a client would still seal to it, or a raise sealed to it be taken", () => {
	fc.assert(
		fc.property(dates, dates, (date, other) => {
			const quarter = quarterOf(other);
			const isInUse = mayBeSealedTo(quarter, date) || quartersTaken(date).includes(quarter);
			expect(isInUse && mayGo(quarter, `${date}T23:59:59Z` as Instant)).toBe(false);
		}),
	);
	expect(mayGo("2026-Q4", "2027-03-31T23:59:59Z" as Instant)).toBe(false);
	expect(mayGo("2026-Q4", "2027-04-01T00:00:00Z" as Instant)).toBe(true);
	expect([mayBeSealedTo("2026-Q3", day("2026-12-31")), mayBeSealedTo("2026-Q2", day("2026-12-31"))]).toEqual([true, false]);
	expect(mayBeSealedTo("2027-Q1", day("2026-12-31"))).toBe(false);
});
