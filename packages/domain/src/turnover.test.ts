import type { PersonId } from "@answerable/types/id";
import { Role } from "@answerable/types/role";
import type { InterestsRegister } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { arePublishable, publishedTies, tiesOn } from "./published-ties.ts";
import { grantableTo, isHeldByOne, mayBeRoot } from "./turnover.ts";

const rolesThat = (holds: (role: Role) => boolean) => Role.options.filter(holds);

test("whoever hands over may have a successor beside them; an office has one holder", () => {
	expect(rolesThat((role) => !isHeldByOne(role))).toEqual([
		...["guardian", "deputy_guardian", "buddy_guardian", "medical_director", "nursing_director", "external_body"],
	]);
});

test("no executive and nobody of another organisation is a root", () => {
	expect(rolesThat((role) => !mayBeRoot(role))).toEqual([
		...["buddy_guardian", "exec_lead", "medical_director", "nursing_director", "ceo", "dpo", "siro"],
	]);
});

test("a case is given to a role as far as its reporter would have sealed it, and to nobody outside", () => {
	const deputyReads = { rung: 1, opens: ["concern", "private", "notes"] } as never;
	const [alone, shared] = [[], [deputyReads]].map((recipients) => ({ recipients, external: "full" as const }));
	const given = (state: typeof alone, role: Role) => (state === undefined ? [] : grantableTo(state, role));
	expect(given(alone, "guardian")).toEqual(["concern", "private", "notes"]);
	expect(given(alone, "deputy_guardian")).toEqual(["concern", "notes"]);
	expect(given(shared, "deputy_guardian")).toEqual(["concern", "private", "notes"]);
	expect(given(shared, "chair")).toEqual(["concern"]);
	expect(given(shared, "external_body")).toEqual([]);
});

describe("ties as they are published", () => {
	const [a, b, c] = ["a", "b", "c"] as unknown as readonly [PersonId, PersonId, PersonId];
	const day = (on: string) => on as CivilDate;
	const register: InterestsRegister = [
		{ by: b, about: a, tie: "spouse", from: day("2026-01-01"), until: null },
		{ by: a, about: b, tie: "close_friend", from: day("2026-01-01"), until: null },
		{ by: c, about: a, tie: "cleared", from: day("2026-02-01"), until: day("2026-03-01") },
		{ by: a, about: b, tie: "team", from: day("2026-01-01"), until: day("2026-06-01") },
		{ by: a, about: b, tie: "team", from: day("2026-05-01"), until: day("2026-06-01") },
	];

	test("say that two people are tied, once, and neither how nor who declared it", () => {
		const lines = publishedTies(register);
		expect(lines).toEqual([
			{ a, b, tie: "tied", from: "2026-01-01", until: null },
			{ a, b, tie: "tied", from: "2026-01-01", until: "2026-06-01" },
			{ a, b, tie: "tied", from: "2026-05-01", until: "2026-06-01" },
			{ a, b: c, tie: "cleared", from: "2026-02-01", until: "2026-03-01" },
		]);
		expect(arePublishable(lines)).toBe(true);
		expect(JSON.stringify(lines)).not.toMatch(/spouse|friend|team/);
	});

	test("hold on their days, as routing reads them", () => {
		const lines = publishedTies(register);
		const on = (date: string) => tiesOn(lines, day(date)).map(({ by, about, tie }) => `${by}${about} ${tie}`);
		expect(on("2025-12-31")).toEqual([]);
		expect(on("2026-03-01")).toEqual(["ab undisclosed", "ab undisclosed", "ac cleared"]);
		expect(on("2026-07-01")).toEqual(["ab undisclosed"]);
	});

	test.each([
		{ a: b, b: a, tie: "tied" as const, from: day("2026-01-01"), until: null },
		{ a, b: a, tie: "tied" as const, from: day("2026-01-01"), until: null },
		{ a, b, tie: "tied" as const, from: day("2026-01-02"), until: day("2026-01-01") },
	])("are refused in another order, of one person, or with an end before the beginning", (line) => {
		expect(arePublishable([line])).toBe(false);
	});
});
