import { afterEach, describe, expect, it, vi } from "vitest";
import { after, contextOf, letter, raiseAt, stateOf, untilOnTime } from "./history.fixture.ts";
import { nextUnmet } from "./unmet.ts";

afterEach(() => vi.unstubAllGlobals());

/** Anything that would bring in a clock, chance or the world throws. */
function poison(name: string) {
	return new Proxy(function poisoned() {}, {
		apply: () => {
			throw new Error(`${name} was called`);
		},
		construct: () => {
			throw new Error(`${name} was made`);
		},
		get: (_, key) => {
			throw new Error(`${name}.${String(key)} was read`);
		},
	});
}

describe("the rules", () => {
	it("need no clock, no chance and no world", () => {
		const now = vi.spyOn(Temporal.Now, "instant").mockImplementation(() => {
			throw new Error("Temporal.Now was read");
		});
		const random = vi.spyOn(Math, "random").mockImplementation(() => {
			throw new Error("Math.random was read");
		});
		const globals = [
			"Date",
			"fetch",
			"crypto",
			"process",
			"performance",
			"setTimeout",
			"setInterval",
			"setImmediate",
			"queueMicrotask",
		] as const;
		for (const name of globals) vi.stubGlobal(name, poison(name));
		let outcome: unknown;
		try {
			let history = untilOnTime(raiseAt("2026-11-23T09:15:07Z", { severity: "S2" }, contextOf()), "2026-12-24T17:00:00Z");
			history = after(history, letter("guardian", "outcome"), "2026-12-24T18:00:00Z");
			outcome = nextUnmet(stateOf(history));
		} finally {
			vi.unstubAllGlobals();
			now.mockRestore();
			random.mockRestore();
		}
		expect(outcome).toMatchObject({ clock: "triage", due: "2026-11-25T17:00:00Z" });
	});
});
