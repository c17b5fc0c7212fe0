import type { Instant } from "@answerable/types/time";
import fc from "fast-check";
import { expect, test } from "vitest";
import { epochSeconds, instantOf, LAST_SECOND } from "./epoch.ts";

test("agrees with another calendar on every instant of four-digit years", () => {
	fc.assert(
		fc.property(fc.integer({ min: -62_167_219_200, max: LAST_SECOND }), (seconds) => {
			const instant = `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;
			expect(instantOf(seconds)).toBe(instant);
			expect(epochSeconds(instant as Instant)).toBe(seconds);
		}),
		{ numRuns: 2_000 },
	);
});

test.each([
	["1970-01-01T00:00:00Z", 0],
	["1969-12-31T23:59:59Z", -1],
	["2000-02-29T12:00:00Z", 951_825_600],
	["2100-03-01T00:00:00Z", 4_107_542_400],
	["9999-12-31T23:59:59Z", LAST_SECOND],
])("%s is second %i", (instant, seconds) => {
	expect(epochSeconds(instant as Instant)).toBe(seconds);
	expect(instantOf(seconds)).toBe(instant);
});

test.each(["2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-04-01T24:00:00Z", "2026-04-01", ""])(
	"%j is no instant",
	(instant) => {
		expect(() => epochSeconds(instant as Instant)).toThrow(expect.objectContaining({ code: "malformed" }));
	},
);

test.each([LAST_SECOND + 1, 0.5, Number.NaN])("second %s cannot be written", (seconds) => {
	expect(() => instantOf(seconds)).toThrow(expect.objectContaining({ code: "malformed" }));
});
