import type { UpToBackstop } from "@answerable/types/policy";
import { describe, expect, test } from "vitest";
import type { RuleLine } from "../../rules.ts";
import { lengthTyped, type TypedLength, typedLengthOf, unitsFor } from "./typed-length.ts";

describe("a length of time", () => {
	test.each<UpToBackstop | null>([{ seconds: 8 }, { hours: 2 }, { workingDays: 5 }, { calendarDays: 7 }, { months: 3 }, "backstop", null])(
		"reads as it was typed: %o",
		(length) => {
			expect(lengthTyped(typedLengthOf(length))).toEqual(length);
		},
	);

	test.each<TypedLength>([
		{ count: "", unit: "hours" },
		{ count: "two", unit: "hours" },
		{ count: "1.5", unit: "hours" },
		{ count: "-1", unit: "workingDays" },
		{ count: "261", unit: "workingDays" },
		{ count: "9999999", unit: "seconds" },
		{ count: "0", unit: "months" },
		{ count: "13", unit: "months" },
	])("is not: %o", (typed) => {
		expect(lengthTyped(typed)).toBeUndefined();
	});
});

test("seconds are offered where rules run in seconds, and no more time where it can be none", () => {
	const line: RuleLine = { place: { kind: "explain" }, now: { hours: 1 }, ships: { hours: 1 }, drafted: null, mayBeBackstop: false };
	expect(unitsFor(line)).toEqual(["hours", "workingDays", "calendarDays", "months"]);
	expect(unitsFor({ ...line, place: { kind: "pause" } })).toEqual(["hours", "workingDays"]);
	expect(unitsFor({ ...line, ships: { seconds: 8 } })[0]).toBe("seconds");
	expect(unitsFor({ ...line, place: { kind: "extension", severity: "S1" }, mayBeBackstop: true }).slice(-2)).toEqual(["backstop", "none"]);
});
