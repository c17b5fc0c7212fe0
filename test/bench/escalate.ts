/** Escalations a second by a real worker on either queue, against jobs on the same queue that only insert the same bytes. */
import { sql } from "kysely";
import { migrateQueue } from "../../apps/worker/src/queue-migrate.ts";
import { bringUpToDate, sweep } from "../../apps/worker/src/sweep.ts";
import { atOnce, type Backstage, openBackstage, raiseAt, startWorkerProcess, stopProcess } from "./backstage.ts";
import { runLoad } from "./load.ts";
import { databaseMs, processorMs } from "./processor.ts";
import type { Measurement, Outcome, Row, Scene } from "./scene.ts";
import { at, later, present, sleepUntil } from "./time.ts";
import { foundTown, MEASURED_DUE_SECONDS, type Town } from "./town.ts";

const CASES = { quick: 200, usual: 2_000, full: 5_000 } as const;
/** Jobs are many, so that what starts slowly (the code, the queue) does not show. */
const JOBS = { quick: 1_000, usual: 4_000, full: 10_000 } as const;
/** Concurrency of the jobs: the best of these counts. The worker has one concurrency, its own. */
const JOBS_AT_ONCE = { quick: [8, 32], usual: [2, 8, 32], full: [2, 8, 32] } as const;
/** How long it takes to make cases ready and to start a worker: longer on a machine that is busy, so twice as long is tried. */
const READY_SECONDS = { quick: 6, usual: 25, full: 60 } as const;
const MOST_TRIES = 5;
const BACKENDS = ["postgres", "redis"] as const;

export const escalateMeasurement: Measurement = {
	name: "escalate",
	run: async (scene) => {
		const backstage = await openBackstage(scene.stage);
		const town = await foundTown(scene.stage, scene.owner, "measured", present());
		const outcomes: Outcome[] = [];
		// The stage's own worker must not do what ours is measured doing.
		scene.stage.pause("worker");
		try {
			await migrateQueue(scene.stage.ownerUrl(), "answerable_worker");
			for (const backend of BACKENDS) outcomes.push(await measureBackend({ scene, backstage, town }, backend));
			outcomes.push(await measureNothing({ scene, backstage, town }));
		} finally {
			scene.stage.resume("worker");
			await backstage.close();
		}
		return { rows: outcomes.flatMap(({ rows }) => rows), figures: Object.assign({}, ...outcomes.map(({ figures }) => figures)) };
	},
};

type Setting = { readonly scene: Scene; readonly backstage: Backstage; readonly town: Town };

async function measureBackend(setting: Setting, backend: (typeof BACKENDS)[number]): Promise<Outcome> {
	const { scene } = setting;
	const redisUrl = backend === "redis" ? scene.redisUrl : null;
	if (backend === "redis" && redisUrl === null) {
		scene.say("LEFT OUT: the queue on Redis, since none could be started here");
		return { rows: [], figures: { "escalate.redis.ratio": null } };
	}
	const climbed = await climb(setting, redisUrl);
	const jobs = await bareJobs(scene, redisUrl, climbed.bytes);
	const { perSecond, lateMs, workerMs, databaseMs: insideMs } = climbed;
	const rows: Row[] = [
		{ what: `escalations on ${backend}`, figure: `${perSecond.toFixed(0)}/s, the first ${lateMs} ms after it was due` },
		{ what: "  processor time of each", figure: `worker ${workerMs.toFixed(2)} ms, PostgreSQL ${insideMs.toFixed(2)} ms` },
		{ what: `bare jobs on ${backend}, ${climbed.bytes} bytes each`, figure: `${jobs.perSecond.toFixed(0)}/s, ${jobs.clients} at once` },
		{ what: "  processor time of each", figure: `PostgreSQL ${jobs.databaseMs.toFixed(2)} ms` },
	];
	for (const { what, figure } of rows) scene.say(`${what}: ${figure}`);
	const figures = { perSecond, ratio: perSecond / jobs.perSecond, barePerSecond: jobs.perSecond, workerMs, databaseMs: insideMs };
	return { rows, figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [`escalate.${backend}.${name}`, value])) };
}

type Climbed = {
	readonly perSecond: number;
	readonly lateMs: number;
	readonly bytes: number;
	/** Processor time for each escalation. */
	readonly workerMs: number;
	readonly databaseMs: number;
};

