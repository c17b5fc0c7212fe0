import type { InboxRow } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { expect, test, vi } from "vitest";
import type { Listed } from "./beginnings.ts";
import { inboxRow, listed } from "./listed.fixture.ts";
import { ANYTHING, isSearching, type Sought, searchCases, unitsOf } from "./search.ts";
import { sortToday, type TodayRow } from "./today.ts";

const NOW = "2026-11-26T10:00:00Z" as Instant;
const DUE = { clock: "plan", round: 1, opens: NOW, due: "2026-11-30T10:00:00Z" as Instant } as const;

const row = (tag: string, more: Partial<InboxRow> = {}) => inboxRow(tag, { next: DUE, ...more });

function world(cases: readonly (readonly [InboxRow, Listed | null])[]) {
	const rows = Object.values(
		sortToday(
			cases.map(([each]) => each),
			NOW,
		),
	).flat() as readonly TodayRow[];
	return { rows, all: new Map(cases.flatMap(([{ caseTag }, one]) => (one === null ? [] : [[caseTag, one] as const]))) };
}

const CASES = world([
	[row("aaaa1111", { severity: "S1" }), listed("aaaa1111", { text: "Insulin was given twice at night.", unit: "Ward B7" })],
	[
		row("bbbb2222"),
		listed("bbbb2222", { text: "The café freezer is warm.", unit: "Kitchen", raisedAt: "2026-10-10T10:00:00Z" as Instant, reached: 2 }),
	],
	[
		row("cccc3333", { closed: true }),
		listed("cccc3333", { text: "Insulin, again.", unit: "b7 ward", raisedAt: "2026-06-01T10:00:00Z" as Instant }),
	],
	[row("dddd4444", { next: null }), null],
]);
const tagsOf = (sought: Partial<Sought>) =>
	searchCases(CASES.rows, CASES.all, { ...ANYTHING, ...sought }, NOW).map(({ caseTag }) => caseTag.slice(0, 4));

test.each<[string, Partial<Sought>, readonly string[]]>([
	["nothing sought is everything", {}, ["aaaa", "bbbb", "dddd", "cccc"]],
	["every word must be there, anywhere, in any order", { text: "night  INSULIN" }, ["aaaa"]],
	["a part of a word is enough, and accents do not matter", { text: "cafe free" }, ["bbbb"]],
	["a unit is found by its name", { text: "kitchen" }, ["bbbb"]],
	["a reference is found, also of a case that was not opened", { text: "DDDD4444" }, ["dddd"]],
	["what nobody wrote is not found", { text: "insulin kitchen" }, []],
	["by urgency", { severity: "S1" }, ["aaaa"]],
	["waiting: something is due", { standing: "waiting" }, ["aaaa", "bbbb"]],
	["went up", { standing: "up" }, ["bbbb"]],
	["closed", { standing: "closed" }, ["cccc"]],
	["by age", { age: "week" }, ["aaaa"]],
	["within a quarter, and not within a month", { age: "quarter" }, ["bbbb"]],
	["older than that", { age: "older" }, ["cccc"]],
	["one place however it is spelled", { unit: "b7" }, ["aaaa", "cccc"]],
	["all at once", { text: "insulin", unit: "b7", standing: "closed" }, ["cccc"]],
])("%s", (_what, sought, found) => {
	expect(tagsOf(sought)).toEqual(found);
});

test("units to choose from are those that were named, each once", () => {
	expect(unitsOf(CASES.all)).toEqual([
		{ key: "kitchen", name: "Kitchen" },
		{ key: "b7", name: "Ward B7" },
	]);
	expect([isSearching(ANYTHING), isSearching({ ...ANYTHING, text: " , " }), isSearching({ ...ANYTHING, age: "week" })]).toEqual([
		false,
		false,
		true,
	]);
});

test("a thousand cases are searched, and nothing of it is sent or kept anywhere", () => {
	const words = "the rota of this ward had one nurse for twenty four beds and nobody came when we called for help ".repeat(20);
	const many = world(
		Array.from({ length: 1_000 }, (_, index) => {
			const tag = index.toString(16).padStart(64, "0");
			return [row(tag), listed(tag as CaseTag, { text: `${words} ${index === 999 ? "needle" : ""}`, unit: `Ward ${index % 40}` })] as const;
		}),
	);
	const reached = vi.fn();
	for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "localStorage", "sessionStorage", "indexedDB", "history", "navigator"])
		vi.stubGlobal(name, new Proxy(() => undefined, { get: reached, set: reached, apply: reached, construct: reached }));
	const found = searchCases(many.rows, many.all, { ...ANYTHING, text: "nurse needle", standing: "waiting" }, NOW);
	vi.unstubAllGlobals();
	expect(found).toHaveLength(1);
	expect(reached).not.toHaveBeenCalled();
});
