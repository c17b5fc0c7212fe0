import { expect, test } from "vitest";
import { chanceOf } from "./chance.ts";
import { drawSchedule, type FaultKind, PAST_THE_LOCK_MS } from "./schedule.ts";

const OPTIONS = { lastMs: 95_000, workers: 3, hasRedis: true };
const EVERY_KIND: readonly FaultKind[] = [
	...(["api-killed", "api-paused", "database-killed", "redis-flushed", "redis-killed", "releaser-killed"] as const),
	...(["releaser-paused", "session-killed", "worker-killed", "worker-paused", "workers-killed", "workers-paused"] as const),
];
const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

function scheduleOf(seed: number) {
	return drawSchedule(chanceOf(seed, "faults"), OPTIONS);
}

test("the same seed gives the same schedule, another seed another", () => {
	expect(scheduleOf(7)).toEqual(scheduleOf(7));
	expect(scheduleOf(7)).not.toEqual(scheduleOf(8));
});

test("the quick form has every kind of fault, whatever the seed", () => {
	for (const seed of SEEDS) expect([...new Set(scheduleOf(seed).map(({ fault }) => fault.kind))].sort()).toEqual(EVERY_KIND);
});

test("a worker is paused for longer than its queue's lock is good for", () => {
	for (const seed of SEEDS) {
		for (const { fault } of scheduleOf(seed))
			if (fault.kind === "worker-paused") expect(fault.forMs).toBeGreaterThanOrEqual(PAST_THE_LOCK_MS);
	}
});

test("no child is killed five times within a minute, at which the start script would give it up", () => {
	const deaths: Readonly<Record<string, readonly FaultKind[]>> = {
		api: ["api-killed"],
		worker: ["worker-killed", "workers-killed"],
		releaser: ["releaser-killed"],
	};
	for (const seed of SEEDS) {
		const schedule = scheduleOf(seed);
		for (const kinds of Object.values(deaths)) {
			const times = schedule.filter(({ fault }) => kinds.includes(fault.kind)).map(({ atMs }) => atMs);
			for (const [place, atMs] of times.entries()) expect((times[place + 4] ?? Number.POSITIVE_INFINITY) - atMs).toBeGreaterThan(60_000);
		}
	}
});

test("without a Redis nothing is planned for one", () => {
	const kinds = drawSchedule(chanceOf(1, "faults"), { ...OPTIONS, hasRedis: false }).map(({ fault }) => fault.kind);
	expect(kinds.filter((kind) => kind.startsWith("redis"))).toEqual([]);
});
