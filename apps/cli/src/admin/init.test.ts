/** The first administrator of a deployment, and a further one, on a real database. */
import { makeDatabase } from "@answerable/store/suite-database.fixture";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Call } from "../command.ts";
import { init, inviteAnother } from "./init.ts";

const NOW = "2026-11-26T09:00:00Z" as Call["now"];
const terminal = { isAttended: false, ask: async () => null, say: () => undefined, close: () => undefined };

let database: Awaited<ReturnType<typeof makeDatabase>>;
let sql: postgres.Sql;
beforeAll(async () => {
	database = await makeDatabase();
	sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

const call = (changes: Partial<Call> = {}): Call => ({
	args: [],
	now: NOW,
	environment: { DATABASE_URL: database.ownerUrl, ORIGIN: "https://speak-up.test" },
	terminal,
	...changes,
});

it("prints one link on a database that is not even laid out, and keeps its hash alone; asked again it prints another", async () => {
	const { text, notes } = await init(call());
	expect(text).toMatch(/^https:\/\/speak-up\.test\/join#[A-Za-z0-9_-]{43}$/);
	expect(notes.join(" ")).toContain("until 2026-12-03 09:00 UTC, 7 days from now");
	const rows = await sql`select i::text as row from answerable.invitation i`;
	expect(JSON.stringify(rows)).not.toContain(text.split("#")[1]);
	expect((await init(call())).text).not.toBe(text);
});

it("says where the pages are as npm start does, when it is told nothing else", async () => {
	const environment = { DATABASE_URL: database.ownerUrl };
	expect((await init(call({ environment }))).text).toMatch(/^http:\/\/127\.0\.0\.1:8080\/join#/);
	expect((await init(call({ environment: { ...environment, PORT: "9000" } }))).text).toMatch(/^http:\/\/127\.0\.0\.1:9000\//);
});

it("refuses where there is an administrator, and says what to do; a further one is still invited, and it is recorded", async () => {
	await sql`insert into answerable.person values (gen_random_uuid(), null, 'it.director', decode(repeat('00', 32), 'hex'), true, null)`;
	await expect(init(call())).rejects.toThrow(/There is an administrator already.*at the desk.*admin invite/);
	const before = await sql`select from answerable.invitation`;
	expect((await inviteAnother(call())).text).toContain("/join#");
	expect((await sql`select from answerable.invitation`).length).toBe(before.length + 1);
	const actions = await sql`select by, organisation, what from answerable.admin_action`;
	expect(new Set(actions.map((row) => JSON.stringify({ ...row })))).toEqual(
		new Set([JSON.stringify({ by: null, organisation: null, what: "invited-administrator" })]),
	);
});

it("takes nothing more, and tells a database that is away in a sentence", async () => {
	expect(() => init(call({ args: ["--force"] }))).toThrow(/take nothing more/);
	const away = call({ environment: { DATABASE_URL: "postgres://postgres@127.0.0.1:1/none" } });
	await expect(init(away)).rejects.toThrow(/cannot be reached/);
	const nowhere = call({ environment: { ANSWERABLE_DATA: "/nonexistent" } });
	await expect(init(nowhere)).rejects.toThrow(/npm start/);
});
