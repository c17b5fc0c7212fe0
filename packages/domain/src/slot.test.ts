import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, contextOf } from "./history.fixture.ts";
import { instantOf, localTime } from "./instant.ts";
import { receive, slotFor, slotOf } from "./slot.ts";

const context = contextOf();

describe("slots", () => {
	it.each([
		["2026-11-23T07:59:59Z", "2026-11-23T08:00:00Z"],
		["2026-11-23T08:00:00Z", "2026-11-23T13:00:00Z"],
		["2026-11-23T18:00:00Z", "2026-11-24T08:00:00Z"],
		["2026-07-01T16:59:59Z", "2026-07-01T17:00:00Z"],
		["2026-10-24T20:00:00Z", "2026-10-25T08:00:00Z"],
		["2026-03-28T20:00:00Z", "2026-03-29T07:00:00Z"],
	])("an act at %s is seen at %s, by the local clock", (now, slot) => {
		expect(slotFor(at(now), "S3", context)).toBe(slot);
	});

	it("do not delay immediate danger, nor a demonstration", () => {
		expect(slotFor(at("2026-11-23T07:59:59Z"), "S1", context)).toBe("2026-11-23T07:59:59Z");
		expect(slotOf(at("2026-11-23T07:59:59Z"), "S3", contextOf("demo@1"))).toBe("2026-11-23T07:59:59Z");
	});

	it("are the only instants that a reporter's act is told by, and are never far", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1_710_000_000, max: 1_890_000_000 }), (seconds) => {
				const now = instantOf(seconds);
				const next = slotFor(now, "S2", context);
				const last = slotOf(now, "S2", context);
				expect(["08:00:00", "13:00:00", "18:00:00"]).toContain(localTime(next, "Europe/London"));
				expect(next > now && last <= now).toBe(true);
				expect(slotOf(next, "S2", context)).toBe(next);
				expect(receive(now, "S2", context).received.at).toBeNull();
			}),
			{ numRuns: 200 },
		);
	});

	it("exist in every policy", () => {
		const bare = { ...context, policy: { ...context.policy, slots: [] } };
		expect(() => slotFor(at("2026-11-23T07:59:59Z"), "S3", bare)).toThrow("names no slot");
		expect(() => slotOf(at("2026-11-23T07:59:59Z"), "S3", bare)).toThrow("names no slot");
	});
});
