import { expect, test } from "vitest";
import { hasNotArrived } from "./not-arrived.ts";

test.each([
	["stale-keys", true],
	["too-large", true],
	["not-allowed", true],
	["unreachable", false],
	["unavailable", false],
	["fault", false],
	["wrong-promise", false],
	["malformed-answer", false],
	["tag-taken", false],
	["work-spent", false],
	["not-signed-in", false],
] as const)("after %s, that a concern is not there is certain: %s", (code, isCertain) => {
	expect(hasNotArrived({ code, detail: null })).toBe(isCertain);
});
