/** Brings a database to the newest schema: numbered files, forward only, never edited after they were applied. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";

export type Migration = { readonly number: number; readonly name: string; readonly text: string; readonly hash: string };

/** Any number that nobody else locks. */
const MIGRATION_LOCK = 7_216_025_001;
const FOLDER = fileURLToPath(new URL("../migrations/", import.meta.url));

/** Reads the migrations in order and refuses a gap or a doubled number. */
export async function readMigrations(): Promise<readonly Migration[]> {
	const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
	const migrations = await Promise.all(
		names.map(async (name) => {
			const text = await readFile(`${FOLDER}${name}`, "utf8");
			return { number: Number(name.slice(0, 4)), name, text, hash: createHash("sha256").update(text).digest("hex") };
		}),
	);
	migrations.forEach((migration, place) => {
		if (migration.number !== place + 1) {
			throw new Error(`Migration ${migration.name} should have the number ${place + 1}.`);
		}
	});
	return migrations;
}

/**
 * Applies what is missing, each file in its own transaction, under a lock so that two starts at once do it once.
 * Returns the names that were applied. A file that changed after it was applied is refused.
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
	const migrations = await readMigrations();
	const sql = postgres(ownerUrl, {
		max: 1,
		onnotice: () => undefined,
		connect_timeout: 10,
		fetch_types: false,
		connection: { application_name: "answerable-migrate" },
	});
	try {
		await assertVersion(sql);
		await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
		const applied = await readApplied(sql);
		refuseEdited(migrations, applied);
		const missing = migrations.slice(applied.length);
		for (const migration of missing) {
			await apply(sql, migration);
		}
		return missing.map((migration) => migration.name);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function assertVersion(sql: postgres.Sql): Promise<void> {
	const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
	if (row === undefined || Number(row.version) < 150_000) {
		throw new Error("Answerable needs PostgreSQL 15 or newer.");
	}
}

async function readApplied(sql: postgres.Sql): Promise<readonly { number: number; name: string; hash: string }[]> {
	const [found] = await sql<{ found: boolean }[]>`select to_regclass('answerable.migration') is not null as found`;
	if (found?.found !== true) {
		return [];
	}
	return sql<{ number: number; name: string; hash: string }[]>`
		select number, name, encode(hash, 'hex') as hash from answerable.migration order by number`;
}

function refuseEdited(migrations: readonly Migration[], applied: readonly { number: number; name: string; hash: string }[]): void {
	for (const [place, row] of applied.entries()) {
		const file = migrations[place];
		if (file === undefined) {
			throw new Error(`This database was migrated by a newer version of Answerable (it knows ${row.name}).`);
		}
		if (file.hash !== row.hash || file.number !== row.number) {
			throw new Error(`Migration ${file.name} was changed after it was applied; migrations are never edited.`);
		}
	}
}

async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
	await sql.begin(async (transaction) => {
		await transaction.unsafe(migration.text).simple();
		if (migration.number === 1) {
			await transaction`
				create table answerable.migration (number integer primary key, name text not null, hash bytea not null check (length(hash) = 32))`;
		}
		await transaction`
			insert into answerable.migration (number, name, hash)
			values (${migration.number}, ${migration.name}, decode(${migration.hash}, 'hex'))`;
	});
}
