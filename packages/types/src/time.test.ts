import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CivilDate, CivilTime, Duration, Instant } from "./time.ts";

describe("a date", () => {
	it.each([
		"2026-11-31",
		"2026-02-29",
		"2100-02-29",
		"2026-04-31",
		"2026-06-31",
		"2026-09-31",
		"2026-00-10",
		"2026-13-01",
		"2026-01-32",
		"2026-1-1",
		"",
	])("that does not exist is refused: %s", (date) => {
		expect(CivilDate.safeParse(date).success).toBe(false);
		expect(Instant.safeParse(`${date}T09:00:00Z`).success).toBe(false);
	});

	it.each(["2028-02-29", "2000-02-29", "2026-12-31", "2026-11-30"])("that exists is taken: %s", (date) => {
		expect(CivilDate.parse(date)).toBe(date);
		expect(Instant.parse(`${date}T23:59:59Z`)).toBe(`${date}T23:59:59Z`);
	});

	it("exists here exactly if a calendar has it", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9999 }),
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 31 }),
				(year, month, day) => {
					const text = `${`${year}`.padStart(4, "0")}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}`;
					const exists = day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
					expect(CivilDate.safeParse(text).success).toBe(exists);
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe("a time and a length of time", () => {
	it.each(["24:00", "17:60", "7:00", "17:00:00"])("of day %s is refused", (time) => {
		expect(CivilTime.safeParse(time).success).toBe(false);
	});

	it.each([
		{},
		{ hours: -4 },
		{ hours: 1.5 },
		{ hours: 9_000 },
		{ workingDays: 261 },
		{ months: 0 },
		{ calendarDays: 367 },
		{ seconds: 86_401 },
		{ hours: 1, workingDays: 1 },
		{ weeks: 1 },
		"P1D",
		null,
	])("that makes no sense is refused: %j", (duration) => {
		expect(Duration.safeParse(duration).success).toBe(false);
	});
});
