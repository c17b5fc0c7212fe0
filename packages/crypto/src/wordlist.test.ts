import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isListed, WORDS } from "./wordlist.ts";

test("the list is the published file, byte for byte once the dice numbers are back", () => {
	const dice = (index: number) => [1296, 216, 36, 6, 1].map((unit) => 1 + (Math.floor(index / unit) % 6)).join("");
	const published = WORDS.map((word, index) => `${dice(index)}\t${word}\n`).join("");
	expect(WORDS.length).toBe(7776);
	expect(createHash("sha256").update(published).digest("hex")).toBe("addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e");
});

test("a word is listed only as it is spelt", () => {
	expect(["abacus", "zoom", "yo-yo", "t-shirt"].every(isListed)).toBe(true);
	expect(["Abacus", "yoyo ", "", "guardianship"].some(isListed)).toBe(false);
});
