import { randomUUID } from "node:crypto";
import { now, nowMs, random } from "@answerable/process/machine";
import { layCable } from "@answerable/store/cable.fixture";
import { connect } from "@answerable/store/connect";
import { isAway } from "@answerable/store/fault";
import { readHeartbeats } from "@answerable/store/heartbeat";
import { readCheckpoint } from "@answerable/store/log-store";
import { eventsOf, makeWorld, secondsAfter, type World } from "@answerable/store/world.fixture";
import { Redis } from "ioredis";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from "vitest";
import { type AlarmClock, bellName } from "./bell.ts";
import { newBellHanger } from "./bell-ringing.ts";
import { heldWorker, raised, rungsOf, storyOf } from "./case.fixture.ts";
import { openAlarmClock } from "./queue.ts";
import { migrateQueue } from "./queue-migrate.ts";
import { startWorker, type WorkerDeps } from "./running.ts";
import { sweep } from "./sweep.ts";

const MANY = 10_000_000;
/** How late a machine that does much else may make a bell; what a quiet one does is measured by `npm run bench`. */
const LATE_SECONDS = 20;
/** The suite's own keys in a Redis that others may use too. */
const PREFIX = `suite-${randomUUID()}`;
const REDIS_URL = process.env.REDIS_URL ?? "redis://127.0.0.1:6379";
const hasRedis = await answers(REDIS_URL);
if (!hasRedis)
	process.stderr.write(`\n  LEFT OUT: the worker on Redis, since none answers at ${REDIS_URL}. Start one, or set REDIS_URL.\n\n`);

type Backend = { readonly name: "PostgreSQL" | "Redis"; readonly redisUrl: string | null };
const BACKENDS: readonly Backend[] = [
	{ name: "PostgreSQL", redisUrl: null },
	{ name: "Redis", redisUrl: REDIS_URL },
];

async function answers(url: string): Promise<boolean> {
	const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
	redis.on("error", () => undefined);
	const isThere = await redis.connect().then(
		() => true,
		() => false,
	);
	redis.disconnect();
	return isThere;
}

let world: World;
let owner: postgres.Sql;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
	await migrateQueue(world.suite.ownerUrl, "answerable_worker");
	await migrateQueue(world.suite.ownerUrl, "answerable_worker");
	owner = postgres(world.suite.ownerUrl, { max: 1, onnotice: () => undefined });
});

afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
	await owner`delete from bullmq.job`;
	await forgetKeys();
});

/** Flushes this suite's part of Redis. */
async function forgetKeys(): Promise<void> {
	if (!hasRedis) return;
	const redis = new Redis(REDIS_URL);
	const keys = await redis.keys(`${PREFIX}:*`);
	if (keys.length > 0) await redis.del(keys);
	await redis.quit();
}

afterAll(async () => {
	await owner.end();
	await world.close();
});

/** A worker as `main.ts` makes it, on connections of its own. */
async function working({ redisUrl }: Pick<Backend, "redisUrl">, over: Partial<WorkerDeps> = {}, databaseUrl = world.suite.urls.worker) {
	const lines: object[] = [];
	const sent: string[] = [];
	const db = connect(databaseUrl, { max: 4, applicationName: "suite-worker-process" });
	const journal = { info: (line: object) => void lines.push(line), warn: (line: object) => void lines.push(line) };
	const stop = await startWorker({
		store: { ...world.worker, db },
		now,
		nowMs,
		random,
		epochSeconds: 2,
		pollMs: 2_000,
		signLog: world.signLog,
		openClock: (ringing) => openAlarmClock({ databaseUrl, redisUrl, prefix: PREFIX, nowMs, ...ringing }),
		patience: { isAway, journal, stopping: new AbortController().signal },
		transport: async ({ role }) => void sent.push(role),
		alarms: { raise: (alarm) => void lines.push(alarm) },
		journal,
		...over,
	});
	const stopAll = async () => {
		await stop();
		await db.close();
	};
	stops.push(stopAll);
	return { lines, sent, stop: stopAll };
}

