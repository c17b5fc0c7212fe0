/** Whether anything gets slower as cases gather: the same looks at a thousand cases and at many more, on a deployment of its own. */
import { sql } from "kysely";
import { sweep } from "../../apps/worker/src/sweep.ts";
import { openStage } from "../stage/stage.ts";
import { type Backstage, openBackstage, raiseAt } from "./backstage.ts";
import { openClient } from "./client.ts";
import { fillCases } from "./fill.ts";
import { FAR, readList, signIn } from "./list.ts";
import { runLoad } from "./load.ts";
import { medianMs } from "./measure.ts";
import type { Measurement, Outcome, Row, Scene } from "./scene.ts";
import { setScene } from "./setting.ts";
import { at, later, present } from "./time.ts";
import { foundTown, type Town } from "./town.ts";

const SIZES = {
	quick: [1_000, 20_000],
	usual: [1_000, 10_000, 100_000],
	full: [1_000, 10_000, 100_000, 1_000_000],
} as const;
const TIMES = { quick: 40, usual: 200, full: 200 } as const;

type Looks = Readonly<Record<"raise" | "mailbox" | "list" | "escalate" | "sweep", number>>;

export const growthMeasurement: Measurement = {
	name: "growth",
	run: async (scene) => (scene.extent === "quick" ? grow(scene) : growApart(scene)),
};

/** On a deployment of its own, so that nothing else has gathered there. The quick form does without, and comes first. */
async function growApart({ extent, say }: Scene): Promise<Outcome> {
	const stage = await openStage();
	try {
		const scene = await setScene(stage, { extent, say, redisUrl: null });
		try {
			return await grow(scene);
		} finally {
			await scene.owner.close();
		}
	} finally {
		await stage.close();
	}
}

async function grow(scene: Scene): Promise<Outcome> {
	const { stage, owner, extent, say } = scene;
	const sizes = [...SIZES[extent]];
	const [gathering, measured] = [await foundTown(stage, owner, "england", present()), await foundTown(stage, owner, "measured", present())];
	const backstage = await openBackstage(stage);
	const looks: Looks[] = [];
	const rows: Row[] = [];
	try {
		// The first look warms up what the others measure.
		await look({ ...scene, gathering }, backstage, measured);
		for (const size of sizes) {
			await fillCases(owner, { town: gathering, until: size, wakesFrom: FAR });
			const seen = await look({ ...scene, gathering }, backstage, measured);
			looks.push(seen);
			const figure = Object.entries(seen)
				.map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
				.join(", ");
			rows.push({ what: `at ${size} cases, in ms`, figure });
			say(`at ${size} cases, in ms: ${figure}`);
		}
	} finally {
		await backstage.close();
	}
	const [first, last] = [at(looks, 0), at(looks, looks.length - 1)];
	const figures = Object.entries(first).map(([name, ms]) => [`growth.${name}`, last[name as keyof Looks] / ms]);
	return { rows, figures: { ...Object.fromEntries(figures), "growth.cases": at(sizes, sizes.length - 1) } };
}

/** `gathering`: where the cases gather, and whose list is read. */
type Gathering = Scene & { readonly gathering: Town };

/** One client at a time, so that it is the work that is seen and not the waiting. */
async function look(scene: Gathering, backstage: Backstage, measured: Town): Promise<Looks> {
	const { stage, gathering, template, workKey, extent } = scene;
	const times = TIMES[extent];
	const load = { origin: stage.origin, template: Buffer.from(template).toString("base64"), workKey, clients: 1, count: times };
	const { raise } = await runLoad({ kind: "raise", ...load });
	const { open } = await runLoad({ kind: "mailbox", ...load, mailboxes: 16 });
	const { send, close } = openClient(stage.origin, 1);
	const cookie = await signIn(stage, gathering);
	const list = await readList(send, { path: "/api/desk/cases", cookie, times });
	close();
	stage.pause("worker");
	const deps = { store: backstage.worker, now: present, alarms: { raise: () => undefined } };
	try {
		const sweepMs = await medianMs(9, () => sweep(deps, () => false));
		return {
			raise: raise?.p50Ms ?? 0,
			mailbox: open?.p50Ms ?? 0,
			list: list.p50Ms,
			escalate: await escalateMs(scene, backstage, measured),
			sweep: sweepMs,
		};
	} finally {
		stage.resume("worker");
	}
}

/** The sweep over cases that are all due, for each of them. */
async function escalateMs({ template, town, extent, owner }: Scene, backstage: Backstage, measured: Town): Promise<number> {
	const count = TIMES[extent];
	await raiseAt(backstage, { template, from: town, to: measured, count, now: later(present(), -10) });
	const began = performance.now();
	await sweep({ store: backstage.worker, now: present, alarms: { raise: () => undefined } }, () => false);
	const ms = (performance.now() - began) / count;
	const { rows } = await sql<{ left: number }>`select count(*) as left from case_file where wake_at <= now()`.execute(owner.query);
	if (rows[0]?.left !== 0) throw new Error(`${rows[0]?.left} cases were left undone.`);
	return ms;
}
