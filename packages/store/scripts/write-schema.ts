/** Writes `schema.sql` from a database that was just migrated: `node packages/store/scripts/write-schema.ts`, with DATABASE_URL set. */
import { writeFile } from "node:fs/promises";
import postgres from "postgres";
import { migrate } from "../src/migrate.ts";
import { schemaText } from "../src/schema-text.ts";

const clusterUrl = process.env.DATABASE_URL;
if (clusterUrl === undefined) throw new Error("Set DATABASE_URL to a role that may create databases.");
const name = `schema_${process.pid}`;
const cluster = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
await cluster.unsafe(`create database ${name}`);
try {
	const url = new URL(clusterUrl);
	url.pathname = `/${name}`;
	await migrate(url.href);
	const sql = postgres(url.href, { max: 1 });
	await writeFile(new URL("../schema.sql", import.meta.url), await schemaText(sql));
	await sql.end();
} finally {
	await cluster.unsafe(`drop database ${name} with (force)`);
	await cluster.end();
}
