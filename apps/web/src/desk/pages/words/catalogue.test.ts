/** What holds for every word on the desk's pages: the same as for the reporter's. */
import { describe, expect, test } from "vitest";
import { gradeOf, textsOf } from "../../../pages/words/reading.fixture.ts";
import { accented, mirrored } from "../../../shell/pseudo.ts";
import { en } from "./en/all.ts";

/** Flesch-Kincaid's grade is a year of school in the United States: a reader of grade n is n + 5 years old. */
const OLDEST_READER = 12;

describe("reading age", () => {
	/** Names of roles and kinds of work are what they are: they stand in no sentence. */
	const { roles: _, ...shell } = en.shell;
	const { workerGroups: __, ...sentences } = en;
	const parts: Readonly<Record<string, unknown>> = { ...sentences, shell };

	test.each(Object.keys(parts))("the words of %s can be read at twelve", (part) => {
		expect(gradeOf(textsOf(parts[part])) + 5).toBeLessThanOrEqual(OLDEST_READER);
	});

	test("no sentence is longer than 30 words", () => {
		const sentences = textsOf(en).flatMap((text) => text.split(/(?<=[.?!:])\s+/));
		expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 30)).toEqual([]);
	});
});

test("every word is in the catalogue, so that a made-up language changes all of it", () => {
	const plain = textsOf(en).filter((text) => /[a-z]{2}/.test(text));
	for (const changed of [accented(en), mirrored(en)]) expect(textsOf(changed).filter((text) => plain.includes(text))).toEqual([]);
});
