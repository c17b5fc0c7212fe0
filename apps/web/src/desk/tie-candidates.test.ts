import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { listed } from "./listed.fixture.ts";
import { inOrder, isTellable, tieCandidates } from "./tie-candidates.ts";
import { referenceOf } from "./today.ts";

const tag = (letter: string) => letter.repeat(64) as CaseTag;
const at = (day: string) => `2026-11-${day}T10:00:00Z` as Instant;
const mine = listed(tag("a"), { text: "Night shifts on Ward B7", raisedAt: at("20") });
const fridge = listed(tag("b"), { text: "The drug fridge was left open", unit: "Ward B7", raisedAt: at("01") });
const falls = listed(tag("c"), { text: "Two falls were not reported", raisedAt: at("25") });
const all = (...more: readonly (typeof mine)[]) => new Map([mine, fridge, falls, ...more].map((one) => [one.caseTag, one]));
const tagsOf = (text: string, cases: Parameters<typeof tieCandidates>[0] = all()) =>
	tieCandidates(cases, mine.caseTag, text).map(({ caseTag }) => caseTag);

test("a case may belong with any other open one of its organisation, the newest first; found by words of it or its number", () => {
	expect(tagsOf("")).toEqual([falls.caseTag, fridge.caseTag]);
	expect(tagsOf("  FRIDGE b7 ")).toEqual([fridge.caseTag]);
	expect(tagsOf("fridge falls")).toEqual([]);
	expect(tagsOf(referenceOf(falls.caseTag))).toEqual([falls.caseTag]);
});

test("never with itself, with a closed one, with another organisation's, with one that could not be opened, or twice with the same", () => {
	const closed = listed(tag("d"), { closedAt: at("21") });
	const elsewhere = listed(tag("e"), { organisation: "p" as OrganisationId });
	const tiedFromThere = listed(tag("f"), { ties: [mine.caseTag] });
	expect(tagsOf("", all(closed, elsewhere, tiedFromThere))).toEqual([falls.caseTag, fridge.caseTag]);
	expect(tagsOf("", all({ ...mine, ties: [falls.caseTag] }))).toEqual([fridge.caseTag]);
	expect(tagsOf("", new Map([...all(), [tag("9"), null]]))).toEqual([falls.caseTag, fridge.caseTag]);
	expect(tieCandidates(all(), tag("8"), "")).toEqual([]);
});

test("how many were found is told of a whole list, and that there is none only once every case was opened", () => {
	const tellable = (isWhole: boolean, isOpen: boolean) => [0, 3].map((found) => isTellable(found, { isWhole, isOpen }));
	// A list that was not read has nothing to open.
	expect(tellable(false, true)).toEqual([false, false]);
	expect(tellable(true, false)).toEqual([false, true]);
	expect(tellable(true, true)).toEqual([true, true]);
});

test("two cases stand in the order in which they were raised, whichever was looked at first", () => {
	expect(inOrder(mine, fridge)).toEqual([fridge, mine]);
	expect(inOrder(fridge, mine)).toEqual([fridge, mine]);
});
