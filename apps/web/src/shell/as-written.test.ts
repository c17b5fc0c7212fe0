import { expect, test } from "vitest";
import { EMPTY, formOf } from "../raising/draft.ts";
import { groupWords, listWords } from "./as-written.tsx";

const CHOICES = { age: "Age", race: "Race, nationality or accent" };

test("an answer of ours is told in words, and any other as it was written", () => {
	expect(groupWords(CHOICES, "age")).toBe("Age");
	expect(groupWords(CHOICES, "toString")).toBe("toString");
});

test("several answers, as the form writes them, are told in words each", () => {
	const { characteristics = "" } = formOf({ ...EMPTY, traits: ["age", "race"] }).private;
	expect(listWords(CHOICES, characteristics)).toBe("Age, Race, nationality or accent");
	expect(listWords(CHOICES, "age, left-handed")).toBe("Age, left-handed");
	expect(listWords(CHOICES, "")).toBe("");
});
