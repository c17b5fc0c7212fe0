import type { CaseEvent } from "@answerable/types/event";
import { expect, test } from "vitest";
import { isNews, lastNews, linesOf } from "./news.ts";

const event = (sequence: number, kind: string) => ({ sequence, happening: { kind } }) as unknown as CaseEvent;

test("that somebody opened a case is no news; whatever else happened is", () => {
	expect(isNews(event(3, "viewed"))).toBe(false);
	expect(["letter", "escalated", "warned", "closed"].map((kind) => isNews(event(3, kind)))).toEqual([true, true, true, true]);
});

test("the last news is the last event that is more than a reading", () => {
	expect(lastNews([event(0, "raised"), event(1, "routed"), event(2, "letter"), event(3, "viewed")])).toBe(2);
	expect(lastNews([])).toBe(0);
});

test("two lists are compared without their order, by every tenure, tag and event", () => {
	const rows = [
		{ tenure: "b", caseTag: "02", news: 1 },
		{ tenure: "a", caseTag: "10", news: 12 },
		{ tenure: "a", caseTag: "02", news: 3 },
	];
	expect(linesOf(rows)).toBe("a 02 3\na 10 12\nb 02 1\n");
	expect(linesOf(rows.toReversed())).toBe(linesOf(rows));
	expect(linesOf([])).toBe("");
});
