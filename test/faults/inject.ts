/** Doing harm: each fault to real processes, with the proof that it hit. */
import { connect as connectSocket } from "node:net";
import { sql } from "kysely";
import { pause, pauseWorker, pauseWorkers } from "./pause.ts";
import { isAlive } from "./process-id.ts";
import type { Silence } from "./record.ts";
import type { Fault, PlannedFault } from "./schedule.ts";
import { said, sleep } from "./talk.ts";
import { type Arena, awake, type Hit, present, type Struck, signal, type Wound } from "./wound.ts";

export type Injector = {
	readonly strike: (planned: PlannedFault) => Promise<void>;
	readonly struck: readonly Struck[];
	readonly silences: readonly Silence[];
	/** Resolves when whatever was stopped goes on and whatever died is back; with what did not come back. */
	readonly settle: () => Promise<readonly string[]>;
};

const BACK_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;
const UNDER_WAY_WITHIN_MS = 3_000;
/** What a process had sent before it was stopped has been read, and told, by then. */
const ARRIVES_WITHIN_MS = 100;

/** An injector over what runs, which says what it does. Faults whose healing takes time heal while others are struck. */
export function openInjector(arena: Arena, say: (line: string) => void): Injector {
	const struck: Struck[] = [];
	const silences: Silence[] = [];
	const healing: Promise<string | null>[] = [];
	const wound: Wound = { arena, silences, paused: new Set(), quiet: Promise.resolve(), later: (work) => void healing.push(work) };
	return {
		struck,
		silences,
		strike: async ({ fault, delayMs }) => {
			say(
				`striking: ${fault.kind}${"worker" in fault ? ` (worker ${fault.worker})` : ""}${"forMs" in fault ? `, for ${fault.forMs / 1_000} s` : ""}`,
			);
			const hit = await perform(wound, fault, delayMs).catch((failure: unknown): Hit => ({ underWay: 0, missed: said(failure) }));
			struck.push({ kind: fault.kind, ...hit });
		},
		settle: async () => (await Promise.all(healing)).filter((trouble) => trouble !== null),
	};
}

function perform(wound: Wound, fault: Fault, delayMs: number): Promise<Hit> {
	const { stage } = wound.arena;
	switch (fault.kind) {
		case "api-killed":
			return killAnswering(wound, delayMs);
		case "releaser-killed":
			return quietly(() => kill(wound, "releaser", () => stage.pid("releaser")));
		case "worker-killed":
			return quietly(() => killWorker(wound, fault.worker));
		case "workers-killed":
			return quietly(() => killWorkers(wound));
		case "database-killed":
			return underFire(wound, delayMs, () => killDatabase(wound));
		case "session-killed":
			return underFire(wound, delayMs, () => killSession(wound));
		case "redis-killed":
			return quietly(() => killRedis(wound, fault.forMs));
		case "redis-flushed":
			return quietly(() => flushRedis(wound));
		case "api-paused":
			return underFire(wound, delayMs, () => pause("api", { pid: () => stage.pid("api"), forMs: fault.forMs }));
		case "releaser-paused":
			return quietly(() => pause("releaser", { pid: () => stage.pid("releaser"), forMs: fault.forMs }));
		case "worker-paused":
			return pauseWorker(wound, fault);
		case "workers-paused":
			return quietly(() => pauseWorkers(wound, fault.forMs));
	}
}

type Blow = () => Promise<string | null>;

async function quietly(blow: Blow): Promise<Hit> {
	return { underWay: 0, missed: await blow() };
}

/** Strikes while a raise is on the wire, a little later each time. */
async function underFire({ arena }: Wound, delayMs: number, blow: Blow): Promise<Hit> {
	await arena.pressure.untilUnderWay(UNDER_WAY_WITHIN_MS);
	await sleep(delayMs);
	await arena.pressure.untilUnderWay(UNDER_WAY_WITHIN_MS);
	const underWay = arena.pressure.underWay();
	return { underWay, missed: await blow() };
}

/**
 * Kills the api while it owes answers: it is stopped first, and only killed if a raise still waits once everything that had been sent
 * has arrived. Otherwise a quick machine might have answered all of them in the last instant, and nobody would have to send again.
 */
