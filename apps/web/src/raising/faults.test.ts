import { describe, expect, test } from "vitest";
import { en } from "../pages/words/en/all.ts";
import { type Draft, EMPTY } from "./draft.ts";
import { faultsOf, firstMissing } from "./faults.ts";

const { raise } = en;
const WHOLE: Draft = {
	...EMPTY,
	text: "Something happened.",
	danger: "none",
	subject: "none",
	how: "anonymously",
	earlier: "no",
	external: "nothing",
};
const told = (text: string) => faultsOf("what", { ...WHOLE, text }, raise).map(({ message }) => message);

describe("what happened", () => {
	test.each([
		["nothing", "", [raise.what.empty]],
		["spaces and lines alone", " \n\t ", [raise.what.empty]],
		["emoji alone", "😱🩸🚑", []],
		["letters that run from right to left", "لم يتم الإبلاغ عن سقوط مريضين", []],
		["one letter", "x", []],
		["as much as fits", "x".repeat(900_000), []],
		["a megabyte", "x".repeat(1_048_576), [raise.what.tooLong]],
	])("%s is taken, or said to be missing or too long", (_, text, messages) => {
		expect(told(text)).toEqual(messages);
	});
});

describe("the first page on which something is missing", () => {
	test("is none if everything that must be said was said", () => {
		expect(firstMissing(WHOLE, raise)).toBeNull();
	});

	test.each([
		["what", { text: "" }],
		["danger", { danger: null }],
		["about", { subject: null }],
		["identity", { how: null }],
		["identity", { how: "openly", name: "x".repeat(401) }],
		["earlier", { earlier: null }],
		["earlier", { earlier: "ignored", earlierText: "x".repeat(401) }],
		["place", { unit: "x".repeat(401) }],
		["outside", { external: null }],
	] as const)("is %s for %j", (step, change) => {
		expect(firstMissing({ ...WHOLE, ...change }, raise)).toBe(step);
	});

	test("is never what may be told outside, of a matter that does not go outside", () => {
		expect(firstMissing({ ...WHOLE, kinds: ["personalGrievance"], external: null }, raise)).toBeNull();
	});
});
