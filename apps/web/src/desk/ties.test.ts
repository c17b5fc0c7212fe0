import { publishedTies } from "@answerable/domain/published-ties";
import type { PersonId } from "@answerable/types/id";
import type { PublishedTie } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { type ChosenTie, changeBetween, changedTies, endedOn, isFull, registerOf, tieOf } from "./ties.ts";

const [ann, bob, cat] = ["a", "b", "c"].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000` as PersonId) as [
	PersonId,
	PersonId,
	PersonId,
];
const day = (text: string) => text as CivilDate;
const stands: PublishedTie = { a: ann, b: bob, tie: "tied", from: day("2026-01-01"), until: day("2026-06-30") };
const chosen: ChosenTie = { one: bob, other: ann, tie: "tied", from: day("2026-07-01"), until: null };

describe("a line of the register", () => {
	test("names two people in one order, whoever was chosen first", () => {
		expect(tieOf([stands], chosen)).toEqual({ a: ann, b: bob, tie: "tied", from: "2026-07-01", until: null });
	});

	test.each<[string, Partial<ChosenTie>, string]>([
		["nobody", { one: null }, "no-one"],
		["one person alone", { other: null }, "no-other"],
		["a person twice", { one: ann }, "same-person"],
		["nothing of the two", { tie: null }, "no-tie"],
		["no day", { from: null }, "no-day"],
		["an end before its beginning", { until: day("2026-06-30") }, "ends-before"],
		["what is declared already", { from: day("2026-06-30") }, "already-there"],
		["what a line denies", { from: day("2026-06-30"), tie: "cleared" }, "says-otherwise"],
	])("is none that says %s", (_, change, fault) => {
		expect(tieOf([stands], { ...chosen, ...change })).toBe(fault);
	});

	test("may stand beside another of the same two on other days, and of others on the same", () => {
		expect(tieOf([stands], { ...chosen, from: day("2025-01-01"), until: day("2025-12-31") })).toMatchObject({ until: "2025-12-31" });
		expect(tieOf([stands], { ...chosen, one: cat, from: day("2026-02-01") })).toMatchObject({ a: ann, b: cat });
		expect(tieOf([{ ...stands, until: null }], chosen)).toBe("already-there");
	});
});

test("a line ends on a day, and goes if it would end before it began; the others stay", () => {
	const open = { ...stands, until: null };
	const other = { ...stands, b: cat };
	expect(endedOn([open, other], open, day("2026-03-01"))).toEqual([{ ...open, until: "2026-03-01" }, other]);
	expect(endedOn([open, other], open, day("2025-03-01"))).toEqual([other]);
});

test("a register says what was published, and is full at two thousand lines", () => {
	const cleared: PublishedTie = { ...stands, b: cat, tie: "cleared" };
	expect(publishedTies(registerOf([stands, cleared]))).toEqual([stands, cleared]);
	expect([isFull([stands]), isFull(Array(2_000).fill(stands))]).toEqual([false, true]);
});

test("a change is made to the list that holds now, and undoes nothing that others did meanwhile", () => {
	const [old, mine, theirs]: PublishedTie[] = [stands, { ...stands, b: cat }, { ...stands, a: bob, b: cat }];
	if (old === undefined || mine === undefined || theirs === undefined) throw new Error("A line is missing.");
	const change = changeBetween([old], [mine]);
	expect(changedTies([old], change)).toEqual([mine]);
	expect(changedTies([old, theirs], change)).toEqual([theirs, mine]);
	expect(changedTies([mine], change)).toEqual([mine]);
	expect(changeBetween([old], [old])).toEqual({ added: [], gone: [] });
});
