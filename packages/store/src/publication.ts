/** Publishing an epoch: pending leaves get their places, the tree grows, and a checkpoint is signed. One transaction. */
import { equalBytes, toHex } from "@answerable/log/bytes";
import { signCheckpoint } from "@answerable/log/checkpoint";
import { type NoteKey, parseVerifierKey } from "@answerable/log/note";
import type { Sign } from "@answerable/log/signing";
import { edgeTiles, type Growth, growTree, type Tile, tiledRoot, tilesIn } from "@answerable/log/tile";
import { leafHash } from "@answerable/log/tree";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { epochStart } from "./lane.ts";
import { type Chance, inLogOrder, type PendingLeaf } from "./log-order.ts";

export type PublishRequest = {
	readonly now: Instant;
	/** Publish what waits for its epoch at once (a release, a key), if anything does. The day's lane still waits for its day. */
	readonly force: boolean;
	/** So many random bytes, from a cryptographic source. */
	readonly chance: Chance;
	/** By the log key. */
	readonly sign: Sign;
};

export type Published = { readonly size: number; readonly added: number; readonly note: string };

/** Any number that nobody else locks: there is one publisher at a time. */
const PUBLICATION_LOCK = 7_216_025_002;

/**
 * Publishes one epoch, or nothing (null) if this epoch has its checkpoint already, or if it was forced for nothing.
 * An empty epoch is the same tree, signed again. The stored tree is hashed again before it grows: a tree that does not
 * match its own last checkpoint is never signed.
 */
export async function publish(db: Database, { now, force, chance, sign }: PublishRequest): Promise<Published | null> {
	const { epochSeconds, logKey } = await requireDeployment(db);
	return db.query.transaction().execute(async (query) => {
		await sql`select pg_advisory_xact_lock(${PUBLICATION_LOCK})`.execute(query);
		const last = await lastCheckpoint(query);
		const isCurrent = last !== null && last.publishedAt >= epochStart(now, epochSeconds);
		if (isCurrent && !force) return null;
		const ready = await readReady(query, now, force);
		if (ready.length === 0 && force && last !== null) return null;
		const edge = await readEdge(query, last);
		const ordered = inLogOrder(ready, chance);
		const hashes = ordered.map(({ bytes }) => leafHash(bytes));
		const size = last?.size ?? 0;
		const growth = growTree(size, edge, hashes);
		await writeEntries(
			query,
			ordered.map(({ id }, place) => ({ id, index: size + place, hash: hashes[place] })),
		);
		await writeTiles(query, growth.tiles);
		const publishedAt = last !== null && last.publishedAt > now ? last.publishedAt : now;
		const note = await writeCheckpoint(
			query,
			{ growth, number: (last?.number ?? -1) + 1, publishedAt },
			{ key: parseVerifierKey(logKey), sign },
		);
		return { size: growth.size, added: ordered.length, note };
	});
}

type Last = { readonly number: number; readonly size: number; readonly root: Uint8Array; readonly publishedAt: Instant };

async function lastCheckpoint(query: Queries): Promise<Last | null> {
	const row = await query
		.selectFrom("checkpoint")
		.select(["number", "size", "root", "published_at as publishedAt"])
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}

/**
 * [Note: No act overtakes its own case] A leaf waits while an earlier leaf of its case does: else the log would show
 * that something lies between two of them, and when.
 */
async function readReady(query: Queries, now: Instant, force: boolean): Promise<readonly PendingLeaf[]> {
	const isReady = (alias: string) =>
		sql<boolean>`(${sql.ref(`${alias}.publish_after`)} <= ${now} or (${force} and ${sql.ref(`${alias}.lane`)} = 'epoch'))`;
	const { rows } = await sql<{ id: string; case: string | null; sequence: number | null; bytes: Uint8Array }>`
		select pending.leaf_id as id, encode(pending.case_tag, 'hex') as case, pending.sequence, leaf.bytes
		from pending_leaf pending join leaf on leaf.id = pending.leaf_id
		where ${isReady("pending")} and not exists (
			select from pending_leaf earlier
			where earlier.case_tag = pending.case_tag and earlier.sequence < pending.sequence and not ${isReady("earlier")}
		)
		order by pending.leaf_id`.execute(query);
	return rows;
}

async function readEdge(query: Queries, last: Last | null): Promise<readonly Tile[]> {
	if (last === null || last.size === 0) return [];
	const places = edgeTiles(last.size);
	const edge = await query
		.selectFrom("tile")
		.select(["level", "index", "width", "bytes"])
		.where(({ eb, and, or }) =>
			or(places.map(({ level, index, width }) => and([eb("level", "=", level), eb("index", "=", index), eb("width", "=", width)]))),
		)
		.execute();
	assertRoot(last, edge);
	return edge;
}

function assertRoot(last: Last, edge: readonly Tile[]): void {
	if (!equalBytes(tiledRoot(last.size, tilesIn(edge)), last.root)) {
		throw new Error("The stored tree is not the one that was signed last; nothing is published until it is restored.");
	}
}

async function writeEntries(
	query: Queries,
	entries: readonly { id: string; index: number; hash: Uint8Array | undefined }[],
): Promise<void> {
	if (entries.length === 0) return;
	const rows = entries.map(({ id, index, hash }) => ({ id, index, hash: toHex(hash ?? new Uint8Array()) }));
	await sql`
		with placed as (select * from jsonb_to_recordset(${rows}::jsonb) as given (id uuid, index bigint, hash text)),
		entered as (insert into log_entry (index, leaf_id, leaf_hash) select index, id, decode(hash, 'hex') from placed)
		delete from pending_leaf using placed where pending_leaf.leaf_id = placed.id`.execute(query);
}

const TILES_A_STATEMENT = 500;

async function writeTiles(query: Queries, tiles: readonly Tile[]): Promise<void> {
	for (let at = 0; at < tiles.length; at += TILES_A_STATEMENT) {
		const part = tiles.slice(at, at + TILES_A_STATEMENT);
		await query
			.insertInto("tile")
			.values(part.map(({ level, index, width, bytes }) => ({ level, index, width, bytes })))
			.execute();
	}
}

type NewCheckpoint = { readonly growth: Growth; readonly number: number; readonly publishedAt: Instant };

async function writeCheckpoint(
	query: Queries,
	{ growth: { size, root }, number, publishedAt }: NewCheckpoint,
	{ key, sign }: { readonly key: NoteKey; readonly sign: Sign },
): Promise<string> {
	const note = signCheckpoint({ origin: key.name, size, root }, key, sign);
	await query.insertInto("checkpoint").values({ number, size, root, note, published_at: publishedAt }).execute();
	return note;
}
