/** What holds for every word on the pages. */
import { describe, expect, test } from "vitest";
import { accented, mirrored } from "../../shell/pseudo.ts";
import { en } from "./en/all.ts";
import { gradeOf, textsOf } from "./reading.fixture.ts";

/** Flesch-Kincaid's grade is a year of school in the United States: a reader of grade n is n + 5 years old. */
const OLDEST_READER = 12;

describe("reading age", () => {
	test.each(Object.keys(en) as (keyof typeof en)[])("the words of %s can be read at twelve", (part) => {
		expect(gradeOf(textsOf(en[part])) + 5).toBeLessThanOrEqual(OLDEST_READER);
	});

	test("the measure finds officialese", () => {
		const officialese =
			"Notwithstanding the aforementioned considerations, individuals contemplating disclosure are encouraged to familiarise themselves with organisational procedures.";
		expect(gradeOf([officialese])).toBeGreaterThan(15);
	});

	test("no sentence is longer than 30 words", () => {
		const long = textsOf(en)
			.flatMap((text) => text.split(/(?<=[.?!:])\s+/))
			.filter((sentence) => sentence.split(/\s+/).length > 30);
		expect(long).toEqual([]);
	});
});

describe("other languages", () => {
	test("every word is in the catalogue, so that a made-up language changes all of it", () => {
		const plain = textsOf(en).filter((text) => /[a-z]{2}/.test(text));
		for (const changed of [accented(en), mirrored(en)]) {
			const left = textsOf(changed).filter((text) => plain.includes(text));
			expect(left).toEqual([]);
		}
	});
});
