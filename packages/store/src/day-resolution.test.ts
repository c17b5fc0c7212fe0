/** Reporters' acts on S2 and S3 leave no instant within the day, in any table. */
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { escalateCase, readWakes } from "./due.ts";
import { readMailbox } from "./mailbox.ts";
import { raise } from "./raise.ts";
import { actAsReporter } from "./reporter-act.ts";
import { act, headOf, signAct } from "./signed-act.fixture.ts";
import { applyWaiting, dueWaiting } from "./waiting.ts";
import { at, eventsOf, makeWorld, member, newReporter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("default-england@1");
});
afterAll(async () => world?.close());

/** A Tuesday, 10:17:23 in London. */
const RAISED = at("2026-04-07T09:17:23Z");
const SLOT = at("2026-04-07T12:00:00Z");

/** Every value of every row of every table, as text. */
async function everything(): Promise<string> {
	const tables = await world.owner.sql<{ name: string }[]>`
		select table_schema || '.' || table_name as name from information_schema.tables
		where table_schema in ('answerable', 'bullmq') and table_type = 'BASE TABLE'`;
	const rows = await Promise.all(
		tables.map(({ name }) => world.owner.sql.unsafe<{ text: string }[]>(`select row_to_json(t)::text as text from ${name} t`)),
	);
	return rows
		.flat()
		.map(({ text }) => text)
		.join("\n");
}

