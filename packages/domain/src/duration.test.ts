import type { CivilDate } from "@answerable/types/time";
import { expect, test } from "vitest";
import { calendarFor } from "./calendar.ts";
import { endOf } from "./duration.ts";
import { addDays } from "./instant.ts";
import { policyById } from "./policy.ts";

const policy = policyById("default-england@1");
const START = "2026-01-05" as CivilDate;

test("an end that was remembered is the end worked out anew, however many were asked for in between", () => {
	const context = { policy, calendar: calendarFor("england-and-wales") };
	const first = endOf(START, { workingDays: 5 }, context);
	for (let day = 0; day < 105; day += 1) {
		for (let days = 1; days <= 200; days += 1) endOf(addDays(START, day), { calendarDays: days }, context);
	}
	expect(endOf(START, { workingDays: 5 }, context)).toBe(first);
	expect(endOf(START, { workingDays: 5 }, { policy, calendar: { ...context.calendar } })).toBe(first);
});

test("an end that was remembered for one calendar is not another's", () => {
	const england = { policy, calendar: calendarFor("england-and-wales") };
	const scotland = { policy, calendar: calendarFor("scotland") };
	expect(endOf("2026-04-02" as CivilDate, { workingDays: 2 }, england)).toBe("2026-04-08T16:00:00Z");
	expect(endOf("2026-04-02" as CivilDate, { workingDays: 2 }, scotland)).toBe("2026-04-07T16:00:00Z");
});
