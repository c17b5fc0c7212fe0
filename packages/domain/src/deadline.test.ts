import { CivilDate, CivilTime } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFor, dayZeroOf, isWorkingDay, workingDayAfter } from "./calendar.ts";
import { backstopOf, openingClocks, ownLength, reaches, reachesBy } from "./deadline.ts";
import { after, endOf, longestDays } from "./duration.ts";
import { extensionOf } from "./extension.ts";
import { at, contextOf, raiseAt, stateOf } from "./history.fixture.ts";
import { addDays, addSeconds, atLocal, instantOf, localDate, localTime, secondsOf } from "./instant.ts";
import { freshDue } from "./rounds.ts";
import { receive } from "./slot.ts";

const DIVISIONS = ["england-and-wales", "scotland", "northern-ireland"] as const;
type Division = (typeof DIVISIONS)[number];
const day = (text: string) => CivilDate.parse(text);
const NINE = CivilTime.parse("09:00");

/** Reference §4.6, test vectors: received (local), working days, and the day in each division. */
const VECTORS: readonly (readonly [string, number, string, string, string])[] = [
	["2026-04-02", 2, "2026-04-08", "2026-04-07", "2026-04-08"],
	["2026-04-02", 3, "2026-04-09", "2026-04-08", "2026-04-09"],
	["2026-07-10", 1, "2026-07-13", "2026-07-13", "2026-07-14"],
	["2026-03-16", 1, "2026-03-17", "2026-03-17", "2026-03-18"],
	["2026-11-27", 1, "2026-11-30", "2026-12-01", "2026-11-30"],
	["2026-07-31", 3, "2026-08-05", "2026-08-06", "2026-08-05"],
	["2026-08-28", 3, "2026-09-03", "2026-09-02", "2026-09-03"],
	["2026-12-24", 10, "2027-01-12", "2027-01-13", "2027-01-12"],
];

/** A routine concern received at a local time: what was kept of its receipt, and its dues. */
function dueOfS3(division: Division, localReceipt: string) {
	const context = contextOf("default-england@1", division);
	const [date = "", time = ""] = localReceipt.split("T");
	const now = atLocal(day(date), CivilTime.parse(time), "Europe/London");
	const { at: seen, received } = receive(now, "S3", context);
	const clocks = openingClocks({ received, at: seen, severity: "S3", safetyAction: false }, context);
	return { received, due: Object.fromEntries(clocks.map((clock) => [clock.clock, clock.due])) };
}