/** An alarm clock that hangs bells and never rings them. */
async function silentClock({ redisUrl }: Backend): Promise<AlarmClock> {
	const ringing = { onBell: () => {}, onFault: () => {} };
	const clock = await openAlarmClock({ databaseUrl: world.suite.urls.worker, redisUrl, prefix: PREFIX, nowMs, ...ringing });
	stops.push(clock.close);
	return clock;
}

/** Everything that a backend keeps of the bells that hang in it. */
async function kept({ redisUrl }: Backend): Promise<readonly { readonly id: string; readonly name: string; readonly data: unknown }[]> {
	if (redisUrl === null) {
		const rows = await owner<{ id: string; name: string; data: object }[]>`select id, name, data from bullmq.job order by id`;
		return rows.map(({ id, name, data }) => ({ id, name, data }));
	}
	const redis = new Redis(redisUrl);
	const keys = (await redis.keys(`${PREFIX}:wake:wake-*`)).sort();
	const jobs = await Promise.all(keys.map((key) => redis.hmget(key, "name", "data")));
	await redis.quit();
	return keys.map((key, at) => ({
		id: key.slice(`${PREFIX}:wake:`.length),
		name: jobs[at]?.[0] ?? "",
		data: JSON.parse(jobs[at]?.[1] ?? "null"),
	}));
}

async function empty({ redisUrl }: Backend): Promise<void> {
	if (redisUrl === null) await owner`delete from bullmq.job`;
	else await forgetKeys();
}

/** Redis may be missing on the machine; that was said loudly above. */
function testUnlessMissing({ redisUrl }: Backend) {
	return test.skipIf(redisUrl !== null && !hasRedis);
}

describe.each(BACKENDS)("a worker at work, its bells in $name", (backend) => {
	const it = testUnlessMissing(backend);

	it("climbs the ladder by its bells, without a poll, and publishes and delivers as it goes", async () => {
		const { sent, lines } = await working(backend, { pollMs: MANY });
		const t0 = now();
		const { caseTag } = await raised(world, { now: t0 });
		await expect.poll(async () => (await rungsOf(world, caseTag)).length).toBeGreaterThanOrEqual(2);
		for (const [, firedAt, scheduled] of await rungsOf(world, caseTag)) expect(firedAt <= secondsAfter(scheduled, LATE_SECONDS)).toBe(true);
		await expect.poll(async () => (await owner`select from answerable.pending_leaf`).length).toBe(0);
		await expect.poll(() => [...new Set(sent)]).toEqual(expect.arrayContaining(["guardian", "deputy_guardian", "exec_lead"]));
		expect(lines).toEqual([]);
	});

	it("keeps time by its poll alone when every bell is lost", async () => {
		const dumb: AlarmClock = { backend: "postgres", set: async () => {}, count: async () => 1, close: async () => {} };
		await working(backend, { pollMs: 500, openClock: async () => dumb });
		const t0 = now();
		const { caseTag } = await raised(world, { now: t0 });
		await expect.poll(async () => (await rungsOf(world, caseTag)).length).toBeGreaterThanOrEqual(1);
		const [[, firedAt, scheduled] = [0, t0, t0]] = await rungsOf(world, caseTag);
		expect(firedAt <= secondsAfter(scheduled, LATE_SECONDS)).toBe(true);
	});

	it("says that it lives, and that its queue does", async () => {
		await working(backend);
		await expect.poll(async () => readHeartbeats(world.worker.db)).toMatchObject([{ process: "worker", detail: { queue: "up" } }]);
	});

	it("recovers by itself when the database ends every connection, and loses nothing", async () => {
		const { lines } = await working(backend, { pollMs: 1_000 });
		const { caseTag } = await raised(world, { now: now() });
		for (let count = 0; count < 3; count += 1) {
			await new Promise((resolve) => setTimeout(resolve, 1_500));
			await owner`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'answerable_worker' and datname = current_database()`;
		}
		await expect.poll(async () => (await rungsOf(world, caseTag)).map(([rung]) => rung).slice(0, 2)).toEqual([1, 2]);
		expect(JSON.stringify(lines)).not.toContain(caseTag);
		const before = (await readCheckpoint(world.worker.db))?.number ?? 0;
		await expect.poll(async () => (await readCheckpoint(world.worker.db))?.number ?? 0).toBeGreaterThan(before);
	});

	it("starts once the database is there that went away at its start", async () => {
		const cable = await layCable(world.suite.urls.worker);
		await cable.cut();
		const starting = working(backend, { pollMs: MANY }, cable.url(world.suite.urls.worker));
		setTimeout(() => void cable.mend(), 1_500);
		const { lines } = await starting;
		const waiting = { waiting: "the database does not answer (ECONNREFUSED)" };
		expect(lines.slice(0, 2)).toEqual(expect.arrayContaining([waiting]));
		const { caseTag } = await raised(world, { now: now() });
		await expect.poll(async () => (await rungsOf(world, caseTag)).length).toBeGreaterThanOrEqual(1);
		stops.push(cable.cut);
	});

	it("stops when told and leaves nothing half done", async () => {
		const { stop } = await working(backend);
		const { caseTag } = await raised(world, { now: now() });
		await expect.poll(async () => storyOf(await eventsOf(world, caseTag)).length).toBeGreaterThanOrEqual(2);
		await stop();
		stops.splice(0);
		// PostgreSQL's own processes need a moment to notice that their client is gone.
		const left = () =>
			owner`select from pg_stat_activity where application_name in ('suite-worker-process', 'answerable-queue') and datname = current_database()`;
		await expect.poll(async () => (await left()).length).toBe(0);
	});
});

