import { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { now, nowMs, random } from "./machine.ts";

test("the present is a whole second, the one that the milliseconds are in", () => {
	const before = nowMs();
	const present = now();
	expect(Instant.parse(present)).toBe(present);
	const ms = Temporal.Instant.from(present).epochMilliseconds;
	expect(ms).toBeGreaterThan(before - 1_000);
	expect(ms).toBeLessThanOrEqual(nowMs());
});

test("random bytes are as many as were asked for, and not the same twice", () => {
	expect(random(32)).toHaveLength(32);
	expect(random(32)).not.toEqual(random(32));
	expect(Object.getPrototypeOf(random(1))).toBe(Uint8Array.prototype);
});
