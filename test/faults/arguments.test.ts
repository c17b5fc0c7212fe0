import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("the quick form takes three minutes, the usual one ten, and --minutes says another length", () => {
	expect(readArguments(["--quick"], 5)).toEqual({ form: "quick", minutes: 3, seed: 5 });
	expect(readArguments([], 5)).toEqual({ form: "usual", minutes: 10, seed: 5 });
	expect(readArguments(["--minutes", "60", "--seed", "7"], 5)).toEqual({ form: "usual", minutes: 60, seed: 7 });
});

test.each([[["--fast"]], [["--seed"]], [["--seed", "x"]], [["--minutes", "1"]], [["--minutes", "2.5"]]])(
	"%j is refused with what may be written",
	(args) => {
		expect(() => readArguments(args, 5)).toThrow(/--/);
	},
);
