import { newPhrase } from "@answerable/crypto/phrase";
import { WORDS } from "@answerable/crypto/wordlist";
import type { OrganisationId } from "@answerable/types/id";
import { describe, expect, test } from "vitest";
import { completionsOf, nearWords, readTyped, repairOf, wordsIn } from "./typed-words.ts";

const ORGANISATION = "6f1c0f0a-3b52-4c7e-9d11-5a0b7c2e4d10" as OrganisationId;
const subject = { purpose: "reporter", organisation: ORGANISATION } as const;

describe("words as a phone makes them", () => {
	test.each([
		["massive pancreas clever", ["massive", "pancreas", "clever"]],
		["Massive. Pancreas, CLEVER;", ["massive", "pancreas", "clever"]],
		["1. massive\n2) pancreas\r\n3: clever", ["massive", "pancreas", "clever"]],
		["“massive” ‘pancreas’ – clever…", ["massive", "pancreas", "clever"]],
		["yo–yo", ["yo-yo"]],
		["yo yo", ["yo-yo"]],
		["Yoyo drop down felttip", ["yoyo", "drop-down", "felt-tip"]],
		["café", ["cafe"]],
		["ｍａｓｓｉｖｅ", ["massive"]],
		["😀 massive\u00a0pancreas\u200b", ["massive", "pancreas"]],
		["", []],
		["١٢٣ مرحبا", []],
	])("%j", (typed, words) => {
		expect(wordsIn(typed)).toEqual(words);
	});

	test("every word of the list is read as itself, in capitals and with a full stop", () => {
		expect(WORDS.filter((word) => wordsIn(`${word.toUpperCase()}.`).join(" ") !== word)).toEqual([]);
	});
});

describe("while somebody types", () => {
	test("the word in hand is completed, and is not called wrong", () => {
		const { words, completions } = readTyped("massive panc");
		expect(words.map(({ isListed }) => isListed)).toEqual([true, false]);
		expect(words[1]?.near).toEqual([]);
		expect(completions).toContain("pancreas");
		expect(readTyped("massive panc ").completions).toEqual([]);
		expect(readTyped("p").completions).toEqual([]);
		expect(completionsOf("pancreas")).toEqual(["pancreas"]);
	});

	test("a word that is none names those one slip away", () => {
		expect(nearWords("pancraes")).toContain("pancreas");
		expect(nearWords("pancreass")).toContain("pancreas");
		expect(nearWords("pncreas")).toContain("pancreas");
		expect(nearWords("panxreas")).toContain("pancreas");
		expect(nearWords("zzzzzz")).toEqual([]);
		expect(readTyped("pancraes ").words[0]).toMatchObject({ isListed: false, near: ["pancreas"] });
	});
});

describe("one slip", () => {
	test("of two words that changed places, or of one that is near another, is put right", () => {
		for (let round = 0; round < 20; round += 1) {
			const words = newPhrase(subject);
			const swapped = [words[1] ?? "", words[0] ?? "", ...words.slice(2)];
			const repaired = repairOf(swapped, ORGANISATION);
			if (words[0] !== words[1] && repaired !== null) expect(repaired).toEqual(words);
			const other = nearWords(words[2] ?? "")[0];
			if (other === undefined) continue;
			const mistyped = words.map((word, index) => (index === 2 ? other : word));
			const found = repairOf(mistyped, ORGANISATION);
			if (found !== null) expect(found).toEqual(words);
		}
	});

	test("of a word that is no word at all is put right too; two slips are not guessed at", () => {
		const words = newPhrase(subject);
		const misspelt = words.map((word, index) => (index === 4 ? `${word}q` : word));
		expect([words, null]).toContainEqual(repairOf(misspelt, ORGANISATION));
		expect(repairOf([...words].reverse(), ORGANISATION)).toBeNull();
		expect(repairOf(words.slice(1), ORGANISATION)).toBeNull();
	});
});