describe.each(BACKENDS)("bells in $name", (backend) => {
	const it = testUnlessMissing(backend);

	it("hang once for an instant, however many cases wake then, and again when the queue lost them", async () => {
		const t0 = secondsAfter(now(), 1_000_000);
		for (let count = 0; count < 3; count += 1) await raised(world, { now: t0 });
		await sweep(heldWorker(world, { now: t0 }), () => false);
		const clock = await silentClock(backend);
		const hang = newBellHanger({ db: world.worker.db, clock, now: () => secondsAfter(t0, 1) });
		await hang();
		const hung = await kept(backend);
		expect(hung.map(({ id }) => id)).toContain(bellName(secondsAfter(t0, 4)));
		expect(new Set(hung.map(({ id }) => id)).size).toBe(hung.length);
		await hang();
		expect(await kept(backend)).toEqual(hung);
		await empty(backend);
		await hang();
		expect(await kept(backend)).toEqual(hung);
	});

	it("carry nothing but an instant: no case, no organisation", async () => {
		const clock = await silentClock(backend);
		const t0 = secondsAfter(now(), 2_000_000);
		await raised(world, { now: t0 });
		await sweep(heldWorker(world, { now: t0 }), () => false);
		await newBellHanger({ db: world.worker.db, clock, now: () => secondsAfter(t0, 1) })();
		const bells = await kept(backend);
		expect(bells.length).toBeGreaterThan(0);
		for (const { id, name, data } of bells) expect([/^wake-\d+$/.test(id), name, data]).toEqual([true, "wake", {}]);
	});
});

describe("without its Redis", () => {
	const nowhere = { redisUrl: "redis://127.0.0.1:1" };

	it("a worker starts, keeps time by its poll, says that its queue is down, and stops", async () => {
		const { stop } = await working(nowhere, { pollMs: 500 });
		const { caseTag } = await raised(world, { now: now() });
		await expect.poll(async () => (await rungsOf(world, caseTag)).length).toBeGreaterThanOrEqual(1);
		await expect.poll(async () => readHeartbeats(world.worker.db)).toMatchObject([{ process: "worker", detail: { queue: "down" } }]);
		await stop();
		stops.splice(0);
	});
});

describe("the worker's role", () => {
	it("owns nothing of the queue and can create nothing in it", async () => {
		const sql = postgres(world.suite.urls.worker, { max: 1, onnotice: () => undefined });
		await expect(sql`create table bullmq.mine (id int)`).rejects.toThrow("permission denied");
		await expect(sql`update bullmq.migration set name = 'x'`).rejects.toThrow("permission denied");
		await expect(sql`drop table bullmq.job`).rejects.toThrow("must be owner");
		await sql.end();
	});
});
