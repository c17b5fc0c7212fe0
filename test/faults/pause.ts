/** Stopping processes in their tracks, as a machine that swaps or a debugger would, and letting them go on. */
import type { Database } from "@answerable/store/connect";
import { sql } from "kysely";
import { isAlive } from "./process-id.ts";
import type { Fault } from "./schedule.ts";
import { sleep } from "./talk.ts";
import { awake, type Hit, present, signal, type Wound } from "./wound.ts";

/** How often a worker is stopped and let go again until it is caught in a transaction. */
const LOCK_HUNTS = 40;

type Pausing = { readonly pid: () => number | null; readonly forMs: number };

/** Stops a process for a while. Gives why it missed, or null. */
export async function pause(name: string, { pid: find, forMs }: Pausing): Promise<string | null> {
	const pid = present(find);
	if (pid === null) return `no ${name} was running`;
	signal(pid, "SIGSTOP");
	await sleep(forMs);
	if (!isAlive(pid)) return `the ${name} died while it was paused`;
	signal(pid, "SIGCONT");
	return null;
}

/** Stops a worker for longer than its queue's lock is good for, if possible in the middle of a transaction; others go on meanwhile. */
export async function pauseWorker(wound: Wound, { worker: planned, forMs }: Extract<Fault, { kind: "worker-paused" }>): Promise<Hit> {
	const worker = awake(wound, planned);
	wound.paused.add(worker);
	const pid = present(() => wound.arena.crew.pid(worker));
	if (pid === null) {
		wound.paused.delete(worker);
		return { underWay: 0, missed: `no worker ${worker} was running` };
	}
	const heldLock = await stopInTransaction(wound, pid);
	const goOn = async (): Promise<string | null> => {
		await sleep(forMs);
		await wound.quiet;
		wound.paused.delete(worker);
		if (!isAlive(pid)) return `worker ${worker} died while it was paused`;
		signal(pid, "SIGCONT");
		return null;
	};
	wound.later(goOn());
	return { underWay: 0, missed: null, heldLock };
}

/** Stops it again and again until one of its sessions is left in a transaction; after some tries, wherever it is. */
async function stopInTransaction(wound: Wound, pid: number): Promise<boolean> {
	for (let left = LOCK_HUNTS; ; left -= 1) {
		signal(pid, "SIGSTOP");
		await sleep(150);
		const holds = await hasIdleTransaction(wound.arena.owner).catch(() => false);
		if (holds || left === 0 || !isAlive(pid)) return holds;
		await wound.quiet;
		signal(pid, "SIGCONT");
		await sleep(20 + 7 * left);
	}
}

async function hasIdleTransaction(owner: Database): Promise<boolean> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::integer as count from pg_stat_activity
		where application_name = 'answerable-worker' and state = 'idle in transaction' and state_change < clock_timestamp() - interval '120 milliseconds'`.execute(
		owner.query,
	);
	return (rows[0]?.count ?? 0) > 0;
}

/** Stops every worker at once: what falls due meanwhile must say truly how late it was. */
export async function pauseWorkers(wound: Wound, forMs: number): Promise<string | null> {
	await wound.quiet;
	const stopped = stopWorkers(wound, forMs);
	wound.quiet = stopped;
	await stopped;
	return null;
}

async function stopWorkers({ arena: { crew }, paused, silences }: Wound, forMs: number): Promise<void> {
	const workers = Array.from({ length: crew.count }, (_, worker) => worker);
	const pids = workers.map((worker) => ({ worker, pid: present(() => crew.pid(worker)) }));
	for (const { pid } of pids) if (pid !== null) signal(pid, "SIGSTOP");
	const fromMs = Date.now();
	await sleep(forMs);
	const untilMs = Date.now();
	const isSilent = pids.every(({ worker, pid }) => pid !== null && present(() => crew.pid(worker)) === pid);
	if (isSilent) silences.push({ fromMs, untilMs });
	for (const { worker, pid } of pids) if (pid !== null && !paused.has(worker)) signal(pid, "SIGCONT");
}
