import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Database } from "./connect.ts";
import { isAway } from "./fault.ts";
import { makeDatabase } from "./suite-database.fixture.ts";

let suite: Awaited<ReturnType<typeof makeDatabase>>;
let db: Database;
let other: Database;
beforeAll(async () => {
	suite = await makeDatabase();
	other = connect(suite.ownerUrl, { max: 2, applicationName: "suite-other" });
	db = connect(suite.ownerUrl, { max: 1, applicationName: "suite-single" });
	await sql`create schema answerable`.execute(other.query);
	await sql`create table mark (what text)`.execute(other.query);
});
afterAll(async () => {
	await Promise.all([db.close(), other.close()]);
	await suite.drop();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const ask = async () => (await sql<{ one: number }>`select 1 as one`.execute(db.query)).rows;
const marks = async () => (await sql<{ what: string }>`select what from mark`.execute(other.query)).rows;

async function kill(query: Database["query"]): Promise<void> {
	const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query);
	await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(other.query);
}

describe("a connection that is lost", () => {
	test("in the middle of a transaction fails that transaction alone; nothing of it is written, and the next one works", async () => {
		const lost = db.query.transaction().execute(async (transaction) => {
			await sql`insert into mark values ('before')`.execute(transaction);
			await kill(transaction);
			await pause(50);
			await sql`insert into mark values ('after')`.execute(transaction);
		});
		await expect(lost).rejects.toSatisfy(isAway);
		expect(await ask()).toEqual([{ one: 1 }]);
		expect(await marks()).toEqual([]);
	});

	test("under a statement fails that statement, and whoever waited for the connection gets another", async () => {
		const lost = expect(sql`select pg_sleep(20), 'the one that sleeps'`.execute(db.query)).rejects.toSatisfy(isAway);
		const next = ask();
		const ended = async () =>
			(
				await sql`select pg_terminate_backend(pid) from pg_stat_activity
					where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`.execute(other.query)
			).rows.length;
		await expect.poll(ended, { timeout: 15_000 }).toBe(1);
		await lost;
		expect(await next).toEqual([{ one: 1 }]);
	});

	test("because its process was stopped within a transaction gives its locks back, and that transaction is not carried on", async () => {
		const stopped = connect(suite.ownerUrl, { max: 1, applicationName: "suite-stopped", idleTransactionMs: 1_000 });
		await sql`create table held as select 'row' as what`.execute(other.query);
		let wasHeld = false;
		const lost = stopped.query.transaction().execute(async (transaction) => {
			await sql`select from held for update`.execute(transaction);
			const isFree = async () => (await sql`select from held for update skip locked`.execute(other.query)).rows.length === 1;
			wasHeld = !(await isFree());
			await expect.poll(isFree, { timeout: 15_000 }).toBe(true);
			await sql`insert into mark values ('after')`.execute(transaction);
		});
		await expect(lost).rejects.toSatisfy(isAway);
		expect(wasHeld).toBe(true);
		expect(await marks()).toEqual([]);
		await stopped.close();
	});

	test("while nobody holds it is noticed by nobody", async () => {
		await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'suite-single'`.execute(other.query);
		await pause(100);
		expect(await ask()).toEqual([{ one: 1 }]);
	});
});

test("an error that PostgreSQL lives on after keeps the connection", async () => {
	const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db.query)).rows[0]?.pid;
	const before = await pid();
	await expect(sql`select 1 / 0`.execute(db.query)).rejects.toThrow(/division by zero/);
	expect(await pid()).toBe(before);
});

test("a transaction that goes on after a statement failed in it is never said to be committed", async () => {
	const careless = db.query.transaction().execute(async (transaction) => {
		await sql`insert into mark values ('careless')`.execute(transaction);
		await sql`select 1 / 0`.execute(transaction).catch(() => undefined);
	});
	await expect(careless).rejects.toThrow(/not committed/);
	expect(await marks()).toEqual([]);
});

test("a connection that cannot be made fails its request and does not use up the pool", async () => {
	const nowhere = connect("postgres://nobody@127.0.0.1:9/nothing", { max: 1, applicationName: "suite-nowhere" });
	for (let times = 3; times > 0; times -= 1) await expect(sql`select 1`.execute(nowhere.query)).rejects.toSatisfy(isAway);
	await nowhere.close();
});

test("an ended pool gives nothing more", async () => {
	const ended = connect(suite.ownerUrl, { max: 1, applicationName: "suite-ended" });
	await sql`select 1`.execute(ended.query);
	await ended.close();
	await expect(sql`select 1`.execute(ended.query)).rejects.toThrow();
});
