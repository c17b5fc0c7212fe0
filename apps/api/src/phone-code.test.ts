import { addSeconds, instantOf } from "@answerable/domain/instant";
import type { CodeState } from "@answerable/store/phone-store";
import type { PhoneSecret } from "@answerable/types/account";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOON } from "./deps.fixture.ts";
import { codeAt } from "./entry.fixture.ts";
import { judgeCode, NEW_PHONE } from "./phone-code.ts";

/** "12345678901234567890" in base32: the secret of RFC 6238, appendix B. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" as PhoneSecret;
const codeIn = (seconds: number) => codeAt(SECRET, addSeconds(NOON, seconds));
const judge = (code: string, state: CodeState = NEW_PHONE, seconds = 0) => judgeCode(code, SECRET, state, addSeconds(NOON, seconds));
/** A code of no time that is near enough to be told. */
const WRONG = (() => {
	const near = new Set(Array.from({ length: 2_000 }, (_, step) => codeIn((step - 500) * 30)));
	return Array.from({ length: 3_000 }, (_, code) => String(code).padStart(6, "0")).find((code) => !near.has(code)) ?? "";
})();

test.each([
	[59, "287082"],
	[1_111_111_109, "081804"],
	[1_111_111_111, "050471"],
	[1_234_567_890, "005924"],
	[2_000_000_000, "279037"],
	[20_000_000_000, "353130"],
])("at %i seconds the code is that of RFC 6238, appendix B", (seconds, code) => {
	expect(judgeCode(code, SECRET, NEW_PHONE, instantOf(seconds)).outcome).toBe("right");
});

describe("a code", () => {
	test("counts a step early and a step late, and not further", () => {
		const outcomes = [-60, -30, 0, 30, 60].map((seconds) => judge(codeIn(seconds)).outcome);
		expect(outcomes).toEqual(["clock-off", "right", "right", "right", "clock-off"]);
	});

	test("counts once, and neither does an older one afterwards; a newer one does", () => {
		const { next } = judge(codeIn(0));
		expect([-30, 0, 30].map((seconds) => judge(codeIn(seconds), next).outcome)).toEqual(["wrong", "wrong", "right"]);
	});

	test("that was used is no guess: a double tap makes nobody wait", () => {
		let state = judge(codeIn(0)).next;
		for (let times = 0; times < 20; times += 1) state = judge(codeIn(0), state).next;
		expect([state.wrongCodes, state.waitUntil]).toEqual([0, null]);
	});
});

describe("a phone whose clock is off", () => {
	test.each([
		[-600, 10],
		[-3_600, 60],
		[7_200, -120],
		[420, -7],
	])("by %i seconds is told so, in minutes", (seconds, minutesBehind) => {
		expect(judge(codeIn(seconds))).toMatchObject({ outcome: "clock-off", minutesBehind });
	});

	test("by more than two hours is only told that the code is wrong", () => {
		expect(judge(codeIn(7_260)).outcome).toBe("wrong");
	});

	test("who was told that a code is one of a later time cannot use it then: two hours of codes are no better guesses than one", () => {
		const told = judge(codeIn(600));
		expect(told.outcome).toBe("clock-off");
		expect(judge(codeIn(600), told.next, 600).outcome).toBe("wrong");
		expect(judge(codeIn(630), told.next, 630).outcome).toBe("right");
	});
});

describe("guessing", () => {
	test("is free five times, then waits a minute, two, four, and never longer than an hour", () => {
		let state: CodeState = NEW_PHONE;
		let seconds = 0;
		const waits: number[] = [];
		for (let guess = 0; guess < 14; guess += 1) {
			const verdict = judge(WRONG, state, seconds);
			expect(verdict.outcome).toBe("wrong");
			state = verdict.next;
			const wait = state.waitUntil === null ? 0 : (Date.parse(state.waitUntil) - Date.parse(addSeconds(NOON, seconds))) / 1_000;
			waits.push(wait);
			seconds += wait;
		}
		expect(waits).toEqual([0, 0, 0, 0, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600]);
	});

	test("while one waits not even the right code is looked at, and it changes nothing", () => {
		const state = { ...NEW_PHONE, wrongCodes: 5, waitUntil: addSeconds(NOON, 60) };
		expect(judge(codeIn(0), state)).toEqual({ outcome: "wait", seconds: 60, next: state });
		expect(judge(codeIn(60), state, 60)).toMatchObject({ outcome: "right", wrongCodes: 5, next: { wrongCodes: 0, waitUntil: null } });
	});
});

test("whatever is tried in whatever order, no code lets anybody in twice, and none whose sender was told of it", () => {
	const tries = fc.array(fc.record({ at: fc.integer({ min: 0, max: 1_200 }), of: fc.integer({ min: -900, max: 900 }) }), { maxLength: 40 });
	fc.assert(
		fc.property(tries, (list) => {
			let state: CodeState = NEW_PHONE;
			const spent = new Set<number>();
			for (const { at, of } of [...list].sort((a, b) => a.at - b.at)) {
				const step = Math.floor((Date.parse(NOON) / 1_000 + at + of) / 30);
				const verdict = judge(codeIn(at + of), state, at);
				if (verdict.outcome === "right") expect(spent.has(verdict.step)).toBe(false);
				if (verdict.outcome === "right") spent.add(verdict.step);
				if (verdict.outcome === "clock-off") spent.add(step);
				state = verdict.next;
			}
		}),
		{ numRuns: 30 },
	);
});