describe("working days", () => {
	it.each(VECTORS)("of %s, %i later, fall where the published vectors say", (received, days, ...dates) => {
		const expected = { "england-and-wales": dates[0], scotland: dates[1], "northern-ireland": dates[2] };
		for (const division of DIVISIONS) {
			const context = contextOf("default-england@1", division);
			expect(endOf(day(received), { workingDays: days }, context)).toBe(
				atLocal(day(expected[division]), CivilTime.parse("17:00"), "Europe/London"),
			);
		}
	});

	it("end at the cut-off, in summer time and in winter time", () => {
		const context = contextOf();
		expect(endOf(day("2026-04-02"), { workingDays: 2 }, context)).toBe("2026-04-08T16:00:00Z");
		expect(endOf(day("2026-12-24"), { workingDays: 10 }, context)).toBe("2027-01-12T17:00:00Z");
	});

	it("begin on the next working day after the cut-off; then the seven-day backstop wins, which counts from the true day", () => {
		for (const division of DIVISIONS) {
			const late = dueOfS3(division, "2026-12-24T18:30");
			expect(late.received.dayZero).toBe("2026-12-29");
			const context = contextOf("default-england@1", division);
			const third = division === "scotland" ? "2027-01-05T17:00:00Z" : "2027-01-04T17:00:00Z";
			expect(endOf(late.received.dayZero, { workingDays: 3 }, context)).toBe(third);
			expect(late.due.acknowledgement).toBe("2026-12-31T23:59:59Z");
		}
	});

	it("begin on the day itself up to and at the cut-off", () => {
		const calendar = calendarFor("england-and-wales");
		const cutOff = CivilTime.parse("17:00");
		expect(dayZeroOf({ date: day("2026-11-23"), time: "17:00:00", cutOff }, calendar)).toBe("2026-11-23");
		expect(dayZeroOf({ date: day("2026-11-23"), time: "17:00:01", cutOff }, calendar)).toBe("2026-11-24");
		expect(dayZeroOf({ date: day("2026-11-28"), time: "09:00:00", cutOff }, calendar)).toBe("2026-11-30");
	});

	it("come in order, are never a day off, and are as many as were counted", () => {
		const calendar = calendarFor("northern-ireland");
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
				const start = addDays(day("2024-01-01"), offset);
				const end = workingDayAfter(start, count, calendar);
				expect(isWorkingDay(end, calendar)).toBe(true);
				let counted = 0;
				for (let date = addDays(start, 1); date <= end; date = addDays(date, 1)) if (isWorkingDay(date, calendar)) counted += 1;
				expect(counted).toBe(count);
				expect(workingDayAfter(start, count + 1, calendar) > end).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	it("are refused outside the calendar, never guessed", () => {
		const calendar = calendarFor("scotland");
		expect(() => isWorkingDay(day("2031-01-01"), calendar)).toThrow("scotland@1 says nothing about 2031-01-01");
		expect(() => isWorkingDay(day("2023-12-31"), calendar)).toThrow("runs from 2024-01-01 to 2030-12-31");
		expect(() => workingDayAfter(day("2030-12-30"), 5, calendar)).toThrow("says nothing");
	});
});

describe("elapsed hours", () => {
	it.each([
		["2026-03-28T22:30:00Z", "2026-03-29T02:30:00Z", "03:30:00"],
		["2026-10-24T21:30:00Z", "2026-10-25T01:30:00Z", "01:30:00"],
	])("run through a clock change: four after %s", (received, due, local) => {
		const end = after(at(received), { hours: 4 }, contextOf());
		expect(end).toBe(due);
		expect(localTime(end, "Europe/London")).toBe(local);
	});

	it("count from the true second of an S1 concern, day or night", () => {
		const context = contextOf();
		const { at: seen, received } = receive(at("2026-03-28T23:40:00Z"), "S1", context);
		const clocks = openingClocks({ received, at: seen, severity: "S1", safetyAction: false }, context);
		expect(received).toEqual({ on: "2026-03-28", at: "2026-03-28T23:40:00Z", dayZero: "2026-03-30" });
		expect(clocks.map((clock) => [clock.clock, clock.due])).toEqual([
			["acknowledgement", "2026-03-29T03:40:00Z"],
			["triage", "2026-03-29T07:40:00Z"],
			["safety_action", "2026-03-29T23:40:00Z"],
			["plan", "2026-04-01T16:00:00Z"],
			["update", "2026-04-08T16:00:00Z"],
			["outcome", "2026-04-29T16:00:00Z"],
		]);
	});

	it("count from the slot where no finer time is kept", () => {
		const context = contextOf();
		const hourly = { ...context.policy, clockResolution: { ...context.policy.clockResolution, S1: "day" as const } };
		const { at: seen, received } = receive(at("2026-11-23T09:15:00Z"), "S1", { ...context, policy: hourly });
		const [acknowledgement] = openingClocks({ received, at: seen, severity: "S1", safetyAction: false }, { ...context, policy: hourly });
		expect(received.at).toBeNull();
		expect(acknowledgement?.due).toBe("2026-11-23T17:00:00Z");
	});
});

describe("months and calendar days", () => {
	it("clamp to the end of the month: 30 November and three months", () => {
		expect(after(at("2026-11-30T10:00:00Z"), { months: 3 }, contextOf())).toBe("2027-02-28T23:59:59Z");
	});

	it("of none are the instant itself, in every unit", () => {
		const now = at("2026-11-30T10:00:00Z");
		for (const none of [{ seconds: 0 }, { hours: 0 }, { workingDays: 0 }, { calendarDays: 0 }])
			expect(after(now, none, contextOf())).toBe(now);
	});

	it("end at the last second of the local day", () => {
		expect(after(at("2026-07-01T10:00:00Z"), { calendarDays: 7 }, contextOf())).toBe("2026-07-08T22:59:59Z");
	});

	it("are estimated from above, never from below", () => {
		const context = contextOf();
		const duration = fc.oneof(
			fc.record({ seconds: fc.integer({ min: 0, max: 86_400 }) }),
			fc.record({ hours: fc.integer({ min: 0, max: 500 }) }),
			fc.record({ workingDays: fc.integer({ min: 0, max: 60 }) }),
			fc.record({ calendarDays: fc.integer({ min: 0, max: 90 }) }),
			fc.record({ months: fc.integer({ min: 1, max: 6 }) }),
		);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1_800 }), duration, (offset, length) => {
				const start = atLocal(addDays(day("2024-01-02"), offset), NINE, "Europe/London");
				const end = after(start, length, context);
				expect(end >= start).toBe(true);
				expect(localDate(end, "Europe/London") <= addDays(localDate(start, "Europe/London"), longestDays(length))).toBe(true);
			}),
			{ numRuns: 150 },
		);
	});
});