/** Cases that all fall due at one instant, a worker that waits for it, and nothing left to do before. */
async function climb(setting: Setting, redisUrl: string | null): Promise<Climbed> {
	const { scene, backstage, town } = setting;
	const count = CASES[scene.extent];
	for (let trial = 0; trial < MOST_TRIES; trial += 1) {
		const due = later(present(), READY_SECONDS[scene.extent] * 2 ** trial);
		const now = later(due, -MEASURED_DUE_SECONDS);
		const tags = await raiseAt(backstage, { template: scene.template, from: scene.town, to: town, count, now });
		await sweep({ store: backstage.worker, now: () => later(due, -1), alarms: { raise: () => undefined } }, () => false);
		const worker = await startWorkerProcess(scene.stage, backstage.urls, redisUrl);
		try {
			if (present() < later(due, -1)) return await watch(setting, { worker: worker.pid ?? 0, tags, due });
			scene.say("the machine is busy: the cases fell due before a worker waited for them, so others are made ready");
			await sweep({ store: backstage.worker, now: present, alarms: { raise: () => undefined } }, () => false);
		} finally {
			await stopProcess(worker);
		}
	}
	throw new Error("This machine is too busy to make cases ready before they fall due.");
}

type Watched = { readonly worker: number; readonly tags: readonly string[]; readonly due: string };

/** From the instant at which all fell due until the last was escalated. */
async function watch({ scene }: Setting, { worker, tags, due }: Watched): Promise<Climbed> {
	const postmaster = scene.stage.pid("database");
	await sleepUntil(due as Parameters<typeof sleepUntil>[0]);
	const [workerBefore, databaseBefore] = [processorMs(worker), databaseMs(postmaster)];
	let lateMs: number | null = null;
	for (let left = tags.length; left > 0; ) {
		left = await countLeft(scene, due);
		if (left < tags.length) lateMs ??= Date.now() - Date.parse(due);
		if (left > 0) await new Promise((resume) => setTimeout(resume, 20));
	}
	const tookMs = Date.now() - Date.parse(due);
	return {
		perSecond: (tags.length / tookMs) * 1_000,
		lateMs: lateMs ?? tookMs,
		bytes: await escalatedBytes(scene, at(tags, 0)),
		workerMs: (processorMs(worker) - workerBefore) / tags.length,
		databaseMs: (databaseMs(postmaster) - databaseBefore) / tags.length,
	};
}

/** Cases that have not been looked at since this due: found in the index by their wake, so that looking costs next to nothing. */
async function countLeft({ owner }: Scene, due: string): Promise<number> {
	const { rows } = await sql<{ count: number }>`select count(*) from case_file where wake_at = ${due}::timestamptz`.execute(owner.query);
	return rows[0]?.count ?? 0;
}

/** What one escalation adds to the tables. */
async function escalatedBytes({ owner }: Scene, caseTag: string): Promise<number> {
	const { rows } = await sql<{ bytes: number }>`
		select (octet_length(body::text) + 64 + 2 * 128 + 3 * 80)::integer as bytes from event
		where case_tag = decode(${caseTag}, 'hex') order by sequence desc limit 1`.execute(owner.query);
	return rows[0]?.bytes ?? 0;
}

type Bare = { readonly perSecond: number; readonly clients: number; readonly databaseMs: number };

async function bareJobs(scene: Scene, redisUrl: string | null, sizeBytes: number): Promise<Bare> {
	const { stage, extent } = scene;
	const postmaster = stage.pid("database");
	const runs: Bare[] = [];
	for (const clients of JOBS_AT_ONCE[extent]) {
		const before = databaseMs(postmaster);
		const load = { kind: "jobs" as const, databaseUrl: stage.ownerUrl(), redisUrl, sizeBytes, clients, count: JOBS[extent] };
		const { jobs } = await runLoad(load);
		runs.push({ perSecond: jobs?.perSecond ?? 0, clients, databaseMs: (databaseMs(postmaster) - before) / JOBS[extent] });
	}
	return runs.reduce((best, run) => (run.perSecond > best.perSecond ? run : best));
}

/** How fast a worker finds that nothing is due: what a bell that rings for nothing costs. */
async function measureNothing({ scene, backstage, town }: Setting): Promise<Outcome> {
	const { rows: found } = await sql<{ tag: string }>`
		select encode(case_tag, 'hex') as tag from case_file where organisation = ${town.id} limit 200`.execute(scene.owner.query);
	const deps = { store: backstage.worker, now: present, alarms: { raise: () => undefined } };
	const began = performance.now();
	await atOnce(4, found.length, async (index) => void (await bringUpToDate(deps, at(found, index).tag as never)));
	const perSecond = (found.length / (performance.now() - began)) * 1_000;
	const rows = [{ what: "cases looked at for nothing, one at a time", figure: `${perSecond.toFixed(0)}/s` }];
	return { rows, figures: { "escalate.noop.perSecond": perSecond } };
}
