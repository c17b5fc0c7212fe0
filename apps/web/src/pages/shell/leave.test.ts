import { describe, expect, test } from "vitest";
import { leaveOnEscape } from "./leave.ts";

function keys(...presses: readonly (readonly [key: string, at: number, repeat?: boolean])[]): number {
	let time = 0;
	let left = 0;
	const onKey = leaveOnEscape(
		() => {
			left += 1;
		},
		() => time,
	);
	for (const [key, at, repeat = false] of presses) {
		time = at;
		onKey({ key, repeat });
	}
	return left;
}

describe("Esc", () => {
	test("pressed twice leaves", () => expect(keys(["Escape", 0], ["Escape", 400])).toBe(1));
	test("pressed once does nothing", () => expect(keys(["Escape", 0])).toBe(0));
	test("pressed twice with a long time between does nothing", () => expect(keys(["Escape", 0], ["Escape", 2_000])).toBe(0));
	test("with another key between does nothing", () => expect(keys(["Escape", 0], ["a", 100], ["Escape", 200])).toBe(0));
	test("held down counts once", () => expect(keys(["Escape", 0], ["Escape", 50, true], ["Escape", 80, true])).toBe(0));
});
