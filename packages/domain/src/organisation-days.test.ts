import { OrganisationDaysStatement } from "@answerable/types/policy";
import { CivilDate, CivilTime } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFor, isWorkingDay } from "./calendar.ts";
import { openingClocks } from "./deadline.ts";
import { endOf } from "./duration.ts";
import { at, contextOf, ORGANISATION } from "./history.fixture.ts";
import { addDays, atLocal } from "./instant.ts";
import { calendarAt, daysFault, isKnownCalendar, type PublishedDays } from "./organisation-days.ts";
import { policyById } from "./policy.ts";
import { receive } from "./slot.ts";

const policy = policyById("scotland-inwo@1");
const scotland = calendarFor("scotland");
const day = (text: string) => CivilDate.parse(text);

function published(dates: readonly string[], publishedAt = "2026-01-05T09:00:00Z", calendar = "scotland@1"): PublishedDays {
	const days = dates.map((date) => ({ date, title: "Local holiday" }));
	const statement = OrganisationDaysStatement.parse({
		version: 1,
		organisation: ORGANISATION,
		calendar,
		days,
		reason: "The city's own holiday",
	});
	return { statement, publishedAt: at(publishedAt) };
}

describe("reference §4.6: a board's own days", () => {
	const local = published(["2026-05-18", "2026-09-28"]);

	it("are days off for clocks that start after their leaf", () => {
		const calendar = calendarAt(at("2026-05-01T09:00:00Z"), [local], scotland, policy);
		expect(isWorkingDay(day("2026-05-18"), calendar)).toBe(false);
		expect(isWorkingDay(day("2026-05-18"), scotland)).toBe(true);
		expect(calendar.id).toBe("scotland@1");
	});

	it("make a due later only for a concern that came after them", () => {
		const due = (raisedAt: string, leafAt: string) => {
			const now = at(raisedAt);
			const context = { policy, calendar: calendarAt(now, [published(["2026-05-18"], leafAt)], scotland, policy) };
			const { at: seen, received } = receive(now, "S3", context);
			return openingClocks({ received, at: seen, severity: "S3", safetyAction: false }, context)[0]?.due;
		};
		expect(due("2026-05-14T09:00:00Z", "2026-05-01T09:00:00Z")).toBe("2026-05-20T16:00:00Z");
		expect(due("2026-05-14T09:00:00Z", "2026-05-14T09:00:01Z")).toBe("2026-05-19T16:00:00Z");
	});

	it("count for nothing at the instant of their leaf, nor before", () => {
		expect(calendarAt(local.publishedAt, [local], scotland, policy)).toBe(scotland);
		expect(calendarAt(at("2026-01-05T09:00:01Z"), [local], scotland, policy)).not.toBe(scotland);
	});

	it("never move a backstop", () => {
		const context = {
			...contextOf("scotland-inwo@1", "scotland"),
			calendar: calendarAt(at("2026-05-01T09:00:00Z"), [local], scotland, policy),
		};
		expect(endOf(day("2026-05-14"), { calendarDays: 4 }, context)).toBe("2026-05-18T22:59:59Z");
	});

	it.each([
		["of another calendar", published(["2026-05-18"], undefined, "england-and-wales@1"), "wrong-calendar"],
		["beyond the snapshot", published(["2031-05-19"]), "outside-calendar"],
		["before the snapshot", published(["2023-05-15"]), "outside-calendar"],
		["on a weekend", published(["2026-05-16"]), "already-a-day-off"],
		["on a bank holiday", published(["2026-06-15"]), "already-a-day-off"],
		["that are there already", published(["2026-09-28"]), "already-a-day-off"],
		["named twice", published(["2026-05-19", "2026-05-19"]), "named-twice"],
		["that are past", published(["2026-05-19"], "2026-06-01T09:00:00Z"), "not-ahead"],
		["of today", published(["2026-05-19"], "2026-05-18T23:30:00Z"), "not-ahead"],
		["over the cap of the year", published(["2026-05-19", "2026-05-20", "2026-05-21", "2026-05-22", "2026-05-26"]), "too-many"],
	])("%s are refused", (_, wanted, fault) => {
		const before = published(["2026-09-28", "2026-09-29"]);
		expect(daysFault(wanted, [before], scotland, policy)).toBe(fault);
		expect(calendarAt(at("2026-06-02T09:00:00Z"), [before, wanted], scotland, policy).organisationDays.map(({ date }) => date)).toEqual([
			"2026-09-28",
			"2026-09-29",
		]);
	});

	it("are as many a year as the policy says, counted over every statement in the order of their leaves", () => {
		const [first, second] = [
			published(["2026-05-18", "2026-05-19", "2026-05-20", "2026-05-21"], "2026-02-01T09:00:00Z"),
			published(["2026-09-28", "2026-09-29", "2026-09-30"], "2026-01-01T09:00:00Z"),
		];
		expect(daysFault(second, [], scotland, policy)).toBeNull();
		expect(daysFault(first, [second], scotland, policy)).toBe("too-many");
		const calendar = calendarAt(
			at("2026-03-01T09:00:00Z"),
			[first, second, published(["2027-05-17"], "2026-02-01T09:00:00Z")],
			scotland,
			policy,
		);
		expect(calendar.organisationDays.map(({ date }) => date)).toEqual(["2026-09-28", "2026-09-29", "2026-09-30", "2027-05-17"]);
	});

	it("never exceed the cap, whatever is published, and never bring a due forward", () => {
		const statement = fc
			.record({
				offsets: fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 8 }),
				on: fc.integer({ min: 0, max: 300 }),
			})
			.map(({ offsets, on }) =>
				published(
					offsets.map((offset) => addDays(day("2026-01-10"), offset)),
					atLocal(addDays(day("2025-12-01"), on), CivilTime.parse("09:00"), "Europe/London"),
				),
			);
		fc.assert(
			fc.property(
				fc.array(statement, { maxLength: 6 }),
				fc.integer({ min: 0, max: 700 }),
				fc.integer({ min: 1, max: 60 }),
				(statements, offset, count) => {
					const starts = atLocal(addDays(day("2026-01-02"), offset), CivilTime.parse("10:00"), "Europe/London");
					const calendar = calendarAt(starts, statements, scotland, policy);
					for (const year of ["2026", "2027"]) {
						expect(calendar.organisationDays.filter(({ date }) => date.startsWith(year)).length).toBeLessThanOrEqual(
							policy.organisationDays.perYear,
						);
					}
					expect(isKnownCalendar(calendar, policy)).toBe(true);
					const received = addDays(day("2026-01-02"), offset);
					const [longer, without] = [calendar, scotland].map((each) => endOf(received, { workingDays: count }, { policy, calendar: each }));
					expect((longer ?? "") >= (without ?? "")).toBe(true);
				},
			),
			{ numRuns: 200 },
		);
	});
});

