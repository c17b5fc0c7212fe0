import { Policy, type PolicyChange } from "@answerable/types/policy";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf, raiseAt, stateOf, untilOnTime } from "./history.fixture.ts";
import { POLICY_IDS, policyById } from "./policy.ts";
import { adoptPolicy, isKnownPolicy, isNotAdopted } from "./policy-adoption.ts";

const england = policyById("default-england@1");
const directive = policyById("eu-directive@1");
const REASON = "Our trust has no out-of-hours cover; the on-call routes are on this page.";
const ackS1 = (due: PolicyChange & { kind: "clock" } extends { due: infer Due } ? Due : never): PolicyChange => ({
	kind: "clock",
	clock: "acknowledgement",
	severity: "S1",
	due,
});

function adopted(changes: readonly PolicyChange[], reason: string | null = null, base = england) {
	const answer = adoptPolicy(base, changes, { reason });
	if (isNotAdopted(answer)) throw new Error(JSON.stringify(answer.refused));
	return answer;
}

function refused(changes: readonly PolicyChange[], reason: string | null = null, base = england): string {
	const answer = adoptPolicy(base, changes, { reason });
	if (!isNotAdopted(answer)) throw new Error("It was adopted.");
	return answer.refused.map(({ path, reason: why }) => `${path}: ${why}`).join("\n");
}

describe("reference §4.3 rule 8: a board", () => {
	it.each<[string, PolicyChange]>([
		["a clock", ackS1({ hours: 2 })],
		["a clock in another unit that is surely shorter", { kind: "clock", clock: "acknowledgement", severity: "S2", due: { hours: 8 } }],
		["a clock that did not run", { kind: "clock", clock: "safety_action", severity: "S3", due: { workingDays: 10 } }],
		["a rung", { kind: "rung", rung: 5, severity: "S3", after: { workingDays: 15 } }],
		["the time to acknowledge a rung", { kind: "acknowledge-within", rung: 2, severity: "S3", within: { workingDays: 1 } }],
		["the extension", { kind: "extension", severity: "S2", by: { workingDays: 10 } }],
		["the extension to a number", { kind: "extension", severity: "S3", by: { workingDays: 10 } }],
		["the extension to none", { kind: "extension", severity: "S1", by: null }],
		["the pause", { kind: "pause", maxTotal: { workingDays: 10 } }],
		["the hold of an explanation", { kind: "explain", maxHold: { workingDays: 10 } }],
		["the feedback question", { kind: "feedback", after: { workingDays: 5 } }],
	])("may shorten %s without a word", (_, change) => {
		const { policy, differences } = adopted([change]);
		expect(differences).toHaveLength(1);
		expect(differences[0]?.isLonger).toBe(false);
		expect(Policy.parse(policy)).toEqual(policy);
		expect(policy.id).toBe("default-england-adopted@1");
	});

	it.each<[string, PolicyChange, string]>([
		["a clock", ackS1({ workingDays: 1 }), "acknowledgement for S1 would be longer (1 working day instead of 4 hours)"],
		[
			"a clock to its backstop",
			{ kind: "clock", clock: "outcome", severity: "S3", due: "backstop" },
			"outcome for S3 would be longer (as long as its backstop instead of 60 working days)",
		],
		[
			"a clock in another unit, where it might be longer",
			{ kind: "clock", clock: "triage", severity: "S3", due: { calendarDays: 7 } },
			"triage for S3 would be longer (7 calendar days instead of 5 working days)",
		],
		["a rung", { kind: "rung", rung: 5, severity: "S3", after: { workingDays: 25 } }, "rung 5 for S3 would be longer"],
		[
			"the time to acknowledge a rung",
			{ kind: "acknowledge-within", rung: 2, severity: "S1", within: { hours: 3 } },
			"acknowledging rung 2 for S1 would be longer",
		],
		["the extension", { kind: "extension", severity: "S1", by: { workingDays: 20 } }, "the extension for S1 would be longer"],
		["the pause", { kind: "pause", maxTotal: { workingDays: 30 } }, "all pauses together would be longer"],
		["the hold of an explanation", { kind: "explain", maxHold: { workingDays: 21 } }, "the hold of an explanation would be longer"],
		["the feedback question", { kind: "feedback", after: { workingDays: 11 } }, "the feedback question would be longer"],
	])("may lengthen %s only with a published reason", (_, change, sentence) => {
		expect(refused([change])).toContain(sentence);
		expect(refused([change], "  because we wish  ")).toContain("which needs a published reason");
		const { policy, differences } = adopted([change], REASON);
		expect(differences).toMatchObject([{ isLonger: true }]);
		expect(policy.adoption).toEqual({ base: "default-england@1", changes: [change], reason: REASON });
		expect(Policy.parse(policy)).toEqual(policy);
	});

	it("may not grant an extension where there was none without a reason", () => {
		expect(refused([{ kind: "extension", severity: "S3", by: { workingDays: 5 } }], null, directive)).toContain(
			"the extension for S3 would be longer (5 working days instead of none)",
		);
	});

	it("may bring a clock forward that ran to its backstop", () => {
		expect(adopted([{ kind: "clock", clock: "outcome", severity: "S3", due: { workingDays: 60 } }], null, directive).differences).toEqual([
			{ place: { kind: "clock", clock: "outcome", severity: "S3" }, was: "backstop", is: { workingDays: 60 }, isLonger: false },
		]);
	});

	it.each<[string, readonly PolicyChange[], string]>([
		["nothing", [], "changes: nothing is changed"],
		["what stands there already", [ackS1({ hours: 4 })], "changes.0: acknowledgement for S1 says so already"],
		["a number twice", [ackS1({ hours: 3 }), ackS1({ hours: 2 })], "changes.1: acknowledgement for S1 is changed twice"],
		[
			"a rung twice",
			[1, 2].map((days) => ({ kind: "rung" as const, rung: 5 as const, severity: "S2" as const, after: { workingDays: 5 + days } })),
			"changes.1: rung 5 for S2 is changed twice",
		],
		[
			"an extension twice",
			[1, 2].map((days) => ({ kind: "extension" as const, severity: "S2" as const, by: { workingDays: days } })),
			"changes.1: the extension for S2 is changed twice",
		],
		[
			"pauses twice",
			[1, 2].map((days) => ({ kind: "pause" as const, maxTotal: { workingDays: days } })),
			"changes.1: all pauses together is changed twice",
		],
		[
			"a rung before the one below it",
			[{ kind: "rung", rung: 5, severity: "S3", after: { workingDays: 9 } }],
			"ladder.4.after.S3: rung 5 would come before rung 4",
		],
		["a graver concern to wait longer", [ackS1({ workingDays: 2 })], "clocks.0.due.S1: a graver concern would wait longer"],
		["no time at all", [ackS1({ hours: 0 })], "clocks.0.due.S1: no time at all"],
		[
			"an absurd time",
			[{ kind: "clock", clock: "update", severity: "S3", due: { months: 24 } }],
			"clocks.4.due.S3: 24 calendar months is longer than any answer may take",
		],
	])("may not change %s, whatever the reason", (_, changes, sentence) => {
		expect(refused(changes, REASON)).toContain(sentence);
	});

	it("starts from a policy that ships, never from one that was changed", () => {
		const { policy } = adopted([ackS1({ hours: 2 })]);
		expect(refused([ackS1({ hours: 6 })], REASON, policy)).toContain("start from one that ships");
	});

	it("leaves its source beside each changed number, once", () => {
		const { policy } = adopted([ackS1({ hours: 2 }), { kind: "clock", clock: "acknowledgement", severity: "S3", due: { workingDays: 2 } }]);
		expect(policy.clocks[0]?.source).toBe(`${england.clocks[0]?.source}; changed by this organisation's board, see its adoption`);
		expect(policy.clocks[1]).toEqual(england.clocks[1]);
	});

	it("never touches a running case: the policy of its raise is another value, which stays as it was", () => {
		const before = JSON.stringify(england);
		const history = untilOnTime(raiseAt("2026-11-23T09:15:00Z", { severity: "S3" }, contextOf()), "2026-12-01T17:00:00Z");
		const told = JSON.stringify(stateOf(history));
		const { policy } = adopted([ackS1({ workingDays: 1 })], REASON);
		expect(policy).not.toBe(england);
		expect(JSON.stringify(england)).toBe(before);
		expect(JSON.stringify(stateOf(history))).toBe(told);
	});
});