test("a raise leaves no instant within the day but the slot, the due times and the log's boundaries", async () => {
	const { caseTag, request } = newReporter(world, { now: RAISED });
	await raise(world.api, request);
	const text = await everything();
	expect(text).toContain(caseTag);
	expect(text).not.toMatch(/2026-04-07T(09:|10:)/);
	expect(
		[...text.matchAll(/2026-04-07[T ]\d\d:\d\d:\d\d[^"]*/g)]
			.map(([instant]) => instant)
			.every((instant) => /T12:00:00(Z|\+00:00)$/.test(instant)),
	).toBe(true);
	const leaf = await world.owner.query
		.selectFrom("leaf")
		.select("publish_after")
		.where("case_tag", "=", Buffer.from(caseTag, "hex"))
		.executeTakeFirstOrThrow();
	expect(leaf.publish_after).toBe("2026-04-08T00:00:00Z");
	expect((await eventsOf(world, caseTag)).map((event) => event.at)).toEqual([SLOT]);
});

test("no alarm is set for a case before staff may see it", async () => {
	const { caseTag, request } = newReporter(world, { now: RAISED });
	await raise(world.api, request);
	expect(await wakesAt(at("2026-04-07T11:59:59Z"))).not.toContain(caseTag);
	expect(await wakesAt(SLOT)).toContain(caseTag);
});

/** The cases of which alarms may know, whenever they are set for. */
async function wakesAt(now: Instant): Promise<readonly CaseTag[]> {
	return (await readWakes(world.worker.db, { now, until: at("2027-01-01T00:00:00Z"), limit: 1_000 })).map((wake) => wake.caseTag);
}

test("no column has a default that tells the time", async () => {
	const rows = await world.owner
		.sql`select table_name, column_name from information_schema.columns where table_schema = 'answerable' and column_default is not null`;
	expect([...rows]).toEqual([]);
});

test("a letter waits for the slot, is dated at it however late the sweep comes, and keeps its place after an earlier one", async () => {
	const { caseTag, seed, request } = newReporter(world, { now: RAISED });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, SLOT);
	const guardian = member(world, "guardian");
	await act(world, guardian, {
		caseTag,
		command: { kind: "letter", statement: { purpose: "question", compartment: "private" } },
		now: at("2026-04-07T13:00:00Z"),
	});
	const seen = await headOf(world, caseTag);
	const letters = ["first", "second"].map((text) => Buffer.from(text));
	const kept = [];
	for (const ciphertext of letters) {
		const statement = { purpose: "reply" as const, compartment: "private" as const };
		const signature = signAct(world, seed, { caseTag, seen, kind: "letter", statement, ciphertext });
		kept.push(
			await actAsReporter(world.api, {
				caseTag,
				act: { kind: "letter", statement, act: signature },
				ciphertext,
				now: at("2026-04-07T13:31:00Z"),
			}),
		);
		const again = await actAsReporter(world.api, {
			caseTag,
			act: { kind: "letter", statement, act: signature },
			ciphertext,
			now: at("2026-04-07T13:40:00Z"),
		});
		expect(again).toEqual({ visibleAt: "2026-04-07T17:00:00Z", repeated: true });
	}
	expect(kept).toEqual([0, 1].map(() => ({ visibleAt: "2026-04-07T17:00:00Z", repeated: false })));
	expect(await everything()).not.toMatch(/2026-04-07[T ]13:[34]/);
	expect((await readMailbox(world.api, caseTag, at("2026-04-07T14:00:00Z")))?.waiting).toHaveLength(2);
	expect(await dueWaiting(world.worker.db, at("2026-04-07T16:59:59Z"), 10)).toEqual([]);
	expect(await dueWaiting(world.worker.db, at("2026-04-07T17:00:00Z"), 10)).toEqual([caseTag]);
	expect(await dueWaiting(world.worker.db, at("2026-04-07T19:23:11Z"), 10)).toEqual([caseTag]);
	await act(world, guardian, {
		caseTag,
		command: { kind: "letter", statement: { purpose: "acknowledgement", compartment: "concern" } },
		now: at("2026-04-07T14:00:00Z"),
	});
	const applied = await applyWaiting(world.worker, caseTag, at("2026-04-07T19:23:11Z"));
	expect(applied.map((event) => event.at)).toEqual(["2026-04-07T17:00:00Z", "2026-04-07T17:00:00Z"]);
	expect(await applyWaiting(world.worker, caseTag, at("2026-04-07T19:23:11Z"))).toEqual([]);
	const mailbox = await readMailbox(world.api, caseTag, at("2026-04-07T19:30:00Z"));
	expect(mailbox?.waiting).toEqual([]);
	const lastTwo = mailbox?.letters.slice(-2).map(({ ciphertext }) => Buffer.from(ciphertext, "base64url").toString());
	expect(lastTwo).toEqual(["first", "second"]);
	expect(await everything()).not.toMatch(/2026-04-07[T ]19:/);
});

test("an act that the rules refuse at its slot is kept for its writer", async () => {
	const { caseTag, seed, request } = newReporter(world, { now: RAISED });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, SLOT);
	const guardian = member(world, "guardian");
	const seen = await headOf(world, caseTag);
	const signature = signAct(world, seed, { caseTag, seen, kind: "withdrawal-asked", statement: {}, ciphertext: null });
	const asked = { kind: "withdrawal-asked" as const, statement: {}, act: signature };
	const answer = await actAsReporter(world.api, { caseTag, act: asked, ciphertext: null, now: at("2026-04-07T14:00:00Z") });
	expect(answer).toMatchObject({ repeated: false });
	for (const command of [
		{ kind: "letter", statement: { purpose: "outcome", compartment: "concern" } },
		{ kind: "close", statement: { reason: "outcome" } },
	] as const)
		expect(await act(world, guardian, { caseTag, command, now: at("2026-04-07T15:00:00Z") })).toHaveProperty("event");
	expect(await applyWaiting(world.worker, caseTag, at("2026-04-07T17:00:00Z"))).toEqual([]);
	expect(await dueWaiting(world.worker.db, at("2026-04-07T17:00:00Z"), 10)).toEqual([]);
	const mailbox = await readMailbox(world.api, caseTag, at("2026-04-07T17:00:00Z"));
	expect(mailbox?.waiting).toMatchObject([{ act: asked, refused: "case-closed" }]);
});

test("an act that could not count after those that wait is refused while its writer is still there", async () => {
	const { caseTag, seed, request } = newReporter(world, { now: RAISED });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, SLOT);
	const command = { kind: "letter", statement: { purpose: "acknowledgement", compartment: "concern" } } as const;
	const done = await act(world, member(world, "guardian"), { caseTag, command, now: at("2026-04-07T13:00:00Z") });
	if (!("event" in done)) throw new Error(done.refused);
	const seen = await headOf(world, caseTag);
	const answers = [];
	for (const text of ["this said nothing", "it said nothing"]) {
		const statement = { sequence: done.event.sequence };
		const ciphertext = Buffer.from(text);
		const signature = signAct(world, seed, { caseTag, seen, kind: "disputed", statement, ciphertext });
		const disputed = { kind: "disputed" as const, statement, act: signature };
		answers.push(await actAsReporter(world.api, { caseTag, act: disputed, ciphertext, now: at("2026-04-07T14:00:00Z") }));
	}
	expect(answers).toEqual([{ visibleAt: "2026-04-07T17:00:00Z", repeated: false }, { refused: "already-disputed" }]);
});
