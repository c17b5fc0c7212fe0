/** A thousand generated concerns, each due by the rules when the slow oracle says that it is. */
import type { Severity } from "@answerable/types/clock";
import type { Duration } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFor, shippedCalendars } from "./calendar.ts";
import type { Context } from "./context.ts";
import { openingClocks } from "./deadline.ts";
import { after } from "./duration.ts";
import { at } from "./history.fixture.ts";
import { instantOf } from "./instant.ts";
import { policyById } from "./policy.ts";
import { receive } from "./slot.ts";
import { instantText, type OracleRules, oracleAfter, oracleDayZero, oracleEnd, wallClock } from "./slow-oracle.fixture.ts";

const WINTER_OFFSETS: Readonly<Record<string, number>> = {
	"Europe/London": 0,
	"Europe/Dublin": 0,
	"Europe/Lisbon": 0,
	"Europe/Helsinki": 120,
};

const CONTEXTS: readonly Context[] = shippedCalendars().flatMap((calendar) => {
	const ids: Readonly<Record<string, readonly string[]>> = {
		"england-and-wales": ["default-england@1", "wales@1"],
		scotland: ["scotland-inwo@1"],
		"northern-ireland": ["northern-ireland@1"],
	};
	return (ids[calendar.division] ?? [`eu-directive-${calendar.division}@1`]).map((id) => ({ policy: policyById(id), calendar }));
});

const rulesOf = ({ policy, calendar }: Context): OracleRules => ({
	cutOff: policy.cutOff,
	winterOffset: WINTER_OFFSETS[policy.zone] ?? 60,
	holidays: new Set(calendar.holidays.map(({ date }) => date)),
});

/** What the oracle says of every clock of a raise, from the numbers of the policy alone. */
function oracleDues(now: number, opened: number, severity: Severity, context: Context): Record<string, string> {
	const { policy } = context;
	const rules = rulesOf(context);
	const today = wallClock(now, rules).slice(0, 10);
	const isExact = policy.clockResolution[severity] === "instant";
	const fromReceipt = (length: Duration): number => {
		if ("hours" in length || "seconds" in length) return oracleAfter(isExact ? now : opened, length, rules);
		return oracleEnd("workingDays" in length ? oracleDayZero(now, rules) : today, length, rules);
	};
	const acknowledged = fromReceipt({ calendarDays: 7 });
	const dues: Record<string, string> = {};
	for (const rule of policy.clocks) {
		const length = rule.due[severity];
		if (length === null || (rule.switched && severity !== "S1")) continue;
		const bounds = policy.backstops
			.filter((backstop) => backstop.clock === rule.clock)
			.map((backstop) => (backstop.from === "received" ? fromReceipt(backstop.due) : oracleAfter(acknowledged, backstop.due, rules)));
		dues[rule.clock] = instantText(Math.min(...bounds, length === "backstop" ? Number.POSITIVE_INFINITY : fromReceipt(length)));
	}
	return dues;
}

/** Any second; half of them near Easter, Christmas or a clock change. */
const second = fc.oneof(
	fc.integer({ min: Date.UTC(2024, 0, 2) / 1_000, max: Date.UTC(2029, 11, 31) / 1_000 }),
	fc
		.record({
			near: fc.constantFrom(
				"2024-03-28",
				"2025-04-17",
				"2026-04-02",
				"2027-03-28",
				"2028-04-13",
				"2029-03-25",
				"2025-10-26",
				"2026-10-25",
				"2026-12-24",
				"2027-12-24",
				"2028-12-22",
				"2029-12-24",
			),
			seconds: fc.integer({ min: -3 * 86_400, max: 9 * 86_400 }),
		})
		.map(({ near, seconds }) => Date.parse(`${near}T00:00:00Z`) / 1_000 + seconds),
);