async function killAnswering(wound: Wound, delayMs: number): Promise<Hit> {
	const { pressure, stage } = wound.arena;
	const find = () => stage.pid("api");
	for (const until = Date.now() + UNDER_WAY_WITHIN_MS; Date.now() < until; ) {
		const pid = present(find);
		if (pid === null) break;
		await pressure.untilUnderWay(UNDER_WAY_WITHIN_MS);
		await sleep(delayMs);
		signal(pid, "SIGSTOP");
		await sleep(ARRIVES_WITHIN_MS);
		const underWay = pressure.underWay();
		if (underWay > 0) return { underWay, missed: await kill(wound, "api", find) };
		signal(pid, "SIGCONT");
	}
	return quietly(() => kill(wound, "api", find));
}

/** Kills a process and has it watched until another stands in its place. Gives why it missed, or null. */
async function kill(wound: Wound, name: string, find: () => number | null): Promise<string | null> {
	const pid = present(find);
	if (pid === null) return `no ${name} was running`;
	signal(pid, "SIGKILL");
	wound.later(back(name, pid, find));
	return null;
}

/** Null once the process has died and another one lives; else what is amiss. */
async function back(name: string, before: number, find: () => number | null): Promise<string | null> {
	for (const until = Date.now() + BACK_WITHIN_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
		const now = present(find);
		if (now !== null && now !== before && !isAlive(before) && isAlive(now)) return null;
	}
	return isAlive(before) ? `the ${name} (${before}) outlived its SIGKILL` : `the ${name} did not come back within a minute`;
}

function killWorker(wound: Wound, planned: number): Promise<string | null> {
	const worker = awake(wound, planned);
	return kill(wound, `worker ${worker}`, () => wound.arena.crew.pid(worker));
}

async function killWorkers(wound: Wound): Promise<string | null> {
	const { crew } = wound.arena;
	const workers = Array.from({ length: crew.count }, (_, worker) => worker).filter((worker) => !wound.paused.has(worker));
	const missed = await Promise.all(workers.map((worker) => kill(wound, `worker ${worker}`, () => crew.pid(worker))));
	return missed.every((why) => why !== null) ? (missed[0] ?? "all workers were paused") : null;
}

async function killDatabase(wound: Wound): Promise<string | null> {
	const { stage } = wound.arena;
	const port = Number(new URL(stage.ownerUrl()).port);
	const missed = await kill(wound, "database", () => stage.pid("database"));
	if (missed === null) wound.later(timeSilence(wound, port));
	return missed;
}

/** While its port refuses, the database is away, and no worker can do anything. */
async function timeSilence({ silences }: Wound, port: number): Promise<null> {
	const fromMs = Date.now();
	let untilMs = fromMs;
	for (const end = fromMs + BACK_WITHIN_MS; Date.now() < end; await sleep(LOOK_EVERY_MS / 2)) {
		const askedMs = Date.now();
		if (await isListening(port)) break;
		untilMs = askedMs;
	}
	silences.push({ fromMs, untilMs });
	return null;
}

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connectSocket({ port, host: "127.0.0.1" });
		socket.once("connect", () => resolve(true));
		socket.once("error", () => resolve(false));
		socket.once("close", () => socket.destroy());
		socket.unref();
		socket.once("connect", () => socket.destroy());
	});
}

/** One session of one of our processes: PostgreSQL then ends all of them, and recovers. */
async function killSession({ arena: { owner } }: Wound): Promise<string | null> {
	try {
		const { rows } = await sql<{ pid: number }>`
			select pid from pg_stat_activity where application_name like 'answerable-%' and application_name <> 'answerable-start'
			order by state = 'active' desc, state like 'idle in%' desc, backend_start limit 1`.execute(owner.query);
		const pid = rows[0]?.pid;
		if (pid === undefined) return "no session was open";
		signal(pid, "SIGKILL");
		await sleep(200);
		return isAlive(pid) ? "the session outlived its SIGKILL" : null;
	} catch {
		return "the database was away already";
	}
}

async function killRedis({ arena: { redis }, later }: Wound, forMs: number): Promise<string | null> {
	if (redis === null) return "there is no Redis";
	const before = redis.pid();
	redis.kill();
	const again = async (): Promise<string | null> => {
		await sleep(forMs);
		if (before !== undefined && isAlive(before)) return "the Redis outlived its SIGKILL";
		await redis.restart();
		return null;
	};
	later(again().catch(() => "the Redis could not be started again"));
	return null;
}

async function flushRedis({ arena: { redis } }: Wound): Promise<string | null> {
	if (redis === null) return "there is no Redis";
	await redis.flush();
	return null;
}
