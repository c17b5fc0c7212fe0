import type { Policy } from "@answerable/types/policy";
import { CivilDate } from "@answerable/types/time";
import { describe, expect, it } from "vitest";
import { dateWords, instantWords, shortInstant } from "./date-words.ts";
import { at } from "./history.fixture.ts";
import { policyById, shippedPolicies } from "./policy.ts";
import { afterwards, clockLength, clockName, lengthWords, movingRules, rungTime } from "./rule-words.ts";

const ENGLAND = policyById("default-england@1");

function saying(policy: Policy, title: string) {
	return [...movingRules(policy), ...afterwards(policy)].find((rule) => rule.title.startsWith(title))?.says;
}

describe("a date", () => {
	it("is told on the organisation's clock, seconds only where they count", () => {
		expect(dateWords(CivilDate.parse("2026-12-06"))).toBe("Sunday 6 December 2026");
		expect(instantWords(at("2026-04-09T16:00:00Z"), "Europe/London")).toBe("Thursday 9 April 2026, 17:00");
		expect(shortInstant(at("2026-12-31T23:59:59Z"), "Europe/London")).toBe("Thu 31 Dec 2026 23:59:59");
		expect(shortInstant(at("2026-04-09T16:00:00Z"), "Europe/Helsinki")).toBe("Thu  9 Apr 2026 19:00");
	});
});

describe("a rule in words", () => {
	const clock = (name: string) => ENGLAND.clocks.find((rule) => rule.clock === name) ?? expect.unreachable();
	const rung = (number: number) => ENGLAND.ladder.find((rule) => rule.rung === number) ?? expect.unreachable();

	it("says how long a clock runs", () => {
		expect(clockLength(clock("acknowledgement"), "S3")).toBe("3 working days");
		expect(clockLength(clock("update"), "S3")).toBe("every 20 working days");
		expect(clockLength(clock("safety_action"), "S1")).toBe("24 hours");
		expect(clockLength(clock("safety_action"), "S2")).toBe("5 working days, if the answers call for it");
		expect(clockLength(clock("safety_action"), "S3")).toBe("does not run");
		expect([clockName("safety_action"), lengthWords("backstop")]).toEqual(["safety action", "as long as its backstop allows"]);
	});

	it("says when a rung is told", () => {
		expect(rungTime(rung(1), "S1")).toBe("at once, with the guardian");
		expect(rungTime(rung(2), "S1")).toBe("at once that it exists; what it says when a due is missed");
		expect(rungTime(rung(4), "S3")).toBe("10 working days after a missed due");
	});

	it("says what may move a due, by severity", () => {
		expect(saying(ENGLAND, "Extension")).toEqual({
			S1: "outcome, once: 10 working days more, by a letter with the reason before the due",
			S2: "outcome, once: 20 working days more, by a letter with the reason before the due",
			S3: "outcome, once: up to the backstop, by a letter with the reason before the due",
		});
		expect(saying(ENGLAND, "Waiting")?.S1).toBe("not allowed");
		expect(saying(ENGLAND, "Waiting")?.S2).toBe(
			"at most 20 working days in all, with a reason; never for acknowledgement and safety action; no backstop waits",
		);
		expect(saying(policyById("demo@1"), "Nobody can open")?.S2).toBe("the next rung is given it after 5 seconds");
	});

	it("says so where there is none", () => {
		const bare: Policy = {
			...ENGLAND,
			extension: { ...ENGLAND.extension, clocks: [] },
			pause: { ...ENGLAND.pause, neverPaused: [] },
			detrimentChecks: { ...ENGLAND.detrimentChecks, after: { S1: [], S2: [], S3: [] } },
			preWarnings: { ...ENGLAND.preWarnings, fractions: { S1: [], S2: [], S3: [] } },
		};
		expect(saying(bare, "Extension")?.S1).toBe("none");
		expect(saying(policyById("eu-directive@1"), "Extension")?.S3).toBe("none");
		expect(saying(bare, "Waiting")?.S3).toBe("at most 20 working days in all, with a reason; no backstop waits");
		expect(saying(bare, "Were you treated")?.S1).toBe("not asked");
		expect(saying(bare, "Warning")?.S1).toBe("none");
	});

	it("says what national law adds", () => {
		expect(saying(policyById("eu-directive-ie@1"), "National law (IE)")?.S3).toContain("not acknowledged if");
		expect(saying(policyById("eu-directive-de@1"), "National law (DE)")?.S3).toBe("acknowledged without exception");
		expect(saying(ENGLAND, "National law")).toBeUndefined();
	});

	it("has a source in every policy", () => {
		for (const policy of shippedPolicies()) {
			for (const rule of [...movingRules(policy), ...afterwards(policy)]) expect(rule.source.length).toBeGreaterThan(10);
		}
	});
});