describe("a calendar that was served", () => {
	const own = (dates: readonly string[]) => ({
		...scotland,
		organisationDays: dates.map((date) => ({ date: day(date), title: "Local holiday" })),
	});

	it("is known if it ships, with or without a few days of the organisation's own", () => {
		expect(isKnownCalendar(structuredClone(scotland), policy)).toBe(true);
		expect(isKnownCalendar(own(["2026-05-18", "2026-09-28"]), policy)).toBe(true);
	});

	it.each([
		["another id", { ...scotland, id: "scotland@9" }],
		["a holiday more", { ...scotland, holidays: [...scotland.holidays, { date: day("2030-12-27"), title: "A day" }] }],
		["a holiday renamed", { ...scotland, holidays: scotland.holidays.with(0, { date: day("2024-01-01"), title: "A day" }) }],
		["a longer reach", { ...scotland, until: day("2031-12-31") }],
		["days out of order", own(["2026-09-28", "2026-05-18"])],
		["a day twice", own(["2026-05-18", "2026-05-18"])],
		["a day on a weekend", own(["2026-05-16"])],
		["a day before the snapshot", own(["2023-05-15"])],
		["a day beyond the snapshot", own(["2031-05-19"])],
		["more days than the cap", own(["2026-05-18", "2026-05-19", "2026-05-20", "2026-05-21", "2026-05-22", "2026-05-26", "2026-05-27"])],
	])("is unknown with %s", (_, calendar) => {
		expect(isKnownCalendar(calendar, policy)).toBe(false);
	});
});
