import type { InboxRow } from "@answerable/types/desk";
import type { Instant } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { inboxRow } from "./listed.fixture.ts";
import { titleOf } from "./title.ts";
import { sortToday, timeLeft } from "./today.ts";

const NOW = "2026-11-26T10:00:00Z" as Instant;

function row(tag: string, due: string | null, more: Partial<InboxRow> = {}): InboxRow {
	return inboxRow(tag, { next: due === null ? null : { clock: "acknowledgement", round: 1, opens: NOW, due: due as Instant }, ...more });
}

describe("today", () => {
	test("puts the earliest due first, what is late before what is not, and counts the rest", () => {
		const today = sortToday(
			[
				row("later", "2026-12-24T10:00:00Z"),
				row("soon", "2026-11-27T10:00:00Z"),
				row("late", "2026-11-26T09:59:59Z"),
				row("later than late", "2026-11-25T09:59:59Z"),
				row("closed", "2026-11-25T09:59:59Z", { closed: true }),
				row("quiet", null),
				row("sooner", "2026-11-26T10:00:00Z"),
			],
			NOW,
		);
		const tags = Object.fromEntries(Object.entries(today).map(([pile, rows]) => [pile, rows.map(({ caseTag }) => caseTag)]));
		expect(tags).toEqual({
			late: ["later than late", "late"],
			soon: ["sooner", "soon"],
			later: ["later"],
			quiet: ["quiet"],
			closed: ["closed"],
		});
	});

	test("shows a case once to somebody with two roles: where they see most, and from the lowest rung", () => {
		const twice = [row("one", null, { sight: "existence", rung: 1 }), row("one", null, { rung: 3 }), row("one", null, { rung: 2 })];
		for (const rows of [twice, twice.toReversed()]) expect(sortToday(rows, NOW).quiet).toMatchObject([{ sight: "content", rung: 2 }]);
	});

	test("puts the more urgent of two that are due at once first, whatever order they came in", () => {
		const rows = [
			row("b", "2026-11-27T10:00:00Z"),
			row("a", "2026-11-27T10:00:00Z", { severity: "S3" }),
			row("c", "2026-11-27T10:00:00Z", { severity: "S1" }),
		];
		for (const order of [rows, rows.toReversed()])
			expect(sortToday(order, NOW).soon.map(({ caseTag }) => caseTag)).toEqual(["c", "b", "a"]);
	});
});

describe("time left", () => {
	test.each([
		["2026-11-26T10:00:00Z", false, [["seconds", 0]]],
		["2026-11-26T10:00:41Z", false, [["seconds", 41]]],
		[
			"2026-11-26T10:02:05Z",
			false,
			[
				["minutes", 2],
				["seconds", 5],
			],
		],
		["2026-11-26T10:12:05Z", false, [["minutes", 12]]],
		[
			"2026-11-26T13:20:59Z",
			false,
			[
				["hours", 3],
				["minutes", 20],
			],
		],
		["2026-11-26T13:00:59Z", false, [["hours", 3]]],
		[
			"2026-11-29T12:59:00Z",
			false,
			[
				["days", 3],
				["hours", 2],
			],
		],
		["2026-12-26T12:59:00Z", false, [["days", 30]]],
		["2026-11-26T09:59:59Z", true, [["seconds", 1]]],
		[
			"2026-11-24T08:00:00Z",
			true,
			[
				["days", 2],
				["hours", 2],
			],
		],
	] as const)("until %s is said in at most two units", (due, isLate, parts) => {
		expect(timeLeft(due as Instant, NOW)).toEqual({ isLate, parts });
	});
});

describe("the title of a concern", () => {
	test("is its first line, cut at a word and never within a character", () => {
		expect(titleOf("  Two falls.\nAnd more.")).toBe("Two falls.");
		expect(titleOf("\u200b\u2060\n \u202e\nTwo falls.")).toBe("Two falls.");
		expect(titleOf("\u200b\n\ufeff ")).toBe("");
		const long = `${"word ".repeat(16)}👍👍👍👍👍👍👍👍👍👍👍👍 end`;
		expect(titleOf(long)).toBe(`${"word ".repeat(16).trim()} …`);
		expect(titleOf("👍".repeat(100))).toBe(`${"👍".repeat(90)} …`);
	});
});
