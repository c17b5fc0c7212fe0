import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { firstAnswers, openByAge } from "./charts.ts";
import { listed } from "./listed.fixture.ts";

const NOW = "2026-11-26T10:00:00Z" as Instant;
const on = (date: string) => `${date}T10:00:00Z` as Instant;

test("open cases are counted by age, with those that went up; closed ones are not", () => {
	const all = [
		listed("a", { raisedAt: on("2026-11-26") }),
		listed("b", { raisedAt: on("2026-11-19"), reached: 1 }),
		listed("c", { raisedAt: on("2026-11-18") }),
		listed("d", { raisedAt: on("2026-01-18"), reached: 4 }),
		listed("e", { raisedAt: on("2026-01-18"), closedAt: NOW }),
	];
	expect(openByAge(all, NOW)).toEqual([
		{ age: "week", open: 2, up: 1 },
		{ age: "month", open: 1, up: 0 },
		{ age: "quarter", open: 0, up: 0 },
		{ age: "older", open: 1, up: 1 },
	]);
});

test("first answers stand in the order of the concerns, with the median of all and those that have none", () => {
	const answered = (tag: string, date: string, hours: number) =>
		listed(tag, { raisedAt: on(date), answeredAt: Temporal.Instant.from(on(date)).add({ hours }).toString() as Instant });
	const all = [answered("a", "2026-11-03", 1), answered("b", "2026-11-01", 5), answered("c", "2026-11-02", 3), listed("d")];
	expect(firstAnswers(all)).toMatchObject({ medianSeconds: 3 * 3_600, unanswered: 1 });
	expect(firstAnswers(all).points.map(({ seconds }) => seconds / 3_600)).toEqual([5, 3, 1]);
	expect(firstAnswers(all.slice(0, 2)).medianSeconds).toBe(3 * 3_600);
	expect(firstAnswers([])).toEqual({ points: [], medianSeconds: null, unanswered: 0 });
	const many = Array.from({ length: 40 }, (_, index) => answered(`m${index}`, "2026-11-04", index));
	expect(firstAnswers(many)).toMatchObject({ medianSeconds: 19.5 * 3_600 });
	expect(firstAnswers(many).points).toHaveLength(30);
});
