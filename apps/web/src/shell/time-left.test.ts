import { expect, test } from "vitest";
import { minutesLeft, secondsLeft } from "./time-left.ts";

test.each([
	["half in ten seconds: ten more", 10_000, 0.5, 10],
	["a tenth in six seconds: nine times that", 6_000, 0.1, 54],
	["all: nothing", 10_000, 1, 0],
	["too early to tell", 900, 0.5, null],
	["too little to tell from", 20_000, 0.001, null],
])("%s", (_, elapsedMs, part, left) => {
	const told = secondsLeft(elapsedMs, part);
	if (left === null) expect(told).toBeNull();
	else expect(told).toBeCloseTo(left);
});

test.each([
	[null, null],
	[0, null],
	[4, null],
	[5, 0],
	[59, 0],
	[60, 1],
	[61, 2],
	[300, 5],
])("%s seconds are told as %s minutes", (seconds, minutes) => {
	expect(minutesLeft(seconds)).toBe(minutes);
});
