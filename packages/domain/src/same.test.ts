import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSame } from "./same.ts";

describe("two values", () => {
	it("say the same exactly if their JSON does, whatever the order of keys", () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
				const shuffled: unknown = JSON.parse(JSON.stringify(one), (_, value) =>
					typeof value === "object" && value !== null && !Array.isArray(value)
						? Object.fromEntries(Object.entries(value).reverse())
						: value,
				);
				expect(isSame(JSON.parse(JSON.stringify(one)), shuffled)).toBe(true);
				const sorted = (value: unknown) =>
					JSON.stringify(value, (_, each) =>
						typeof each === "object" && each !== null && !Array.isArray(each)
							? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)))
							: each,
					);
				const [first, second] = [one, other].map((value) => JSON.parse(JSON.stringify(value)));
				expect(isSame(first, second)).toBe(sorted(first) === sorted(second));
			}),
			{ numRuns: 300 },
		);
	});

	it.each([
		[[], {}],
		[[1], { 0: 1, length: 1 }],
		[null, {}],
		[{ a: 1 }, null],
		[{ a: undefined }, { b: undefined }],
		[{ a: 1 }, { a: 1, b: 2 }],
		["1", 1],
	])("differ: %j and %j", (one, other) => {
		expect(isSame(one, other)).toBe(false);
	});
});
