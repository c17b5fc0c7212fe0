/** Jobs whose handler commits one bare insert: the ceiling of everything that a queue sets off. */
import { randomBytes, randomUUID } from "node:crypto";
import { connect } from "@answerable/store/connect";
import { createPostgresBackend, Queue, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import { sql } from "kysely";
import type { Load } from "./load.ts";
import { type Run, summarise } from "./measure.ts";

const OnPostgres = withBackend(createPostgresBackend);

type Jobs = Extract<Load, { kind: "jobs" }>;
type Queued = Pick<Queue, "addBulk" | "waitUntilReady">;
type Working = { readonly run: () => Promise<void> };

/** Queues all jobs; the worker begins with the word. */
export async function prepareJobs({ databaseUrl, redisUrl, sizeBytes, clients, count }: Jobs): Promise<() => Promise<Record<string, Run>>> {
	const name = `bare-${randomUUID()}`;
	const { query } = connect(databaseUrl, { max: clients, applicationName: "bare-jobs" });
	await Promise.all(Array.from({ length: clients }, () => sql`select 1`.execute(query)));
	const latencies: number[] = [];
	let onLast = (): void => undefined;
	const handle = async (): Promise<void> => {
		const start = performance.now();
		await sql`insert into bench.bare (tag, body) values (${randomBytes(32)}, ${randomBytes(sizeBytes)})`.execute(query);
		latencies.push(performance.now() - start);
		if (latencies.length === count) onLast();
	};
	const { queue, worker } = redisUrl === null ? onPostgres(name, databaseUrl, clients, handle) : onRedis(name, redisUrl, clients, handle);
	await queue.waitUntilReady();
	const jobs = Array.from({ length: count }, () => ({ name, data: {}, opts: { removeOnComplete: true, removeOnFail: true } }));
	for (let start = 0; start < count; start += 500) await queue.addBulk(jobs.slice(start, start + 500));
	return async () => {
		const began = performance.now();
		const isDone = new Promise<void>((resolve) => {
			onLast = resolve;
		});
		void worker.run();
		await isDone;
		return { jobs: summarise(latencies, 0, performance.now() - began) };
	};
}

function onPostgres(
	name: string,
	connectionString: string,
	concurrency: number,
	handle: () => Promise<void>,
): { queue: Queued; worker: Working } {
	const connection = { connectionString, schema: "bullmq", max: Math.max(2, concurrency) };
	const queue = new OnPostgres.Queue(name, { connection });
	return { queue, worker: new OnPostgres.Worker(name, handle, { connection, concurrency, autorun: false }) };
}

function onRedis(name: string, redisUrl: string, concurrency: number, handle: () => Promise<void>): { queue: Queued; worker: Working } {
	const connect = () => new Redis(redisUrl, { maxRetriesPerRequest: null });
	const queue = new Queue(name, { connection: connect() });
	return { queue, worker: new Worker(name, handle, { connection: connect(), concurrency, autorun: false }) };
}