describe("a policy that was served", () => {
	it.each(POLICY_IDS)("is known if it ships: %s", (id) => {
		expect(isKnownPolicy(structuredClone(policyById(id)))).toBe(true);
	});

	it("is known if it is what its own adoption makes of one that ships, and nothing else", () => {
		const { policy } = adopted([ackS1({ workingDays: 1 })], REASON);
		expect(isKnownPolicy(structuredClone(policy))).toBe(true);
		expect(isKnownPolicy({ ...policy, adoption: null })).toBe(false);
		expect(isKnownPolicy({ ...policy, zone: "Europe/Paris" })).toBe(false);
		expect(isKnownPolicy({ ...policy, adoption: { base: "nowhere@1", changes: [ackS1({ workingDays: 1 })], reason: REASON } })).toBe(false);
		expect(isKnownPolicy({ ...policy, adoption: { base: "wales@1", changes: [ackS1({ workingDays: 1 })], reason: REASON } })).toBe(false);
		expect(isKnownPolicy({ ...policy, adoption: { base: "default-england@1", changes: [ackS1({ workingDays: 1 })], reason: null } })).toBe(
			false,
		);
		expect(isKnownPolicy({ ...england, cutOff: policy.cutOff, zone: "Europe/Paris" })).toBe(false);
		expect(isKnownPolicy({ ...england, slots: england.slots.slice(1) })).toBe(false);
	});

	it("is unknown for any one changed leaf of it", () => {
		const leaves = (value: unknown, path: readonly string[]): (readonly string[])[] =>
			typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key])) : [path];
		fc.assert(
			fc.property(fc.constantFrom(...leaves(england, [])), (path) => {
				const copy = structuredClone(england);
				const place = path.slice(0, -1).reduce<object>((object, key) => Reflect.get(object, key), copy);
				const last = path.at(-1) ?? "";
				const value = Reflect.get(place, last);
				Reflect.set(place, last, typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${value}x`);
				expect(isKnownPolicy(copy)).toBe(false);
			}),
			{ numRuns: 200 },
		);
	});
});
