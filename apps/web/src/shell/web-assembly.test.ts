import { afterEach, expect, test, vi } from "vitest";
import { runsWebAssembly } from "./web-assembly.ts";

afterEach(() => {
	vi.unstubAllGlobals();
});

function Refuse(): never {
	throw new Error("This browser compiles nothing.");
}

test.each([
	["there", WebAssembly, true],
	["left out", undefined, false],
	["there, and compiles nothing", { Module: Refuse }, false],
])("WebAssembly is %s", (_, found, runs) => {
	vi.stubGlobal("WebAssembly", found);
	expect(runsWebAssembly()).toBe(runs);
});
