import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identifiersIn, isNhsNumber, masked } from "./identifiers.ts";

const kindsIn = (text: string) => identifiersIn(text).map(({ kind, text: found }) => [kind, found]);

describe("what may say who somebody is", () => {
	test("is found in the reference's tricky text (§9, T4)", () => {
		expect(kindsIn("As the only male Band 7 on Rowan Unit I saw patient J.T., NHS no. 999 000 0018, fall.")).toEqual([
			["unique-role", "only male Band 7"],
			["initials", "J.T."],
			["nhs-number", "999 000 0018"],
		]);
	});

	test.each([
		["nhs-number", "her number is 9990000018", "9990000018"],
		["email", "write to amina.k@example.org please", "amina.k@example.org"],
		["phone", "ring me on 07700 900123 at night", "07700 900123"],
		["phone", "or +44 7700 900123", "+44 7700 900123"],
		["postcode", "she lives at SW1A 2AA", "SW1A 2AA"],
		["date-of-birth", "born 03/11/1954", "03/11/1954"],
		["date-of-birth", "born on 3 November 1954", "3 November 1954"],
		["name", "and Dr Okafor signed it", "Dr Okafor"],
		["name", "I told Priya Natarajan about it", "Priya Natarajan"],
		["name", "und dann kam Ödön Ünal dazu", "Ödön Ünal"],
		["initials", "patient J.T. fell", "J.T."],
		["unique-role", "I am the only night pharmacist here", "only night pharmacist"],
	])("%s in %j", (kind, text, found) => {
		expect(kindsIn(text)).toContainEqual([kind, found]);
	});

	test.each([
		'Night shifts on Ward B7 run with one registered nurse for 24 beds. Two falls were not reported. We were told "don\'t Datix it".',
		"In March 2026 the North Ward was short on Monday Night.",
		"There were 1234567890 tablets.",
		"Room 12, bay 3, 14:30.",
		"",
		"😱😱😱",
		"لم يتم الإبلاغ عن السقوط",
	])("nothing is found in %j", (text) => {
		expect(kindsIn(text)).toEqual([]);
	});

	test("is masked where it stands, and nowhere else", () => {
		const text = "Patient J.T. and patient J.T. again";
		const [, second] = identifiersIn(text);
		if (second === undefined) throw new Error("two were expected");
		expect(masked(text, second, "[hidden]")).toBe("Patient J.T. and patient [hidden] again");
	});

	test("is told without overlaps, in order, for any text", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
				const found = identifiersIn(text);
				for (const [index, one] of found.entries()) {
					expect(text.slice(one.start, one.end)).toBe(one.text);
					expect(one.start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
				}
			}),
		);
	});

	test("is looked for in a text as long as is looked into", () => {
		const text = "A nurse told Priya Natarajan that 999 000 0018 was not seen. ".repeat(1_600);
		expect(identifiersIn(text)).toHaveLength(3_200);
	});
});

test.each([
	["999 000 0018", true],
	["999-000-0018", true],
	["999 000 0019", false],
	["943 476 5919", true],
	["943 476 5918", false],
	["12345", false],
])("%s is an NHS number: %s", (written, isOne) => {
	expect(isNhsNumber(written)).toBe(isOne);
});
