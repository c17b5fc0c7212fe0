import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { schemaText } from "./schema-text.ts";
import { openSuiteDatabase, type SuiteDatabase } from "./suite-database.fixture.ts";

let suite: SuiteDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
	suite = await openSuiteDatabase();
	owner = postgres(suite.ownerUrl, { max: 1, onnotice: () => undefined, connection: { search_path: "answerable" } });
});
afterAll(async () => {
	await owner.end();
	await suite.drop();
});

const INSERT_ONLY = ["admin_action", "calendar", "checkpoint", "event", "leaf", "log_entry", "policy", "tile"];
const ROLES = ["answerable_api", "answerable_worker", "answerable_releaser"];

test("schema.sql is what the migrations make (run scripts/write-schema.ts)", async () => {
	expect(await schemaText(owner)).toBe(await readFile(new URL("../schema.sql", import.meta.url), "utf8"));
});

describe("insert-only tables", () => {
	test.each(INSERT_ONLY)("%s refuses its own owner, even in a session that pretends to be a replica", async (table) => {
		for (const mode of ["origin", "replica"]) {
			for (const statement of [`update ${table} set ${await aColumn(table)} = null`, `delete from ${table}`, `truncate ${table} cascade`]) {
				const attempt = owner.begin(async (sql) => {
					await sql.unsafe(`set local session_replication_role = ${mode}`);
					await sql.unsafe(statement);
				});
				await expect(attempt).rejects.toThrow(/never changed/);
			}
		}
	});

	test("no role may update, delete or truncate one", async () => {
		const rows = await owner`
			select role, tab, what from unnest(${ROLES}::text[]) role, unnest(${INSERT_ONLY}::text[]) tab, unnest(array['update', 'delete', 'truncate']) what
			where has_table_privilege(role, 'answerable.' || tab, what) or (what = 'update' and has_any_column_privilege(role, 'answerable.' || tab, what))`;
		expect([...rows]).toEqual([]);
	});
});

async function aColumn(table: string): Promise<string> {
	const [row] = await owner<{ name: string }[]>`
		select attname as name from pg_attribute where attrelid = ${`answerable.${table}`}::regclass and attnum = 1`;
	return row?.name ?? "";
}

describe("the three roles", () => {
	test("own nothing and may make nothing", async () => {
		const owned = await owner`select relname from pg_class where pg_get_userbyid(relowner) = any (${ROLES})`;
		expect([...owned]).toEqual([]);
		const make =
			await owner`select role from unnest(${ROLES}::text[]) role, unnest(array['answerable', 'bullmq', 'public']) s where has_schema_privilege(role, s, 'create')`;
		expect([...make]).toEqual([]);
		const powers =
			await owner`select rolname from pg_roles where rolname = any (${ROLES}) and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`;
		expect([...powers]).toEqual([]);
	});

	test.each([
		["worker", "select ciphertext from letter"],
		["worker", "select wraps from case_wraps"],
		["worker", "select inner_wrap from released_wrap"],
		["worker", "select seal from successor_seal"],
		["api", "select seal from successor_seal"],
		["api", "delete from successor_seal"],
		["releaser", "insert into successor_seal select * from successor_seal"],
		["worker", "select mailbox from reporter_key"],
		["worker", "select * from session"],
		["worker", "select login_hash from person"],
		["worker", "select sealed_keys from tenure"],
		["releaser", "select sealed_keys from tenure"],
		["worker", "insert into released_wrap values (sha256('x'), 2, gen_random_uuid(), 'x')"],
		["releaser", "select * from session"],
		["releaser", "select ciphertext from letter"],
		["releaser", "select mailbox from reporter_key"],
		["releaser", "select login_hash from person"],
		["releaser", "delete from pending_leaf"],
		["api", "insert into released_wrap values (sha256('x'), 2, gen_random_uuid(), 'x')"],
		["api", "insert into log_entry values (0, gen_random_uuid(), sha256('x'))"],
		["api", "update tenure set statement = null"],
		["api", "delete from key_removal"],
		["api", "update root_change set number = 2"],
		["api", "delete from letter"],
		["api", "delete from waiting_act"],
		["api", "update case_file set visible_at = now()"],
		["api", "update organisation set slug = 'x'"],
		["api", "delete from pending_leaf"],
	] as const)("%s may not: %s", async (role, statement) => {
		const db = connect(suite.urls[role], { max: 1, applicationName: "suite" });
		await expect(db.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
		await db.close();
	});

	test("only the worker may use the queue's schema", async () => {
		await owner.unsafe("create table bullmq.job (id integer)");
		const worker = connect(suite.urls.worker, { max: 1, applicationName: "suite" });
		await worker.sql.unsafe("insert into bullmq.job values (1)");
		await worker.close();
		const api = connect(suite.urls.api, { max: 1, applicationName: "suite" });
		await expect(api.sql.unsafe("select * from bullmq.job")).rejects.toThrow(/permission denied/);
		await api.close();
		await owner.unsafe("drop table bullmq.job");
	});

	test("a role that logs in by hand finds the tables", async () => {
		const sql = postgres(suite.urls.api, { max: 1 });
		const [row] = await sql`select count(*)::integer as count from deployment`;
		expect(row).toEqual({ count: 0 });
		await sql.end();
	});
});
