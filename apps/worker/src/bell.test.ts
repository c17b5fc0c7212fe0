import type { Instant } from "@answerable/types/time";
import { describe, expect, it } from "vitest";
import { bellName, untilMs } from "./bell.ts";

const wake = "2026-04-02T09:00:00Z" as Instant;

describe("a bell", () => {
	it("is named by its instant alone, without the colon that BullMQ refuses", () => {
		expect(bellName(wake)).toBe("wake-1775120400");
	});

	it("rings at once if its time has passed", () => {
		expect(untilMs(wake, 1_775_120_400_000 - 1_500)).toBe(1_500);
		expect(untilMs(wake, 1_775_120_400_000 + 86_400_000)).toBe(0);
	});
});
