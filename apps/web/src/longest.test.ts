import { expect, test } from "vitest";
import { fitsLetter } from "./longest.ts";

test.each([
	["as many English letters as a letter holds", "x".repeat(900_000), true],
	["one more", "x".repeat(900_001), false],
	["Malayalam, of three bytes a letter", "ന".repeat(340_000), true],
	["more of it than there is room for", "ന".repeat(350_000), false],
	["emoji", "😱".repeat(255_000), true],
	["lines without words", "\n".repeat(519_000), true],
	["more of them", "\n".repeat(530_000), false],
])("what fits is told before it is sealed: %s", (_, text, fits) => {
	expect(fitsLetter(text)).toBe(fits);
});
