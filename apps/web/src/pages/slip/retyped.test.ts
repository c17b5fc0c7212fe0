import fc from "fast-check";
import { expect, test } from "vitest";
import { isRetyped, twoPlaces } from "./retyped.ts";

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("two places are always different, in order, and among the words", () => {
	fc.assert(
		fc.property(chance, chance, (one, other) => {
			const [first, second] = twoPlaces(7, [one, other]);
			expect(first).toBeGreaterThanOrEqual(1);
			expect(first).toBeLessThan(second);
			expect(second).toBeLessThanOrEqual(7);
		}),
	);
});

test.each([
	["anchor", "Anchor", true],
	["anchor", " anchor. ", true],
	["yo-yo", "yo–yo", true],
	["anchor", "anchors", false],
	["anchor", "", false],
	[undefined, "", false],
])("%s typed as %j is right: %s", (word, typed, isRight) => {
	expect(isRetyped(word, typed)).toBe(isRight);
});
