import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { migrate, readMigrations } from "./migrate.ts";
import { makeDatabase } from "./suite-database.fixture.ts";

const drops: (() => Promise<void>)[] = [];
afterEach(async () => {
	await Promise.all(drops.splice(0).map((drop) => drop()));
});

async function emptyDatabase(): Promise<string> {
	const { ownerUrl, drop } = await makeDatabase();
	drops.push(drop);
	return ownerUrl;
}

test("an empty database is brought to the newest schema, and a second time nothing is applied", async () => {
	const url = await emptyDatabase();
	const names = (await readMigrations()).map(({ name }) => name);
	expect(await migrate(url)).toEqual(names);
	expect(await migrate(url)).toEqual([]);
});

test("two starts at once apply each migration once", async () => {
	const url = await emptyDatabase();
	const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
	expect(applied.flat()).toEqual((await readMigrations()).map(({ name }) => name));
});

test("a migration that was changed after it was applied is refused", async () => {
	const url = await emptyDatabase();
	await migrate(url);
	const sql = postgres(url, { max: 1 });
	await sql`update answerable.migration set hash = sha256('something else') where number = 2`;
	await sql.end();
	await expect(migrate(url)).rejects.toThrow("0002-log.sql was changed after it was applied");
});

test("a database of a newer version is refused", async () => {
	const url = await emptyDatabase();
	await migrate(url);
	const sql = postgres(url, { max: 1 });
	await sql`insert into answerable.migration (number, name, hash) values (9999, '9999-future.sql', sha256('future'))`;
	await sql.end();
	await expect(migrate(url)).rejects.toThrow("newer version");
});
