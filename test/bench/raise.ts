/** Raises a second at 1 to 64 clients, against a bare insert of the same stored bytes in one row over the same driver. */
import { sql } from "kysely";
import { runLoad } from "./load.ts";
import type { Run } from "./measure.ts";
import { costOf, costText, type RequestCost } from "./request-cost.ts";
import type { Measurement, Row, Scene } from "./scene.ts";

const CLIENTS = [1, 2, 4, 8, 16, 64] as const;
/** What one run may take at the rate of the run before it, so that no number of clients is measured over a handful. */
const SECONDS = { quick: 0.5, usual: 4, full: 8 } as const;

export const raiseMeasurement: Measurement = {
	name: "raise",
	run: async (scene) => {
		const sizeBytes = await storedBytes(scene);
		const rows: Row[] = [{ what: "stored bytes of one raise", figure: String(sizeBytes) }];
		const { raises, bares, costs } = await climbClients(scene, sizeBytes);
		const at16 = costs.get(16) ?? { apiMs: 0, databaseMs: 0 };
		rows.push({ what: "raise, 16 clients", figure: costText(at16) });
		for (const [name, runs] of [["raise", raises] as const, ["bare insert of the same bytes", bares] as const]) {
			for (const [clients, run] of runs) rows.push({ what: `${name}, ${clients} clients`, figure: told(run) });
		}
		const best = bestOf(raises);
		const failures = [...raises.values()].reduce((sum, { failed }) => sum + failed, 0);
		return {
			rows,
			figures: {
				"raise.perSecond": best,
				"raise.ratio": best / bestOf(bares),
				"raise.barePerSecond": bestOf(bares),
				"raise.p95MsAt16": raises.get(16)?.p95Ms ?? 0,
				"raise.apiCpuMs": at16.apiMs,
				"raise.databaseCpuMs": at16.databaseMs,
				"concurrency.failures": failures,
				"concurrency.at64OverBest": (raises.get(64)?.perSecond ?? 0) / best,
			},
		};
	},
};

type Both = {
	readonly raises: ReadonlyMap<number, Run>;
	readonly bares: ReadonlyMap<number, Run>;
	readonly costs: ReadonlyMap<number, RequestCost>;
};

/** One number of clients after the other, both kinds side by side, so that whatever else the machine does troubles both. */
async function climbClients(scene: Scene, sizeBytes: number): Promise<Both> {
	const kinds = [
		{ name: "raise", runs: new Map<number, Run>(), load: (clients: number, count: number) => raiseLoad(scene, clients, count) },
		{
			name: "bare",
			runs: new Map<number, Run>(),
			load: (clients: number, count: number) => bareLoad(scene, { clients, count, sizeBytes }),
		},
	] as const;
	const rates = new Map<string, number>();
	const costs = new Map<number, RequestCost>();
	for (const { name, load } of kinds) {
		await load(8, 100);
		rates.set(name, (await load(2, 60)).perSecond);
	}
	for (const clients of CLIENTS) {
		for (const { name, runs, load } of kinds) {
			// How many are sent grows with the rate that was just seen.
			const count = Math.max(80, clients * 4, Math.round((rates.get(name) ?? 0) * SECONDS[scene.extent]));
			const { result: run, each } = await costOf(scene.stage, count, () => load(clients, count));
			runs.set(clients, run);
			rates.set(name, run.perSecond);
			if (name === "raise") costs.set(clients, each);
			scene.say(`${name} with ${clients} clients: ${told(run)}${name === "raise" ? `, ${costText(each)}` : ""}`);
		}
	}
	return { raises: kinds[0].runs, bares: kinds[1].runs, costs };
}

async function raiseLoad({ stage, template, workKey }: Scene, clients: number, count: number): Promise<Run> {
	const base64 = Buffer.from(template).toString("base64");
	const { raise } = await runLoad({ kind: "raise", origin: stage.origin, template: base64, workKey, clients, count });
	if (raise === undefined) throw new Error("The load told no figures.");
	return raise;
}

async function bareLoad({ stage }: Scene, bare: { clients: number; count: number; sizeBytes: number }): Promise<Run> {
	const { bare: run } = await runLoad({ kind: "bare", databaseUrl: stage.ownerUrl(), ...bare });
	if (run === undefined) throw new Error("The load told no figures.");
	return run;
}

/** Everything that is kept of one raise, as bytes of its columns, without what PostgreSQL adds. */
async function storedBytes(scene: Scene): Promise<number> {
	await raiseLoad(scene, 1, 1);
	const { rows } = await sql<{ bytes: number }>`
		with one as (select case_tag from case_file where organisation = ${scene.town.id} limit 1)
		select (
			(select sum(octet_length(body::text) + octet_length(hash) + coalesce(octet_length(act_hash), 0)) from event natural join one) +
			(select sum(octet_length(bytes)) from leaf natural join one) +
			(select sum(octet_length(ciphertext)) from letter natural join one) +
			(select sum(octet_length(wraps)) from case_wraps natural join one) +
			(select sum(octet_length(kem) + octet_length(promise::text) + 4 * 32) from reporter_key natural join one) +
			(select sum(octet_length(case_file::text)) from case_file natural join one)
		)::integer as bytes`.execute(scene.owner.query);
	const [row] = rows;
	if (row === undefined) throw new Error("There is no raise to weigh.");
	return row.bytes;
}

function bestOf(runs: ReadonlyMap<number, Run>): number {
	return Math.max(...[...runs.values()].map(({ perSecond }) => perSecond));
}

function told({ perSecond, p50Ms, p95Ms, p99Ms, failed }: Run): string {
	const latency = [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(1)).join(" / ");
	return `${perSecond.toFixed(0)}/s, p50/p95/p99 ${latency} ms, ${failed} failed`;
}
