/** Reading the published log: checkpoints, tiles, entries. What is in these tables is public. */
import { encodeBundle } from "@answerable/log/entry-bundle";
import type { Served } from "@answerable/log/tile-path";
import type { Instant } from "@answerable/types/time";
import type { Database } from "./connect.ts";

export type StoredCheckpoint = { readonly number: number; readonly size: number; readonly note: string; readonly publishedAt: Instant };

/** The newest; null before the first epoch. */
export async function readCheckpoint({ query }: Database): Promise<StoredCheckpoint | null> {
	const row = await query
		.selectFrom("checkpoint")
		.select(["number", "size", "note", "published_at as publishedAt"])
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}

/** Every checkpoint from a number on, oldest first. */
export async function readCheckpoints({ query }: Database, from: number, limit: number): Promise<readonly StoredCheckpoint[]> {
	return query
		.selectFrom("checkpoint")
		.select(["number", "size", "note", "published_at as publishedAt"])
		.where("number", ">=", from)
		.orderBy("number")
		.limit(limit)
		.execute();
}

/** A tile of hashes or a bundle of entries; null if the log is not that long. Narrower than stored: a prefix. */
export async function readTile(db: Database, { level, index, width }: Served): Promise<Uint8Array | null> {
	if (level === "entries") return readBundle(db, index, width);
	const row = await db.query
		.selectFrom("tile")
		.select("bytes")
		.where("level", "=", level)
		.where("index", "=", index)
		.where("width", ">=", width)
		.orderBy("width")
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : row.bytes.subarray(0, width * 32);
}

async function readBundle({ query }: Database, index: number, width: number): Promise<Uint8Array | null> {
	const first = index * 256;
	const rows = await query
		.selectFrom("log_entry")
		.innerJoin("leaf", "leaf.id", "log_entry.leaf_id")
		.select("leaf.bytes")
		.where("log_entry.index", ">=", first)
		.where("log_entry.index", "<", first + width)
		.orderBy("log_entry.index")
		.execute();
	return rows.length === width && width > 0 ? encodeBundle(rows.map(({ bytes }) => bytes)) : null;
}

/** How many keys and roots wait for their first epoch: none of them is served before it. */
export async function countUnloggedStatements({ query }: Database): Promise<number> {
	const row = await query
		.selectFrom("pending_leaf")
		.select(({ fn }) => fn.countAll<number>().as("count"))
		.where("case_tag", "is", null)
		.executeTakeFirstOrThrow();
	return row.count;
}
