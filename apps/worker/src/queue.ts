/** The only file that knows which backend BullMQ rings from: Redis where `REDIS_URL` names one, else Postgres. */
import { setTimeout as sleep } from "node:timers/promises";
import { StartFault } from "@answerable/process/fault";
import { inTime } from "@answerable/store/in-time";
import type { Instant } from "@answerable/types/time";
import { createPostgresBackend, DEFAULT_SCHEMA, Queue, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import { type AlarmClock, bellName, untilMs } from "./bell.ts";
import { QUEUE_NAME } from "./queue-name.ts";

const OnPostgres = withBackend(createPostgresBackend);

const PAGE = 500;
/** How long a start waits for Redis before it goes on without: the poll covers for the bells until it is there. */
const REDIS_PATIENCE_MS = 3_000;
const REDIS_COMMAND_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 3_000;
const RINGING = { concurrency: 2, runRetryDelay: 1_000, drainDelay: 5 };

export type QueueOptions = {
	readonly databaseUrl: string;
	/** Null: the bells hang in Postgres. */
	readonly redisUrl: string | null;
	/** Begins every key in Redis: deployments that share one must not ring each other's bells. */
	readonly prefix: string;
	readonly onBell: () => Promise<void> | void;
	/** The backend lost its connection or a bell could not be rung. It recovers by itself; the poll covers for it. */
	readonly onFault: (fault: unknown) => void;
	readonly nowMs: () => number;
};

/** What is asked of BullMQ, the same on either backend. */
type Bells = {
	readonly queue: Pick<Queue, "addBulk" | "getJobCountByTypes" | "close">;
	readonly ringer: Pick<Worker, "close">;
	/** Resolves once the clock can be used, or will be by itself. */
	readonly isReady: () => Promise<unknown>;
	readonly hangUp: () => void;
};

/** Opens the alarm clock. */
export async function openAlarmClock(options: QueueOptions): Promise<AlarmClock> {
	const { queue, ringer, isReady, hangUp } = options.redisUrl === null ? bellsInPostgres(options) : bellsInRedis(options, options.redisUrl);
	await isReady();
	const jobOf = (wake: Instant) => {
		const opts = { jobId: bellName(wake), delay: untilMs(wake, options.nowMs()), removeOnComplete: true, removeOnFail: true };
		return { name: QUEUE_NAME, data: {}, opts };
	};
	return {
		backend: options.redisUrl === null ? "postgres" : "redis",
		set: async (wakes) => {
			for (let start = 0; start < wakes.length; start += PAGE) await within(queue.addBulk(wakes.slice(start, start + PAGE).map(jobOf)));
		},
		count: async () => within(queue.getJobCountByTypes("waiting", "delayed", "active", "prioritized")),
		close: async () => {
			await Promise.race([Promise.allSettled([ringer.close(), queue.close()]), sleep(CLOSE_WITHIN_MS, null, { ref: false })]);
			hangUp();
		},
	};
}

/** BullMQ waits without end for a Redis that it never reached; nobody waits for BullMQ. */
function within<T>(asked: Promise<T>): Promise<T> {
	return inTime(ANSWER_WITHIN_MS, asked, () => Object.assign(new Error("The queue does not answer."), { code: "QUEUE_TIMEOUT" }));
}

/** Its connections look only into schema `bullmq`, which `migrateQueue` has laid out. */
function bellsInPostgres({ databaseUrl, onBell, onFault }: QueueOptions): Bells {
	const connection = {
		connectionString: databaseUrl,
		schema: DEFAULT_SCHEMA,
		application_name: "answerable-queue",
		keepAlive: true,
		max: 2,
	};
	const queue = new OnPostgres.Queue(QUEUE_NAME, { connection });
	const ringer = new OnPostgres.Worker(QUEUE_NAME, async () => onBell(), { connection, ...RINGING });
	queue.on("error", onFault);
	ringer.on("error", onFault);
	ringer.on("failed", (_job, fault) => onFault(fault));
	const isReady = async () => {
		await Promise.all([queue.waitUntilReady(), ringer.waitUntilReady()]).catch((fault: unknown) => {
			const isMissing = fault instanceof Error && fault.name === "SchemaMigrationRequiredError";
			throw isMissing ? new StartFault("the queue has no schema in this database; run `npm run migrate`") : fault;
		});
	};
	return { queue, ringer, isReady, hangUp: () => undefined };
}

/**
 * [Note: Redis may forget] Nothing in Redis is the only copy of anything, so it needs neither append-only file nor
 * snapshots: after a flush or a crash the bells of the next hour are hung again from Postgres. It must be told
 * `maxmemory-policy noeviction`, as BullMQ asks. While it is away a command fails at once instead of waiting in line, so
 * that no sweep ever waits for it, and a worker starts without it.
 */
function bellsInRedis({ onBell, onFault, prefix }: QueueOptions, redisUrl: string): Bells {
	const retryStrategy = (times: number) => Math.min(100 * 2 ** times, 2_000);
	const asking = new Redis(redisUrl, {
		enableOfflineQueue: false,
		maxRetriesPerRequest: 0,
		commandTimeout: REDIS_COMMAND_MS,
		retryStrategy,
	});
	const ringing = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
	asking.on("error", onFault);
	ringing.on("error", onFault);
	const queue = new Queue(QUEUE_NAME, { connection: asking, prefix });
	const ringer = new Worker(QUEUE_NAME, async () => onBell(), { connection: ringing, prefix, ...RINGING });
	queue.on("error", onFault);
	ringer.on("error", onFault);
	ringer.on("failed", (_job, fault) => onFault(fault));
	const ready = Promise.all([queue.waitUntilReady(), ringer.waitUntilReady()]);
	ready.catch(onFault);
	return {
		queue,
		ringer,
		isReady: () => Promise.race([ready, sleep(REDIS_PATIENCE_MS, null, { ref: false })]).catch(() => undefined),
		hangUp: () => {
			asking.disconnect();
			ringing.disconnect();
		},
	};
}
