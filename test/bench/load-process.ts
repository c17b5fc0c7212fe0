/** One load: makes everything ready, waits for the word, does it in closed loops, and tells the figures. */
import { randomBytes } from "node:crypto";
import { connect } from "@answerable/store/connect";
import { sql } from "kysely";
import { openClient } from "./client.ts";
import { prepareJobs } from "./jobs.ts";
import type { Load } from "./load.ts";
import { mailboxVisitor } from "./mailbox-visitor.ts";
import { closedLoop, type Run } from "./measure.ts";
import { press, puzzles } from "./press.ts";

type Ready = () => Promise<Readonly<Record<string, Run>>>;

process.once("message", (load: Load) => {
	prepare(load)
		.then((ready) => {
			process.once("message", () => {
				ready().then((runs) => process.send?.({ word: "runs", runs }), fail);
			});
			process.send?.({ word: "ready" });
		})
		.catch(fail);
});

function fail(fault: unknown): void {
	console.error(fault);
	process.exit(1);
}

function prepare(load: Load): Promise<Ready> {
	switch (load.kind) {
		case "raise":
			return prepareRaises(load);
		case "mailbox":
			return prepareMailboxes(load);
		case "bare":
			return prepareBare(load);
		case "jobs":
			return prepareJobs(load);
	}
}

async function prepareRaises({ origin, template, workKey, clients, count }: Extract<Load, { kind: "raise" }>): Promise<Ready> {
	const raises = await press(Buffer.from(template, "base64"), puzzles(workKey), count);
	const { send } = openClient(origin, clients);
	return async () => ({
		raise: await closedLoop(raises, clients, async ({ body }) => (await send("/api/concerns", { body })).status === 201),
	});
}

async function prepareMailboxes(load: Extract<Load, { kind: "mailbox" }>): Promise<Ready> {
	const { origin, template, workKey, clients, count, mailboxes } = load;
	const raises = await press(Buffer.from(template, "base64"), puzzles(workKey), mailboxes);
	const { send } = openClient(origin, clients);
	const visitors = await Promise.all(raises.map((raise) => mailboxVisitor(raise, origin, send)));
	const visits = Array.from({ length: count }, (_, index) => visitors[index % visitors.length]).filter((visit) => visit !== undefined);
	return async () => ({
		open: await closedLoop(visits, clients, (visitor) => visitor.open()),
		reply: await closedLoop(visits, clients, (visitor) => visitor.reply()),
	});
}

/** One row of the same bytes, over the same driver: the ceiling of everything that is kept. */
async function prepareBare({ databaseUrl, sizeBytes, clients, count }: Extract<Load, { kind: "bare" }>): Promise<Ready> {
	const { query } = connect(databaseUrl, { max: clients, applicationName: "bare" });
	const rows = Array.from({ length: count }, () => ({ tag: randomBytes(32), body: randomBytes(sizeBytes) }));
	await Promise.all(Array.from({ length: clients }, () => sql`select 1`.execute(query)));
	return async () => ({
		bare: await closedLoop(rows, clients, async ({ tag, body }) => {
			await sql`insert into bench.bare (tag, body) values (${tag}, ${body})`.execute(query);
			return true;
		}),
	});
}
