import { addSeconds } from "@answerable/domain/instant";
import type { CaseTag, PersonId, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { type Here, keepCompany, STAYS_SECONDS } from "./company.ts";

const START = "2026-11-23T12:00:00Z" as Instant;
const at = (seconds: number) => addSeconds(START, seconds);
const here = (name: string, caseTag = "a case"): Here => ({
	person: name as PersonId,
	tenure: `tenure of ${name}` as TenureId,
	caseTag: caseTag as CaseTag,
});

test("two who have the same case open learn of each other, and neither of somebody at another case", () => {
	const { meet } = keepCompany();
	expect(meet(here("ada"), START)).toEqual([]);
	expect(meet(here("bo"), at(1))).toEqual(["tenure of ada"]);
	expect(meet(here("cy", "another"), at(2))).toEqual([]);
	expect(meet(here("ada"), at(3))).toEqual(["tenure of bo"]);
});

test("nobody is told of themselves, whichever role they ask as", () => {
	const { meet } = keepCompany();
	meet(here("ada"), START);
	expect(meet({ ...here("ada"), tenure: "another role of hers" as TenureId }, at(1))).toEqual([]);
});

test("whoever asks no more is gone after two questions and some", () => {
	const { meet } = keepCompany();
	meet(here("ada"), START);
	expect(meet(here("bo"), at(STAYS_SECONDS - 1))).toEqual(["tenure of ada"]);
	expect(meet(here("bo"), at(STAYS_SECONDS))).toEqual([]);
});

test("whoever goes on to another case has left the first", () => {
	const { meet } = keepCompany();
	meet(here("ada"), START);
	meet(here("ada", "another"), at(1));
	expect(meet(here("bo"), at(2))).toEqual([]);
});

test("a person stands in one place, however many cases they ask for: what is remembered is no larger than the staff", () => {
	const { meet } = keepCompany();
	for (let each = 0; each < 1_000; each += 1) meet(here("ada", `case ${each}`), at(each % 100));
	const met = Array.from({ length: 1_000 }, (_, each) => meet(here("bo", `case ${each}`), at(100)));
	expect(met.flat()).toEqual(["tenure of ada"]);
});