describe("clocks of a raise", () => {
	it.each([
		["S1", false, ["acknowledgement", "triage", "safety_action", "plan", "update", "outcome"]],
		["S2", true, ["acknowledgement", "triage", "safety_action", "plan", "update", "outcome"]],
		["S2", false, ["acknowledgement", "triage", "plan", "update", "outcome"]],
		["S3", true, ["acknowledgement", "triage", "plan", "update", "outcome"]],
	] as const)("of %s with the safety switch %s are the policy's", (severity, safetyAction, names) => {
		const context = contextOf();
		const { at: seen, received } = receive(at("2026-11-23T09:15:00Z"), severity, context);
		expect(openingClocks({ received, at: seen, severity, safetyAction }, context).map((clock) => clock.clock)).toEqual(names);
	});

	it("never outrun a backstop: the outcome of an unacknowledged concern is due three months after day seven at the latest", () => {
		const context = contextOf();
		const slow = {
			...context.policy,
			clocks: context.policy.clocks.map((rule) => ({
				...rule,
				due: { S1: { workingDays: 200 }, S2: { workingDays: 200 }, S3: { workingDays: 200 } },
			})),
		};
		const { at: seen, received } = receive(at("2026-11-23T09:15:00Z"), "S3", context);
		const due = Object.fromEntries(
			openingClocks({ received, at: seen, severity: "S3", safetyAction: false }, { ...context, policy: slow }).map((clock) => [
				clock.clock,
				clock.due,
			]),
		);
		expect(due.acknowledgement).toBe("2026-11-30T23:59:59Z");
		expect(due.outcome).toBe("2027-02-28T23:59:59Z");
		const bare = { ...slow, backstops: slow.backstops.filter((backstop) => backstop.clock === "outcome") };
		const [outcome] = openingClocks({ received, at: seen, severity: "S3", safetyAction: false }, { ...context, policy: bare }).filter(
			(clock) => clock.clock === "outcome",
		);
		expect(outcome?.due).toBe("2027-02-23T23:59:59Z");
		const working = {
			...slow,
			backstops: [{ clock: "acknowledgement" as const, due: { workingDays: 7 }, from: "received" as const, source: "a test" }],
		};
		const [acknowledgement] = openingClocks({ received, at: seen, severity: "S3", safetyAction: false }, { ...context, policy: working });
		expect(acknowledgement?.due).toBe("2026-12-02T17:00:00Z");
	});

	it("are opened only where the calendar reaches past everything that could follow", () => {
		expect(reaches(at("2026-11-23T09:00:00Z"), contextOf())).toBe(true);
		expect(reaches(at("2030-09-01T09:00:00Z"), contextOf())).toBe(false);
		expect(reaches(at("2023-09-01T09:00:00Z"), contextOf())).toBe(false);
		expect(reaches(at("2026-11-23T09:00:00Z"), contextOf("eu-directive@1"))).toBe(true);
		expect(reachesBy(at("2030-12-30T09:00:00Z"), 1, contextOf())).toBe(true);
		expect(reachesBy(at("2030-12-30T09:00:00Z"), 2, contextOf())).toBe(false);
		expect(reaches(at("2030-09-01T09:00:00Z"), contextOf("demo@1"))).toBe(true);
	});
});

