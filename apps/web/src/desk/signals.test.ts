import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { listed } from "./listed.fixture.ts";
import { possibleDuplicates, repeatSignals } from "./signals.ts";

const NOW = "2026-11-26T10:00:00Z" as Instant;
const on = (date: string) => `${date}T10:00:00Z` as Instant;

describe("repeat signals", () => {
	const three = [
		listed("a", { unit: "Ward B7", raisedAt: on("2026-09-01") }),
		listed("b", { unit: "ward b7", raisedAt: on("2026-10-01") }),
		listed("c", { unit: "B7", raisedAt: on("2026-11-01") }),
	];

	test("three concerns about one place in ninety days are one, however its name is spelled; two are none", () => {
		expect(repeatSignals(three, NOW)).toEqual([{ unit: "B7", cases: ["c", "b", "a"] }]);
		expect(repeatSignals(three.slice(1), NOW)).toEqual([]);
	});

	test("a concern counts up to ninety days, to the second, and not longer", () => {
		const [first, ...rest] = three;
		const at = (raisedAt: string) => [{ ...(first ?? listed("a")), raisedAt: raisedAt as Instant }, ...rest];
		expect(repeatSignals(at("2026-08-28T10:00:00Z"), NOW)).toHaveLength(1);
		expect(repeatSignals(at("2026-08-28T09:59:59Z"), NOW)).toEqual([]);
	});

	test("neither places that nobody named nor places of another organisation are one place", () => {
		expect(
			repeatSignals(
				three.map(({ caseTag, raisedAt }) => listed(caseTag, { raisedAt, unit: " ,, " })),
				NOW,
			),
		).toEqual([]);
		const [first, ...rest] = three;
		expect(repeatSignals([{ ...(first ?? listed("a")), organisation: "other" as OrganisationId }, ...rest], NOW)).toEqual([]);
	});
});

describe("possible duplicates", () => {
	const insulin = listed("a", {
		text: "Insulin was given twice to a patient on Monday night.",
		unit: "Ward B7",
		raisedAt: on("2026-11-10"),
	});
	const again = listed("b", {
		text: "A patient got insulin twice during Monday night, nobody wrote it down.",
		unit: "B7",
		raisedAt: on("2026-11-13"),
	});
	const freezer = listed("c", { text: "The freezer of the kitchen is warm every morning.", unit: "B7", raisedAt: on("2026-11-12") });

	test("two of one place that use the same words within a fortnight, and why, in words", () => {
		const [only, ...others] = possibleDuplicates([again, freezer, insulin]);
		expect(others).toEqual([]);
		expect(only).toMatchObject({ cases: ["a", "b"], unit: "B7", daysApart: 3 });
		expect([...(only?.words ?? [])].sort()).toEqual(["insulin", "monday", "night", "patient", "twice"]);
	});

	test.each([
		["further apart than a fortnight", { raisedAt: on("2026-11-25") }],
		["closed", { closedAt: NOW }],
		["of another organisation", { organisation: "other" as OrganisationId }],
		["tied already", { ties: ["a" as CaseTag] }],
		[
			"of another place with only some words in common",
			listed("b", { text: "On Monday night no patient had a nurse in theatre.", unit: "Theatre 2" }),
		],
	])("not one that is %s", (_what, more) => {
		expect(possibleDuplicates([insulin, { ...again, ...more }])).toEqual([]);
	});

	test("two of different places, or of none, if nearly all words are the same", () => {
		const copy = { ...insulin, caseTag: "d" as CaseTag, unit: "", place: "" };
		expect(possibleDuplicates([insulin, copy])).toMatchObject([{ cases: ["a", "d"], unit: null, daysApart: 0 }]);
	});

	test("words that everybody uses make nothing alike", () => {
		const same = "please look at staffing levels tonight";
		const many = Array.from({ length: 40 }, (_, index) =>
			listed(`m${index}`, { text: `${same} ${"abcdefgh"[index % 8]}${index}xyz`, unit: "A" }),
		);
		expect(possibleDuplicates(many)).toEqual([]);
	});

	test("ten thousand concerns of one day are compared, and the list of pairs stays bounded", () => {
		const many = Array.from({ length: 10_000 }, (_, index) =>
			listed(`m${index}`, {
				text: "alpha bravo charlie delta echo".replace(/\w+/g, (word) => `${word}${index >> 1}`),
				unit: `Ward ${index % 50}`,
			}),
		);
		expect(possibleDuplicates(many)).toHaveLength(50);
	});
});
