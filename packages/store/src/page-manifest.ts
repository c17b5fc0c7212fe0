/** Which files the pages were made of, and since when: the owner appends, everybody may read. */
import { sha256Hash, toHash, utf8 } from "@answerable/log/bytes";
import { parseCheckpoint } from "@answerable/log/checkpoint";
import { parseNote } from "@answerable/log/note";
import { pagesBytes } from "@answerable/log/pages-statement";
import { inclusionRanges, proveInclusion } from "@answerable/log/proof";
import type { Sign } from "@answerable/log/signing";
import { tiledHash, tilesFor, tilesIn } from "@answerable/log/tile";
import type { Hash } from "@answerable/types/bytes";
import type { LoggedPages, PagesStatement } from "@answerable/types/pages";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { bytesColumn, signatureOf } from "./column.ts";
import type { Database } from "./connect.ts";
import { requireDeployment } from "./deployment.ts";
import { readCheckpoint, readTile } from "./log-store.ts";
import { appendStatement } from "./statement-log.ts";

/** Any number that nobody else locks: of two starts that bring in the same pages, one logs them. */
const PAGES_LOCK = 7_216_073;

/**
 * Signs and logs a build's list of files, unless it is the last one that was logged: going back to an earlier build is a new entry.
 * Returns what was logged, or null.
 */
export async function logPages(
	db: Database,
	manifest: string,
	{ now, signLog }: { now: Instant; signLog: Sign },
): Promise<PagesStatement | null> {
	const { epochSeconds } = await requireDeployment(db);
	const hash = sha256Hash(utf8(manifest));
	return db.query.transaction().execute(async (query) => {
		await sql`select pg_advisory_xact_lock(${PAGES_LOCK})`.execute(query);
		const last = await query.selectFrom("page_manifest").select("statement").orderBy("number", "desc").limit(1).executeTakeFirst();
		if (last?.statement.manifest === hash) return null;
		const statement = { version: 1, number: (last?.statement.number ?? 0) + 1, from: now, manifest: hash } as const;
		const leaf = await appendStatement(query, { kind: "pages", statement }, { now, epochSeconds });
		const signature = bytesColumn(signLog(pagesBytes(statement)));
		await query
			.insertInto("page_manifest")
			.values({ number: statement.number, body: manifest, statement, signature, leaf_id: leaf })
			.execute();
		return statement;
	});
}

/** A list with its proof in the newest checkpoint; the newest one that is published if no number is given. Null if there is none. */
export async function readLoggedPages(db: Database, number: number | null): Promise<LoggedPages | null> {
	const row = await db.query
		.selectFrom("page_manifest as pages")
		.innerJoin("log_entry", "log_entry.leaf_id", "pages.leaf_id")
		.select(["pages.body as manifest", "pages.statement", "pages.signature", "log_entry.index as leafIndex"])
		.where("pages.number", number === null ? ">" : "=", number ?? 0)
		.orderBy("pages.number", "desc")
		.limit(1)
		.executeTakeFirst();
	if (row === undefined) return null;
	const checkpoint = await readCheckpoint(db);
	if (checkpoint === null) throw new Error("The log has entries and no checkpoint.");
	const { note } = checkpoint;
	return { ...row, signature: signatureOf(row.signature), checkpoint: note, proof: await proofOf(db, row.leafIndex, note) };
}

async function proofOf(db: Database, index: number, note: string): Promise<Hash[]> {
	const { size } = parseCheckpoint(parseNote(note).text);
	const tiles = await Promise.all(
		tilesFor(inclusionRanges(index, size), size).map(async (place) => {
			const bytes = await readTile(db, place);
			if (bytes === null) throw new Error(`The log has no tile ${place.level}/${place.index}.`);
			return { ...place, bytes };
		}),
	);
	return proveInclusion(index, size, tiledHash(size, tilesIn(tiles))).map(toHash);
}
