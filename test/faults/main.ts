/** `npm run faults`: the product's own processes under load, killed, stopped and robbed of their queue; and then, from outside, whether any promise broke. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect, type Database } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { openRoles } from "@answerable/store/roles";
import { type OwnRedis, openRedis } from "../bench/redis.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { until } from "../story/narrator.ts";
import { type Asked, readArguments } from "./arguments.ts";
import { chanceOf } from "./chance.ts";
import { type Crew, startCrew } from "./crew.ts";
import { type Diary, openDiary } from "./diary.ts";
import { calm, gather, lastTurnMs } from "./gather.ts";
import { type Injector, openInjector } from "./inject.ts";
import { type Pressure, type PressureOptions, startPressure } from "./pressure.ts";
import { onTheWire, report, retried, summaryOf } from "./report.ts";
import { drawSchedule } from "./schedule.ts";
import { sleep } from "./talk.ts";
import { verify } from "./verify.ts";
import { startWatch, type Watch } from "./watch.ts";

/** One worker's clock is this much slow. */
const SLOW_SECONDS = 2;
const SLUG = "northbrook";
const WORKERS = 3;
const READY_WITHIN_SECONDS = 60;
/** What start, settling and looking take of the whole: the rest is faults. */
const OVERHEAD_MS = 85_000;
/** The last concerns climb while things still break. */
const RAISING_ENDS_BEFORE_MS = 18_000;
const PROGRESS_EVERY_MS = 10_000;
/** After the last turn: what was scheduled then must have happened by now. */
const QUIET_MS = 21_000;

const began = performance.now();

function say(line: string): void {
	console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
}

/** One thing to undo. */
type Step = () => unknown;

type Arena = {
	readonly stage: Stage;
	readonly redis: OwnRedis | null;
	readonly owner: Database;
	readonly crew: Crew;
	readonly watch: Watch;
	readonly pressure: Pressure;
	readonly logKey: string;
	readonly options: PressureOptions;
};

/** The start script gives up only when a child cannot be kept alive. */
const GAVE_UP = "everything is stopped";

/** The last line, and whether all was well. */
type Outcome = { readonly summary: object; readonly isWell: boolean };

/** Of a run that broke off nothing can be said. */
const NOTHING_KNOWN = { injected: null, lost: null, doubled: null, openedEarly: null, undelivered: null };

async function run(asked: Asked): Promise<Outcome> {
	say(`seed ${asked.seed}: repeat this run with --seed ${asked.seed}`);
	const redis = await openRedis();
	if (redis === null) say("LEFT OUT: everything about Redis, since none is installed here (apt-get install redis-server)");
	const diary = openDiary(asked.seed);
	let giveUp = (_: Error): void => undefined;
	const broken = new Promise<never>((_, reject) => {
		giveUp = reject;
	});
	broken.catch(() => undefined);
	const hear = (line: string): void => {
		diary.write(line);
		if (line.includes(GAVE_UP)) giveUp(new Error(line));
	};
	const stage = await openStage({ environment: { REDIS_URL: redis === null ? "" : redis.url }, hear });
	const undo: Step[] = [() => redis?.close(), () => stage.close()];
	const leave = async (): Promise<void> => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	process.once("SIGINT", () => void leave().then(() => process.exit(130)));
	process.once("SIGTERM", () => void leave().then(() => process.exit(143)));
	try {
		const arena = await enter(stage, redis, asked, undo);
		const outcome = await Promise.race([breakAndLook(arena, asked, diary), broken]);
		if (outcome.isWell) undo.unshift(() => diary.discard());
		return outcome;
	} catch (fault) {
		console.error(fault);
		console.log(`  what the processes said is in ${diary.folder}`);
		return { summary: NOTHING_KNOWN, isWell: false };
	} finally {
		await leave();
	}
}

async function enter(stage: Stage, redis: OwnRedis | null, { seed }: Asked, undo: Step[]): Promise<Arena> {
	const owner = connect(stage.ownerUrl(), { max: 2, applicationName: "faults" });
	undo.push(() => owner.close());
	const { logKey } = await requireDeployment(owner);
	const workKey = Buffer.from(readFileSync(join(stage.directory, "keys", "work.key"), "utf8").trim(), "hex");
	const crew = startCrew(stage, await openRoles(stage.ownerUrl(), workKey), [
		{ queue: redis?.url ?? null, slowSeconds: 0 },
		{ queue: null, slowSeconds: SLOW_SECONDS },
	]);
	undo.push(() => crew.close());
	const watch = startWatch(stage.origin, logKey, owner);
	undo.push(() => watch.stop());
	const { organisations, people, phone } = stage.credentials;
	const organisation = organisations.find(({ slug }) => slug === SLUG);
	const loginOf = (login: string) => {
		const found = people.find((person) => person.login === `${login}.${SLUG}`);
		return found === undefined ? undefined : { ...found, phone };
	};
	const [guardian, chair] = [loginOf("guardian"), loginOf("chair")];
	if (organisation === undefined || guardian === undefined || chair === undefined)
		throw new Error("The demo has other people than expected.");
	const address = { origin: stage.origin, slug: SLUG, roots: organisation.roots };
	const options = { address, seed, hands: 4, restMs: 1_500, guardian, chair };
	const pressure = await startPressure(options);
	undo.push(() => pressure.close());
	say(`three workers, one releaser, one api, ${redis === null ? "no Redis" : "a Redis of their own"}; concerns are being raised`);
	return { stage, redis, owner, crew, watch, pressure, logKey, options };
}

