import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { NOON, storeOf } from "./deps.fixture.ts";
import { startHousekeeping } from "./housekeeping.ts";

function keeping(forget: (now: Instant) => Promise<void>) {
	const lines: object[] = [];
	const say = (line: object) => void lines.push(line);
	return { lines, loop: startHousekeeping({ store: storeOf({ forget }), journal: { info: say, warn: say }, now: () => NOON }) };
}

test("what has expired by now is forgotten at the start, and once", async () => {
	const asked: string[] = [];
	const { loop, lines } = keeping(async (now) => void asked.push(now));
	await new Promise((resolve) => setTimeout(resolve, 10));
	await loop.stop();
	expect([asked, lines]).toEqual([[NOON], []]);
});

test("what could not be forgotten is told without its message, and tried again", async () => {
	let tries = 0;
	const { loop, lines } = keeping(async () => {
		tries += 1;
		if (tries === 1) throw new Error("SECRET");
	});
	await expect.poll(() => lines.length).toBe(2);
	await loop.stop();
	expect(lines).toMatchObject([
		{ part: "housekeeping", failing: { error: "Error" } },
		{ part: "housekeeping", recovered: true },
	]);
	expect(JSON.stringify(lines)).not.toContain("SECRET");
});