describe("a slow oracle that shares no code", () => {
	it("agrees on the dues of a thousand generated concerns, in every policy, calendar and zone", () => {
		fc.assert(
			fc.property(second, fc.constantFrom(...CONTEXTS), fc.constantFrom<Severity>("S1", "S2", "S3"), (seconds, context, severity) => {
				const now = instantOf(seconds);
				const { at: opened, received } = receive(now, severity, context);
				const clocks = openingClocks({ received, at: opened, severity, safetyAction: false }, context);
				expect(received.dayZero).toBe(oracleDayZero(seconds * 1_000, rulesOf(context)));
				expect(Object.fromEntries(clocks.map(({ clock, due }) => [clock, due]))).toEqual(
					oracleDues(seconds * 1_000, Date.parse(opened), severity, context),
				);
			}),
			{ numRuns: 1_000 },
		);
	});

	it("agrees on the rungs of a missed due, in every policy, calendar and zone", () => {
		fc.assert(
			fc.property(second, fc.constantFrom(...CONTEXTS), fc.constantFrom<Severity>("S1", "S2", "S3"), (seconds, context, severity) => {
				for (const rule of context.policy.ladder) {
					const length = rule.after[severity];
					expect(after(instantOf(seconds), length, context)).toBe(instantText(oracleAfter(seconds * 1_000, length, rulesOf(context))));
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe("zones beyond London", () => {
	const german: Context = { policy: policyById("eu-directive-de@1"), calendar: calendarFor("de") };
	const finnish: Context = { policy: policyById("eu-directive-fi@1"), calendar: calendarFor("fi") };
	const portuguese: Context = { policy: policyById("eu-directive-pt@1"), calendar: calendarFor("pt") };

	it.each([
		["Berlin, over the night that loses an hour", german, "2026-03-28T21:30:00Z", "2026-03-29T01:30:00Z"],
		["Berlin, over the night that has one twice", german, "2026-10-24T20:30:00Z", "2026-10-25T00:30:00Z"],
		["Helsinki, over the night that loses an hour", finnish, "2026-03-28T20:30:00Z", "2026-03-29T00:30:00Z"],
	] as const)("let four hours elapse in %s", (_, context, received, due) => {
		const { at: opened, received: kept } = receive(at(received), "S1", context);
		expect(openingClocks({ received: kept, at: opened, severity: "S1", safetyAction: false }, context)[0]?.due).toBe(due);
	});

	it.each([
		["Berlin in winter", german, "2026-11-23T10:00:00Z", "2026-11-24T16:00:00Z"],
		["Berlin in summer", german, "2026-07-01T10:00:00Z", "2026-07-02T15:00:00Z"],
		["Helsinki in winter", finnish, "2026-11-23T10:00:00Z", "2026-11-24T15:00:00Z"],
		["Lisbon in summer", portuguese, "2026-07-01T10:00:00Z", "2026-07-02T16:00:00Z"],
	] as const)("end the next working day at 17:00 in %s", (_, context, received, due) => {
		const { at: opened, received: kept } = receive(at(received), "S2", context);
		expect(openingClocks({ received: kept, at: opened, severity: "S2", safetyAction: false }, context)[0]?.due).toBe(due);
	});

	it("count the day by the clock of the place: 23:30 in London is tomorrow in Berlin", () => {
		expect(receive(at("2026-11-23T23:30:00Z"), "S3", german).received.on).toBe("2026-11-24");
		expect(receive(at("2026-11-23T15:59:59Z"), "S3", german).received.dayZero).toBe("2026-11-23");
		expect(receive(at("2026-11-23T16:00:01Z"), "S3", german).received.dayZero).toBe("2026-11-24");
	});

	it("do not move a period that ends on a Sunday or a holiday, unlike Regulation 1182/71 (reference §4.6)", () => {
		const due = (received: string) => {
			const { at: opened, received: kept } = receive(at(received), "S3", german);
			return openingClocks({ received: kept, at: opened, severity: "S3", safetyAction: false }, german)[0]?.due;
		};
		expect(due("2026-11-15T10:00:00Z")).toBe("2026-11-22T22:59:59Z");
		expect(due("2026-12-18T10:00:00Z")).toBe("2026-12-25T22:59:59Z");
	});
});
