import { describe, expect, test } from "vitest";
import { type Asking, keepAsking, type Seen } from "./keep-asking.ts";

/** A page that nobody sees, and a clock that the test moves. */
function asking(first: Asking["first"] = "at-once") {
	let now = 0;
	let isVisible = true;
	let turn: (() => void) | null = null;
	let last = 0;
	const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
	const asked: number[] = [];
	let answer: (came: boolean) => void = () => undefined;
	const seen: Seen = {
		isVisible: () => isVisible,
		addEventListener: (_, listener) => {
			turn = listener;
		},
		removeEventListener: () => {
			turn = null;
		},
		setTimeout: (callback, ms) => {
			last += 1;
			timers.set(last, { at: now + ms, callback });
			return last;
		},
		clearTimeout: (timer) => void timers.delete(timer),
	};
	const ask = () => {
		asked.push(now);
		return new Promise<boolean>((resolve) => {
			answer = resolve;
		});
	};
	const end = keepAsking(seen, { now: () => now, chance: () => 0.5, ask, first });
	const pass = async (ms: number): Promise<void> => {
		now += ms;
		for (const [timer, { at, callback }] of timers) {
			if (at > now) continue;
			timers.delete(timer);
			callback();
		}
		await Promise.resolve();
	};
	return {
		asked,
		end,
		pass,
		waits: () => timers.size,
		listens: () => turn !== null,
		answers: async (came: boolean) => {
			answer(came);
			for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
		},
		shows: (visible: boolean) => {
			isVisible = visible;
			turn?.();
		},
	};
}

describe("an open page asks", () => {
	test("at once and then every minute, one question at a time", async () => {
		const page = asking();
		await page.pass(0);
		await page.pass(600_000);
		expect(page.asked).toEqual([0]);
		await page.answers(true);
		await page.pass(59_999);
		expect(page.asked).toEqual([0]);
		await page.pass(1);
		expect(page.asked).toEqual([0, 660_000]);
	});

	test("first after a minute, where what it shows was read just now", async () => {
		const page = asking("later");
		await page.pass(59_999);
		expect(page.asked).toEqual([]);
		await page.pass(1);
		expect(page.asked).toEqual([60_000]);
	});

	test("never while nobody can see it, and at once when somebody can again", async () => {
		const page = asking();
		await page.pass(0);
		await page.answers(true);
		page.shows(false);
		expect(page.waits()).toBe(0);
		await page.pass(3_600_000);
		expect(page.asked).toEqual([0]);
		page.shows(true);
		await page.pass(0);
		expect(page.asked).toEqual([0, 3_600_000]);
	});

	test("no more often than every five seconds, however often somebody turns away and back", async () => {
		const page = asking();
		await page.pass(0);
		await page.answers(true);
		for (let turns = 0; turns < 10; turns += 1) {
			page.shows(false);
			page.shows(true);
			await page.pass(0);
		}
		expect(page.asked).toEqual([0]);
		await page.pass(5_000);
		expect(page.asked).toEqual([0, 5_000]);
	});

	test("not while its question is under way, nor after an answer that comes when nobody looks", async () => {
		const page = asking();
		await page.pass(0);
		page.shows(false);
		page.shows(true);
		expect(page.waits()).toBe(0);
		page.shows(false);
		await page.answers(true);
		expect(page.waits()).toBe(0);
	});

	test("ever more rarely while nothing comes back, and every minute again once something does", async () => {
		const page = asking();
		await page.pass(0);
		await page.answers(false);
		await page.pass(60_000);
		expect(page.asked).toHaveLength(1);
		await page.pass(60_000);
		expect(page.asked).toHaveLength(2);
		await page.answers(true);
		await page.pass(60_000);
		expect(page.asked).toHaveLength(3);
	});

	test("never once it has ended, also if an answer was on its way", async () => {
		const page = asking();
		await page.pass(0);
		page.end();
		await page.answers(true);
		page.shows(true);
		expect([page.waits(), page.listens()]).toEqual([0, false]);
	});
});
