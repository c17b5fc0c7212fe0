/** The sweep over many live clocks, and the bells hung again after a queue was lost. */
import { sql } from "kysely";
import { newBellHanger } from "../../apps/worker/src/bell-ringing.ts";
import { openAlarmClock } from "../../apps/worker/src/queue.ts";
import { migrateQueue } from "../../apps/worker/src/queue-migrate.ts";
import { sweep } from "../../apps/worker/src/sweep.ts";
import { openBackstage, raiseAt } from "./backstage.ts";
import { fillCases } from "./fill.ts";
import { medianMs } from "./measure.ts";
import type { Measurement, Row, Scene } from "./scene.ts";
import { later, present } from "./time.ts";
import { foundTown } from "./town.ts";

const CLOCKS = { quick: 20_000, usual: 100_000, full: 100_000 } as const;
const WAKES = { quick: 22_000, usual: 350_000, full: 350_000 } as const;
const DUE = { quick: 100, usual: 1_000, full: 1_000 } as const;

export const sweepMeasurement: Measurement = {
	name: "sweep",
	run: async (scene) => {
		const { stage, owner, extent, say } = scene;
		const backstage = await openBackstage(stage);
		const town = await foundTown(stage, owner, "measured", present());
		stage.pause("worker");
		try {
			// Each wakes at a second of its own, from an hour ahead: the worst case for the bells.
			await fillCases(owner, { town, until: CLOCKS[extent], wakesFrom: later(present(), 3_000) });
			const deps = { store: backstage.worker, now: present, alarms: { raise: () => undefined } };
			const noneDueMs = await medianMs(15, () => sweep(deps, () => false));
			say(`sweep over ${CLOCKS[extent]} clocks, none due: ${noneDueMs.toFixed(1)} ms`);
			const idle = await plan(scene);
			await raiseAt(backstage, { template: scene.template, from: scene.town, to: town, count: DUE[extent], now: later(present(), -5) });
			const busy = await plan(scene);
			const began = performance.now();
			await sweep(deps, () => false);
			const dueMs = performance.now() - began;
			say(`sweep over ${CLOCKS[extent]} clocks, ${DUE[extent]} due: ${dueMs.toFixed(0)} ms`);
			await fillCases(owner, { town, until: WAKES[extent], wakesFrom: later(present(), 60) });
			const rebuilt = await rebuild(scene, backstage.urls.worker);
			const rows: Row[] = [
				{ what: `sweep over ${CLOCKS[extent]} clocks, none due`, figure: `${noneDueMs.toFixed(1)} ms` },
				...idle,
				{ what: `sweep over ${CLOCKS[extent]} clocks, ${DUE[extent]} due`, figure: `${dueMs.toFixed(0)} ms` },
				...busy,
				...rebuilt.rows,
			];
			return { rows, figures: { "sweep.noneDueMs": noneDueMs, "sweep.dueMs": dueMs, ...rebuilt.figures } };
		} finally {
			stage.resume("worker");
			await backstage.close();
		}
	},
};

/** Loses the queue and hangs its bells again, on each backend. */
async function rebuild(scene: Scene, databaseUrl: string): Promise<{ readonly rows: Row[]; readonly figures: Record<string, number> }> {
	const rows: Row[] = [];
	const figures: Record<string, number> = {};
	await migrateQueue(scene.stage.ownerUrl(), "answerable_worker");
	for (const redisUrl of [null, ...(scene.redisUrl === null ? [] : [scene.redisUrl])]) {
		const backend = redisUrl === null ? "postgres" : "redis";
		await sql`delete from bullmq.job`.execute(scene.owner.query);
		const ringing = { onBell: () => undefined, onFault: () => undefined };
		const clock = await openAlarmClock({ databaseUrl, redisUrl, prefix: "rebuilt", nowMs: Date.now, ...ringing });
		const backstage = await openBackstage(scene.stage);
		const began = performance.now();
		await newBellHanger({ db: backstage.worker.db, clock, now: present })();
		const seconds = (performance.now() - began) / 1_000;
		const hung = await clock.count();
		await clock.close();
		await backstage.close();
		const figure = `${seconds.toFixed(2)} s (${hung} bells within the hour)`;
		rows.push({ what: `wakes of ${WAKES[scene.extent]} cases rebuilt on ${backend}`, figure });
		scene.say(`wakes of ${WAKES[scene.extent]} cases rebuilt on ${backend}: ${figure}`);
		figures[`rebuild.${backend}Seconds`] = seconds;
	}
	figures["rebuild.seconds"] = Math.max(...Object.values(figures));
	return { rows, figures };
}

/** How PostgreSQL finds the first page of what is due, one step a row. */
async function plan({ owner }: Scene): Promise<Row[]> {
	const { rows } = await sql<{ "QUERY PLAN": string }>`
		explain (analyze, costs off, timing off, summary off, buffers off) select case_tag, wake_at from case_file
		where wake_at <= ${present()}::timestamptz and visible_at <= ${present()}::timestamptz order by wake_at, case_tag limit 200`.execute(
		owner.query,
	);
	return rows.map((row) => ({ what: "  its plan", figure: row["QUERY PLAN"].trimEnd() }));
}
