import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { rememberNonces } from "./nonces.ts";

const at = (time: string) => `2026-11-23T${time}Z` as Instant;

test("a nonce counts once until its opening expires", () => {
	const nonces = rememberNonces();
	expect(nonces.use("a", at("12:02:00"), at("12:00:00"))).toBe(true);
	expect(nonces.use("a", at("12:02:00"), at("12:00:01"))).toBe(false);
	expect(nonces.use("a", at("12:02:00"), at("12:02:00"))).toBe(false);
	expect(nonces.use("b", at("12:02:30"), at("12:00:31"))).toBe(true);
	expect(nonces.use("a", at("12:04:02"), at("12:02:02"))).toBe(true);
});
