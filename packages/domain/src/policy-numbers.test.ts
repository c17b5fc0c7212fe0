/** The numbers of a policy that a board may change: each has a name of its own, and a change that sets it and nothing else. */
import { describe, expect, test } from "vitest";
import { POLICY_IDS, policyById } from "./policy.ts";
import { draftPolicy } from "./policy-adoption.ts";
import { adoptableNumbers, changeTo, differencesBetween, type NumberPlace, numberName } from "./policy-numbers.ts";

const KINDS: readonly NumberPlace["kind"][] = ["clock", "rung", "acknowledge-within", "extension", "pause", "explain", "feedback"];
const LONG = { calendarDays: 400 };

describe.each(POLICY_IDS)("%s", (id) => {
	const policy = policyById(id);
	const numbers = adoptableNumbers(policy);

	test("has numbers of every kind, and no two of one name", () => {
		expect(new Set(numbers.map(({ place }) => place.kind))).toEqual(new Set(KINDS));
		expect(new Set(numbers.map(({ place }) => numberName(place))).size).toBe(numbers.length);
	});

	test("has each number set by its own change, and no other", () => {
		for (const { place } of numbers) {
			const change = changeTo(place, LONG);
			if (change === null) throw new Error(`${numberName(place)} cannot be set.`);
			const [one, ...others] = differencesBetween(policy, draftPolicy(policy, [change], null));
			expect([one?.place, one?.is, others]).toEqual([place, LONG, []]);
		}
	});
});

test("only an extension may be none, and only a clock or its extension may run to the backstop", () => {
	const clock = { kind: "clock", clock: "outcome", severity: "S3" } as const;
	const extension = { kind: "extension", severity: "S3" } as const;
	expect([changeTo(clock, null), changeTo(extension, null)]).toEqual([null, { ...extension, by: null }]);
	expect([changeTo(clock, "backstop"), changeTo(extension, "backstop")]).toEqual([
		{ ...clock, due: "backstop" },
		{ ...extension, by: "backstop" },
	]);
	expect([changeTo({ kind: "pause" }, "backstop"), changeTo({ kind: "feedback" }, null)]).toEqual([null, null]);
});
