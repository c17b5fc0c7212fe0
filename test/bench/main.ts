/** `npm run bench`: the product's own processes, measured against ceilings of the same run. */
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { sql } from "kysely";
import { COMPILED } from "../../infra/start/children.ts";
import { openStage } from "../stage/stage.ts";
import { cryptoMeasurement } from "./crypto.ts";
import { deskMeasurement } from "./desk.ts";
import { escalateMeasurement } from "./escalate.ts";
import { growthMeasurement } from "./growth.ts";
import { listMeasurement } from "./list.ts";
import { logMeasurement } from "./log.ts";
import { mailboxMeasurement } from "./mailbox.ts";
import { judge } from "./marks.ts";
import { memoryOutcome, readMemory } from "./memory.ts";
import { raiseMeasurement } from "./raise.ts";
import { openRedis } from "./redis.ts";
import type { Extent, Measurement, Outcome, Scene } from "./scene.ts";
import { sendMeasurement } from "./send.ts";
import { setScene } from "./setting.ts";
import { sweepMeasurement } from "./sweep.ts";

const MEASUREMENTS: readonly Measurement[] = [
	growthMeasurement,
	raiseMeasurement,
	mailboxMeasurement,
	escalateMeasurement,
	listMeasurement,
	sweepMeasurement,
	logMeasurement,
	cryptoMeasurement,
	deskMeasurement,
	sendMeasurement,
];

const began = performance.now();

function say(line: string): void {
	console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
}

type Asked = { readonly extent: Extent; readonly only: string | null };

function readArguments(args: readonly string[]): Asked {
	const extent = args.includes("--full") ? "full" : args.includes("--quick") ? "quick" : "usual";
	const place = args.indexOf("--only");
	const only = place < 0 ? null : (args[place + 1] ?? "");
	const names = MEASUREMENTS.map(({ name }) => name);
	if (only !== null && !names.includes(only)) throw new Error(`There is no measurement "${only}": choose one of ${names.join(", ")}.`);
	return { extent, only };
}

async function measure({ extent, only }: Asked): Promise<readonly Outcome[]> {
	const redis = await openRedis();
	const opening = performance.now();
	const stage = await openStage();
	const startSeconds = (performance.now() - opening) / 1_000;
	const leave = (): void => void Promise.all([stage.close(), redis?.close()]).then(() => process.exit(130));
	process.once("SIGINT", leave);
	process.once("SIGTERM", leave);
	const scene = await setScene(stage, { extent, say, redisUrl: redis?.url ?? null });
	const outcomes: Outcome[] = [{ rows: await settings(scene), figures: { "start.seconds": startSeconds } }];
	try {
		const rest = readMemory(scene);
		for (const measurement of MEASUREMENTS.filter(({ name }) => only === null || name === only)) {
			say(`measuring ${measurement.name}`);
			const from = performance.now();
			outcomes.push(await measurement.run(scene));
			say(`${measurement.name} took ${((performance.now() - from) / 1_000).toFixed(1)} s`);
		}
		outcomes.push(memoryOutcome(rest, readMemory(scene)));
	} finally {
		await scene.owner.close();
		await stage.close();
		await redis?.close();
	}
	return outcomes;
}

/** What was measured on, and that nothing was switched off for it. */
async function settings({ owner }: Scene): Promise<Outcome["rows"]> {
	const { rows } = await sql<{ name: string; setting: string }>`
		select name, setting from pg_settings
		where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version', 'shared_buffers') order by name`.execute(
		owner.query,
	);
	const [processor] = cpus();
	const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: import.meta.dirname, encoding: "utf8" }).trim();
	return [
		{ what: "machine", figure: `${cpus().length} × ${processor?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB` },
		{ what: "when, at which commit", figure: `${new Date().toISOString().slice(0, 16)}Z, ${commit}, Node ${process.version}` },
		{ what: "PostgreSQL", figure: rows.map(({ name, setting }) => `${name} ${setting}`).join(", ") },
	];
}

function report(outcomes: readonly Outcome[]): Readonly<Record<string, number | null>> {
	console.log("");
	for (const { rows } of outcomes) for (const { what, figure } of rows) console.log(`  ${what.padEnd(52)} ${figure}`);
	const entries = outcomes.flatMap(({ figures }) => Object.entries(figures));
	return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? null : Number(value.toPrecision(4))]));
}

// Load processes start sooner by what Node made of our sources before.
process.env.NODE_COMPILE_CACHE = COMPILED;
const asked = readArguments(process.argv.slice(2));
const figures = report(await measure(asked));
const missed = judge(figures);
console.log(JSON.stringify({ bench: asked.extent, ...figures, missed }));
process.exitCode = missed.some(({ isFatal }) => isFatal) ? 1 : 0;
