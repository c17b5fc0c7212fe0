/** The log in a database of its own: leaves appended and published, and an inclusion proved, at sizes up to a million. */
import { randomBytes, randomUUID } from "node:crypto";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import { inclusionRanges, proveInclusion, verifyInclusion } from "@answerable/log/proof";
import { growTree, type Tile, tiledHash, tilesFor, tilesIn } from "@answerable/log/tile";
import { leafHash } from "@answerable/log/tree";
import { connect, type Database } from "@answerable/store/connect";
import { writeDeployment } from "@answerable/store/deployment";
import { readTile } from "@answerable/store/log-store";
import { migrate } from "@answerable/store/migrate";
import { publish } from "@answerable/store/publication";
import { sql } from "kysely";
import { median } from "./measure.ts";
import type { Measurement, Row, Scene } from "./scene.ts";
import { later, present } from "./time.ts";

const SIZES = { quick: [10_000, 100_000], usual: [10_000, 100_000, 1_000_000], full: [10_000, 100_000, 1_000_000] } as const;
const APPENDED = { quick: 5_000, usual: 10_000, full: 20_000 } as const;
const PROOFS = { quick: 15, usual: 50, full: 50 } as const;

export const logMeasurement: Measurement = {
	name: "log",
	run: async (scene) => {
		const { extent, say } = scene;
		const rows: Row[] = [];
		const figures: Record<string, number> = {};
		const log = await openLog(scene);
		try {
			for (const size of SIZES[extent]) {
				await grow(log, size);
				const perSecond = await append(log, APPENDED[extent]);
				const proofMs = await prove(log, PROOFS[extent]);
				const figure = `${perSecond.toFixed(0)} leaves/s appended and published, proof ${proofMs.toFixed(2)} ms`;
				rows.push({ what: `log of ${size} leaves`, figure });
				say(`log of ${size} leaves: ${figure}`);
				Object.assign(figures, { "log.appendPerSecond": perSecond, "log.proofMs": proofMs, "log.size": size });
			}
		} finally {
			await log.db.close();
		}
		return { rows, figures };
	},
};

type Log = { readonly db: Database; readonly seed: Uint8Array; size: number; tiles: Map<string, Tile>; root: Uint8Array; number: number };

async function openLog({ stage, owner }: Scene): Promise<Log> {
	const name = `bench_log_${randomBytes(4).toString("hex")}`;
	await sql`create database ${sql.id(name)}`.execute(owner.query);
	const url = new URL(stage.ownerUrl());
	url.pathname = `/${name}`;
	await migrate(url.href);
	const db = connect(url.href, { max: 2, applicationName: "bench-log", statementTimeoutMs: 600_000 });
	const seed = newSigningSeed();
	const logKey = encodeVerifierKey(noteKey("bench.invalid/log", signingKeyFromSeed(seed)));
	await writeDeployment(db, { id: randomUUID(), logKey, epochSeconds: 1, keyCooldownSeconds: 0, madeBy: "bench" });
	return { db, seed, size: 0, tiles: new Map(), root: new Uint8Array(), number: 0 };
}

/** Brings the log to a size at once: the tiles of random leaves and a checkpoint over them, written straight into the tables. */
async function grow(log: Log, size: number): Promise<void> {
	const [row] = (
		await sql<{ size: number; number: number }>`select size, number from checkpoint order by number desc limit 1`.execute(log.db.query)
	).rows;
	const from = row?.size ?? 0;
	const edge = from === 0 ? [] : await edgeOf(log, from);
	const hashes = Array.from({ length: size - from }, () => leafHash(randomBytes(128)));
	const growth = growTree(from, edge, hashes);
	for (let at = 0; at < growth.tiles.length; at += 500) {
		const tiles = growth.tiles.slice(at, at + 500).map(({ level, index, width, bytes }) => ({ level, index, width, bytes }));
		await log.db.query.insertInto("tile").values(tiles).execute();
	}
	const number = (row?.number ?? -1) + 1;
	const published = {
		number,
		size,
		root: growth.root,
		note: "a checkpoint that only the measurement believes",
		published_at: later(present(), -3_600),
	};
	await log.db.query.insertInto("checkpoint").values(published).execute();
}

async function edgeOf({ db }: Log, size: number): Promise<Tile[]> {
	const { rows } = await sql<Tile>`select level, index, width, bytes from tile where width < 256 order by index desc`.execute(db.query);
	const counts = [size, Math.floor(size / 256), Math.floor(size / 65_536)];
	return rows.filter(({ level, index, width }) => {
		const count = counts[level] ?? 0;
		return count % 256 === width && Math.floor(count / 256) === index;
	});
}

/** Publishes waiting leaves as the worker does, and gives how many a second. */
async function append({ db, seed }: Log, count: number): Promise<number> {
	await sql`
		with made as (
			insert into leaf (id, case_tag, sequence, bytes, publish_after, lane)
			select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 0, sha256(gen_random_uuid()::text::bytea) || decode(repeat('00', 96), 'hex'), '2026-01-01T00:00:00Z', 'epoch'
			from generate_series(1, ${count}::integer) returning *
		)
		insert into pending_leaf (leaf_id, case_tag, sequence, publish_after, lane) select id, case_tag, sequence, publish_after, lane from made`.execute(
		db.query,
	);
	const began = performance.now();
	const published = await publish(db, { now: present(), force: true, chance: randomBytes, sign: (message) => sign(seed, message) });
	if (published?.added !== count) throw new Error(`${published?.added} leaves were published instead of ${count}.`);
	return (count / (performance.now() - began)) * 1_000;
}

/** Reads the tiles for a leaf anywhere, makes the proof and checks it, as a reader does. */
async function prove({ db }: Log, times: number): Promise<number> {
	const { size, root } = await db.query
		.selectFrom("checkpoint")
		.select(["size", "root"])
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const taken: number[] = [];
	for (let run = 0; run < times; run += 1) {
		const index = Math.floor(Math.random() * size);
		const start = performance.now();
		const ranges = [...inclusionRanges(index, size), { start: index, end: index + 1 }];
		const tiles = await Promise.all(
			tilesFor(ranges, size).map(async (place) => ({ ...place, bytes: (await readTile(db, place)) ?? new Uint8Array() })),
		);
		const hash = tiledHash(size, tilesIn(tiles));
		verifyInclusion({ leaf: hash({ start: index, end: index + 1 }), index, size, root, proof: proveInclusion(index, size, hash) });
		taken.push(performance.now() - start);
	}
	return median(taken);
}
