import { policyById } from "@answerable/domain/policy";
import type { NumberPlace } from "@answerable/domain/policy-numbers";
import type { UpToBackstop } from "@answerable/types/policy";
import { describe, expect, test } from "vitest";
import { draftFrom, draftThatShips, lookAtRules, policyOf, type RulesDraft, withLengths } from "./rules.ts";

const england = policyById("default-england@1");
const REASON = "We have no guardian at the weekend until the spring.";
const none = draftFrom(england);
const plan = { kind: "clock", clock: "plan", severity: "S2" } as const;

/** The draft with a number set, as the page sets it. */
function set(draft: RulesDraft, place: NumberPlace, length: UpToBackstop | null, now = england): RulesDraft {
	const line = lookAtRules(now, draft).lines.find((each) => JSON.stringify(each.place) === JSON.stringify(place));
	if (line === undefined) throw new Error("There is no such number.");
	return withLengths(draft, [{ ...line, length }]);
}

describe("a draft of rules", () => {
	test("that changes nothing is not proposed", () => {
		const {
			adoption: { differences },
			faults,
		} = lookAtRules(england, none);
		expect([differences, faults]).toEqual([[], [{ kind: "nothing-new" }]]);
	});

	test("shortens without a reason: each number as it is now, and as it would be", () => {
		const draft = set(none, plan, { workingDays: 4 });
		const {
			adoption: { differences, longer },
			faults,
			lines,
		} = lookAtRules(england, draft);
		expect(differences).toMatchObject([{ place: plan, is: { workingDays: 4 }, isLonger: false }]);
		expect([longer, faults]).toEqual([[], []]);
		expect(lines.find(({ place }) => "clock" in place && place.clock === "plan" && place.severity === "S2")?.drafted).toEqual({
			workingDays: 4,
		});
		expect(policyOf(draft).adoption).toMatchObject({ base: england.id, reason: null });
	});

	test("lengthens only with a reason", () => {
		const draft = set(none, { kind: "pause" }, { workingDays: 60 });
		expect(lookAtRules(england, draft)).toMatchObject({ adoption: { longer: [{ kind: "pause" }] }, faults: [{ kind: "reason-missing" }] });
		expect(lookAtRules(england, { ...draft, reason: " because " }).faults).toEqual([{ kind: "reason-missing" }]);
		expect(lookAtRules(england, { ...draft, reason: "x".repeat(2_001) }).faults).toEqual([{ kind: "reason-long" }]);
		expect(lookAtRules(england, { ...draft, reason: REASON }).faults).toEqual([]);
		expect(policyOf({ ...draft, reason: ` ${REASON} ` }).adoption?.reason).toBe(REASON);
		expect(() => policyOf(draft)).toThrow("cannot be adopted");
	});

	test("put back to what ships has no change left, and is the policy as it ships", () => {
		const changed = policyOf(set(none, plan, { workingDays: 4 }));
		const back = set(
			draftFrom(changed),
			plan,
			lookAtRules(changed, draftFrom(changed)).lines.find(
				({ now, ships }) => now !== ships && JSON.stringify(now) !== JSON.stringify(ships),
			)?.ships ?? null,
			changed,
		);
		expect(back.changes).toEqual([]);
		expect(policyOf(back)).toBe(england);
		expect(lookAtRules(changed, back)).toMatchObject({
			faults: [],
			adoption: { isPlain: true, differences: [{ was: { workingDays: 4 } }] },
		});
	});

	test("begins with what was changed before, so that a change is added to them", () => {
		const first = policyOf(set(none, plan, { workingDays: 4 }));
		const second = set(draftFrom(first), { kind: "feedback" }, { workingDays: 5 }, first);
		expect(lookAtRules(first, second).adoption.differences).toMatchObject([{ place: { kind: "feedback" } }]);
		expect(policyOf(second).adoption?.changes).toHaveLength(2);
	});

	test("names what is longer than it ships even where it is so now, and stays so", () => {
		const first = policyOf({ ...set(none, { kind: "pause" }, { workingDays: 60 }), reason: REASON });
		const second = set(draftFrom(first), { kind: "feedback" }, { workingDays: 5 }, first);
		expect(lookAtRules(first, second).adoption).toMatchObject({
			differences: [{ place: { kind: "feedback" } }],
			staysLonger: [{ place: { kind: "pause" }, length: { workingDays: 60 } }],
		});
		expect(lookAtRules(england, draftFrom(first)).adoption).toMatchObject({ differences: [{ isLonger: true }], staysLonger: [] });
	});

	test("begins anew where what it is made from ships no more", () => {
		const gone = { ...set(none, plan, { workingDays: 4 }), base: "gone@1" as RulesDraft["base"] };
		expect(draftThatShips(england, none)).toBe(none);
		expect(draftThatShips(england, gone)).toEqual({ base: lookAtRules(england, none).bases[0]?.id, changes: [], reason: "" });
	});

	test.each<[NumberPlace, UpToBackstop]>([
		[{ kind: "clock", clock: "plan", severity: "S1" }, { workingDays: 200 }],
		[{ kind: "rung", rung: 2, severity: "S3" }, { workingDays: 200 }],
		[{ kind: "pause" }, { months: 1 }],
		[{ kind: "extension", severity: "S2" }, { hours: 0 }],
	])("is wrong at the number that does not go together with others: %o", (place, length) => {
		const { faults } = lookAtRules(england, { ...set(none, place, length), reason: REASON });
		expect(faults.length).toBeGreaterThan(0);
		expect(faults.every(({ kind }) => kind === "number")).toBe(true);
	});

	test("may be made from other rules of the same zone, and not from the demonstration's", () => {
		const ids = lookAtRules(england, none).bases.map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(["default-england@1", "wales@1", "scotland-inwo@1", "northern-ireland@1"]));
		expect(ids.filter((id) => id.startsWith("demo@") || id.startsWith("eu-"))).toEqual([]);
		expect(lookAtRules(policyById("demo@1"), draftFrom(policyById("demo@1"))).bases.map(({ id }) => id)).toContain("demo@1");
		expect(lookAtRules(england, { base: policyById("wales@1").id, changes: [], reason: "" }).faults).toEqual([]);
	});

	test("lets a clock run to its backstop where there is one", () => {
		const { lines } = lookAtRules(policyById("eu-directive@1"), draftFrom(policyById("eu-directive@1")));
		const backed = lines.filter(({ mayBeBackstop }) => mayBeBackstop).map(({ place }) => ("clock" in place ? place.clock : place.kind));
		expect(new Set(backed).has("acknowledgement")).toBe(true);
		expect(backed).not.toContain("rung");
	});
});
