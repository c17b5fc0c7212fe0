/** A Redis of our own, to be measured, flushed and killed without troubling anybody else's. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

export type OwnRedis = {
	readonly url: string;
	/** Kills it (SIGKILL). */
	readonly kill: () => void;
	/** Its process id. */
	readonly pid: () => number | undefined;
	/** Starts it again, as empty as it then is. */
	readonly restart: () => Promise<void>;
	readonly flush: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/** Starts one that keeps nothing on disk; null where no Redis is installed. */
export async function openRedis(): Promise<OwnRedis | null> {
	if (spawnSync("redis-server", ["--version"]).error !== undefined) return null;
	const directory = mkdtempSync(join(tmpdir(), "answerable-redis-"));
	const port = await freePort();
	const url = `redis://127.0.0.1:${port}`;
	const options = ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", "", "--appendonly", "no"];
	const run = async (): Promise<ChildProcess> => {
		const child = spawn("redis-server", [...options, "--maxmemory-policy", "noeviction"], { stdio: "ignore" });
		await ask(url, async (redis) => redis.ping());
		return child;
	};
	let running = await run();
	return {
		url,
		kill: () => void running.kill("SIGKILL"),
		pid: () => running.pid,
		restart: async () => {
			running = await run();
		},
		flush: async () => void (await ask(url, async (redis) => redis.flushall())),
		close: async () => {
			running.kill("SIGKILL");
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

async function ask<T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> {
	const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 200 });
	redis.on("error", () => undefined);
	try {
		return await question(redis);
	} finally {
		redis.disconnect();
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port."))));
		});
	});
}
