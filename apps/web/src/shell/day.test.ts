import type { CivilDate } from "@answerable/types/time";
import { expect, test } from "vitest";
import { dayTyped, typedDayOf } from "./day.ts";

test.each([
	["26", "11", "2026", "2026-11-26"],
	[" 3 ", "1", "2026", "2026-01-03"],
	["29", "2", "2028", "2028-02-29"],
	["29", "2", "2026", null],
	["31", "11", "2026", null],
	["0", "11", "2026", null],
	["26", "13", "2026", null],
	["26", "11", "26", null],
	["", "", "", null],
	["26", "Nov", "2026", null],
	["-1", "11", "2026", null],
])("%j %j %j is the day %j", (day, month, year, wanted) => {
	expect(dayTyped({ day, month, year })).toBe(wanted);
});

test("what is written is read again", () => {
	const day = "2026-04-09" as CivilDate;
	expect(typedDayOf(day)).toEqual({ day: "9", month: "4", year: "2026" });
	expect(dayTyped(typedDayOf(day))).toBe(day);
});