async function breakAndLook(arena: Arena, asked: Asked, diary: Diary): Promise<Outcome> {
	const { pressure, stage, crew, owner, watch, logKey, options } = arena;
	const injector = openInjector(arena, say);
	await breakThings(arena, injector, asked);
	say("the last fault was struck: waiting until everything is back");
	const troubles = [...(await injector.settle())];
	await until("everything to be ready again", READY_WITHIN_SECONDS, async () => ((await isReady(stage)) ? true : null));
	const restMs = lastTurnMs(pressure) + QUIET_MS - Date.now();
	say(`everything is back; ${Math.ceil(restMs / 1_000)} s until the last concern must have climbed`);
	await sleep(Math.max(QUIET_MS, restMs));
	await calm(owner);
	await pressure.stopDesk();
	say(`${pressure.heard.accepted.length} reporters come back with their words`);
	const output = () => `${stage.output()}\n${crew.output()}`;
	const { silences, struck } = injector;
	const records = await gather({ owner, address: options.address, logKey, pressure, watch, silences, output, say });
	const verdict = verify(records);
	report({ struck, verdict, records, heard: pressure.heard });
	troubles.push(...pressure.heard.failures, ...crew.ends, ...selfInflicted(stage.output()));
	troubles.push(...emptiness(records.accepted.length, onTheWire(struck), retried(records), verdict.looked));
	for (const trouble of troubles) console.log(`  NOT AS IT MUST BE: ${trouble}`);
	const isWell = troubles.length === 0 && verdict.breaches.length === 0;
	if (!isWell) diary.keep({ asked, troubles, verdict, records, output: output() });
	return { summary: summaryOf(struck, verdict), isWell };
}

async function breakThings({ pressure, redis }: Arena, injector: Injector, { seed, minutes }: Asked): Promise<void> {
	const lastMs = minutes * 60_000 - OVERHEAD_MS;
	const schedule = drawSchedule(chanceOf(seed, "faults"), { lastMs, workers: WORKERS, hasRedis: redis !== null });
	say(`${schedule.length} faults within ${Math.round(lastMs / 1_000)} s`);
	const start = performance.now();
	const progress = setInterval(() => {
		const { accepted } = pressure.heard;
		const hits = injector.struck.filter(({ missed }) => missed === null).length;
		say(`${hits} faults, ${accepted.length} concerns accepted, ${pressure.underWay()} on the wire`);
	}, PROGRESS_EVERY_MS);
	const raising = sleep(lastMs - RAISING_ENDS_BEFORE_MS).then(() => pressure.stopRaising());
	const strikes: Promise<void>[] = [];
	for (const planned of schedule) {
		await sleep(Math.max(0, planned.atMs - (performance.now() - start)));
		strikes.push(injector.strike(planned));
	}
	await Promise.all([...strikes, raising]);
	clearInterval(progress);
}

async function isReady(stage: Stage): Promise<boolean> {
	const answer = await fetch(`${stage.origin}/readyz`).catch(() => null);
	return answer?.status === 200;
}

/** A run in which nothing was hit, or nothing looked at, proves nothing. */
function emptiness(accepted: number, wire: number, retries: number, looked: Readonly<Record<string, number>>): readonly string[] {
	return [
		...(accepted === 0 ? ["no concern was accepted"] : []),
		...(wire === 0 ? ["no raise was on the wire when anything was killed"] : []),
		...(retries === 0 ? ["no raise had to be sent again"] : []),
		...Object.entries(looked).flatMap(([name, count]) => (count === 0 ? [`nothing was looked at: ${name}`] : [])),
	];
}

/** Children of the start script that ended though nobody killed them. */
function selfInflicted(output: string): readonly string[] {
	return [...output.matchAll(/^answerable: The \w+ ended with code \d+/gm)].map(([line]) => `by itself: ${line}`);
}

const asked = readArguments(process.argv.slice(2), Date.now() % 1_000_000);
const { summary, isWell } = await run(asked);
console.log(JSON.stringify(summary));
process.exitCode = isWell ? 0 : 1;
