/** Where the worker's bells hang, by its own word and by what is found there. */
import { connect } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { readHeartbeats } from "@answerable/store/heartbeat";
import { Redis } from "ioredis";
import type { Stage } from "./stage.ts";

/** `says` is what the worker says of its queue; `keys` how many keys of this deployment Redis holds, 0 without one. */
export type Bells = { readonly says: string; readonly isUp: boolean; readonly keys: number };

/** Asks the database for the worker's sign of life, and Redis, if there is one, for what lies in it. */
export async function bellsOf(stage: Stage): Promise<Bells> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "bells" });
	try {
		const { id } = await requireDeployment(db);
		const detail = (await readHeartbeats(db)).find(({ process }) => process === "worker")?.detail;
		const contents = stage.redisUrl === null ? [] : await redisContents(stage.redisUrl, `answerable-${id}`);
		return { says: detail?.backend ?? "nothing", isUp: detail?.queue === "up", keys: contents.length };
	} finally {
		await db.close();
	}
}

/** Every key of ours in a Redis with what it holds, as text. */
export async function redisContents(url: string, prefix: string): Promise<readonly string[]> {
	const redis = new Redis(url);
	try {
		const texts: string[] = [];
		for await (const page of redis.scanStream({ match: `${prefix}:*`, count: 500 })) {
			for (const key of page as string[]) texts.push(`${key} ${JSON.stringify(await contentsOf(redis, key))}`);
		}
		return texts;
	} finally {
		redis.disconnect();
	}
}

async function contentsOf(redis: Redis, key: string): Promise<unknown> {
	switch (await redis.type(key)) {
		case "hash":
			return redis.hgetall(key);
		case "list":
			return redis.lrange(key, 0, -1);
		case "zset":
			return redis.zrange(key, "0", "-1", "WITHSCORES");
		case "set":
			return redis.smembers(key);
		case "stream":
			return redis.xrange(key, "-", "+");
		default:
			return redis.get(key);
	}
}
