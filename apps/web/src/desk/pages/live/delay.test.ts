import { expect, test } from "vitest";
import { nextAskMs, returnAskMs } from "./delay.ts";

test("a page asks about once a minute, and never two at the same moment for ever", () => {
	expect([0, 0.5, 0.999].map((chance) => nextAskMs({ failures: 0, chance }))).toEqual([50_000, 60_000, 69_980]);
});

test("where nothing comes back it asks ever more rarely, and every ten minutes at least", () => {
	const waits = [0, 1, 2, 3, 4, 60].map((failures) => nextAskMs({ failures, chance: 0.5 }));
	expect(waits).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
});

test("whoever comes back to the page is told at once, but not again and again", () => {
	expect([0, 1_000, 4_999, 5_000, 3_600_000].map(returnAskMs)).toEqual([5_000, 4_000, 1, 0, 0]);
});