describe("backstops, extensions and later rounds", () => {
	const context = contextOf();
	const ruleOf = (clock: string, policy = context.policy) => {
		const [rule] = policy.clocks.filter((candidate) => candidate.clock === clock);
		if (rule === undefined) throw new Error(clock);
		return rule;
	};
	const opening = (severity: "S1" | "S2" | "S3", now = "2026-11-23T09:15:00Z", rules = context) => ({
		...receive(at(now), severity, rules),
		severity,
		safetyAction: false,
	});

	it("count from receipt, from the acknowledgement, or while there is none from the end of the seven days", () => {
		const received = opening("S3");
		expect(backstopOf("acknowledgement", received, null, context)).toBe("2026-11-30T23:59:59Z");
		expect(backstopOf("outcome", received, null, context)).toBe("2027-02-28T23:59:59Z");
		expect(backstopOf("outcome", received, at("2026-11-24T10:00:00Z"), context)).toBe("2027-02-24T23:59:59Z");
		expect(backstopOf("plan", received, null, context)).toBeNull();
	});

	it.each([
		["S1", "2026-12-21T17:00:00Z", "2027-01-07T17:00:00Z"],
		["S2", "2027-01-07T17:00:00Z", "2027-02-04T17:00:00Z"],
		["S3", "2027-02-18T17:00:00Z", "2027-02-28T23:59:59Z"],
	] as const)(
		"reference §4.3, row extension: the outcome of %s, due at %s, may be due at %s once, and never past its backstop",
		(severity, due, extended) => {
			const state = stateOf(raiseAt("2026-11-23T09:15:00Z", { severity }));
			const [outcome] = state.runnings.filter(({ clock }) => clock === "outcome");
			if (outcome === undefined) throw new Error("No outcome runs.");
			expect([outcome.due, extensionOf(state, outcome, context)]).toEqual([due, extended]);
			const late = { ...outcome, due: at("2027-02-26T17:00:00Z") };
			expect(extensionOf(state, late, context)).toBe("2027-02-28T23:59:59Z");
			expect(extensionOf(state, { ...outcome, clock: "plan" }, context)).toBeNull();
		},
	);

	it("bound what is opened or hurried later, from that act on", () => {
		const now = at("2026-11-23T09:15:00Z");
		const directive = contextOf("eu-directive@1");
		expect(freshDue(ruleOf("update"), "S3", now, context)).toBe("2026-12-21T17:00:00Z");
		expect(freshDue(ruleOf("safety_action"), "S3", now, context)).toBeNull();
		expect(freshDue(ruleOf("outcome", directive.policy), "S3", now, directive)).toBe("2027-02-23T22:59:59Z");
		const slow = { ...ruleOf("acknowledgement"), due: { S1: { workingDays: 20 }, S2: { workingDays: 20 }, S3: { workingDays: 20 } } };
		expect(freshDue(slow, "S3", now, context)).toBe("2026-11-30T23:59:59Z");
		expect(freshDue({ ...ruleOf("plan"), due: { S1: null, S2: null, S3: "backstop" } }, "S3", now, context)).toBeNull();
		expect(ownLength(ruleOf("outcome", directive.policy), "S3")).toBeNull();
	});

	it("alone say when the Directive's feedback is due: three months from the end of the seven days, or from the acknowledgement", () => {
		const directive = { ...contextOf("eu-directive-de@1"), calendar: calendarFor("de") };
		const sunday = opening("S3", "2026-11-15T10:00:00Z", directive);
		const dues = Object.fromEntries(openingClocks(sunday, directive).map(({ clock, due }) => [clock, due]));
		expect(dues.acknowledgement).toBe("2026-11-22T22:59:59Z");
		expect(dues.outcome).toBe("2027-02-22T22:59:59Z");
	});

	it("that lean on nothing leave a clock out", () => {
		const bare = { ...context, policy: { ...context.policy, backstops: [] } };
		const leaning = { ...ruleOf("outcome"), due: { S1: null, S2: null, S3: "backstop" as const } };
		const clocks = openingClocks(opening("S3"), { ...bare, policy: { ...bare.policy, clocks: [leaning] } });
		expect(clocks).toEqual([]);
	});
});

describe("instants", () => {
	it("go to seconds and back, and add as numbers do", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (start, more) => {
				expect(secondsOf(instantOf(start))).toBe(start);
				expect(addSeconds(instantOf(start), more)).toBe(instantOf(start + more));
			}),
		);
	});

	it("take a local time that a clock change skips as the time after it, and one that comes twice as the first", () => {
		expect(atLocal(day("2026-03-29"), CivilTime.parse("01:30"), "Europe/London")).toBe("2026-03-29T01:30:00Z");
		expect(atLocal(day("2026-10-25"), CivilTime.parse("01:30"), "Europe/London")).toBe("2026-10-25T00:30:00Z");
	});
});
