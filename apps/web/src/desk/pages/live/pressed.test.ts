import { describe, expect, test } from "vitest";
import { hearPresses } from "./pressed.ts";

describe("whoever pressed", () => {
	/** A page whose only control is the page itself: that is what its events come from. */
	const page = new EventTarget();
	const focus = () => page.dispatchEvent(new Event("focusin"));

	test("is led on once, to what they pressed for", () => {
		const pressed = hearPresses(page);
		expect(pressed.take()).toBe(false);
		pressed.press(page);
		focus();
		expect([pressed.take(), pressed.take()]).toEqual([true, false]);
		pressed.stop();
	});

	test("and went on somewhere else is not taken away from there", () => {
		const pressed = hearPresses(page);
		pressed.press(new EventTarget());
		focus();
		expect(pressed.take()).toBe(false);
		pressed.stop();
		pressed.press(new EventTarget());
		focus();
		expect(pressed.take()).toBe(true);
	});
});
