/** What a manager with SQL gains by editing the rows that repeat what was signed: nothing. */
import { newSigningSeed, signingKeyFromSeed } from "@answerable/crypto/signing";
import { policyById } from "@answerable/domain/policy";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { eventHash } from "@answerable/log/event-hash";
import type { CaseEvent, Happening } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCase } from "./case-history.ts";
import { connect } from "./connect.ts";
import { readDeskCase } from "./desk-case.ts";
import { escalateCase } from "./due.ts";
import { raise } from "./raise.ts";
import { addRules } from "./registration.ts";
import { act, headOf, signAct } from "./signed-act.fixture.ts";
import { at, eventsOf, makeWorld, member, newReporter, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");

async function raised(subject: "none" | "guardian" = "none"): Promise<CaseTag> {
	const { caseTag, request } = newReporter(world, { now: START, subject });
	const answer = await raise(world.api, request);
	if (!("answer" in answer)) throw new Error(answer.refused);
	await escalateCase(world.worker, caseTag, START);
	return caseTag;
}

function tagOf(caseTag: CaseTag): Uint8Array {
	return Buffer.from(caseTag, "hex");
}

async function rungsTold(caseTag: CaseTag): Promise<readonly number[]> {
	const events = await eventsOf(world, caseTag);
	return events.flatMap(({ happening }) => (happening.kind === "escalated" ? [happening.consequence.rung] : []));
}

/** Writes an event at the end of a chain, well linked, past every trigger. */
async function smuggle(
	caseTag: CaseTag,
	changes: Pick<CaseEvent, "at" | "by" | "happening" | "act"> & { readonly sequence?: number },
): Promise<void> {
	const [last] = (await eventsOf(world, caseTag)).slice(-1);
	if (last === undefined) throw new Error("There is no case.");
	const event = { ...last, ciphertext: null, sequence: last.sequence + 1, previous: eventHash(last), ...changes };
	const row = { case_tag: tagOf(caseTag), sequence: event.sequence, hash: Buffer.from(eventHash(event), "hex"), act_hash: null };
	await world.owner.sql.begin(async (sql) => {
		await sql`alter table event disable trigger all`;
		await sql`insert into event ${sql([{ ...row, body: sql.json(JSON.parse(JSON.stringify(event))) }])}`;
		await sql`alter table event enable always trigger insert_only`;
	});
}

test("a policy with longer clocks, put into a case's row, moves no clock, and is told", async () => {
	const caseTag = await raised();
	const slow = await addRules(world.owner, policyById("default-england@1"), world.rules.calendar);
	const policy = Buffer.from(slow.policy, "hex");
	await world.owner.query.updateTable("case_file").set({ policy_hash: policy }).where("case_tag", "=", tagOf(caseTag)).execute();
	await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
	expect(await rungsTold(caseTag)).toContain(1);
	const history = await readCase(world.api, caseTag);
	expect(history?.suspect).toEqual([{ sequence: 0, code: "row-differs" }]);
	expect(history?.policyHash).toBe(canonicalHash(world.rules.policy));
});

test("an exclusion that was taken out of a case's row still holds, and is told", async () => {
	const caseTag = await raised("guardian");
	const guardian = member(world, "guardian");
	await world.owner.query.updateTable("case_file").set({ excluded: [] }).where("case_tag", "=", tagOf(caseTag)).execute();
	const history = await readCase(world.api, caseTag);
	expect(history?.excluded).toContain(guardian.person);
	expect(history?.suspect).toEqual([{ sequence: 0, code: "row-differs" }]);
	const request = { person: guardian.person, tenure: guardian.tenure, caseTag, now: secondsAfter(START, 60) };
	expect(await readDeskCase(world.api, request)).toBeNull();
});

test("the history of another case, put in the place of this one's, is not taken for it", async () => {
	const [caseTag, other] = [await raised(), await raised()];
	await world.owner.sql.begin(async (sql) => {
		await sql`alter table event disable trigger all`;
		await sql`update event set body = theirs.body, hash = theirs.hash from event theirs
			where event.case_tag = ${tagOf(caseTag)} and theirs.case_tag = ${tagOf(other)} and theirs.sequence = event.sequence`;
		await sql`alter table event enable always trigger insert_only`;
	});
	await expect(escalateCase(world.worker, caseTag, secondsAfter(START, 8))).rejects.toThrow("raise of its own");
});

test("nobody lets themselves in by a grant of their own before their rung has come, and so nobody answers that way", async () => {
	const caseTag = await raised();
	const chair = member(world, "chair");
	const by = { actor: "handler" as const, tenure: chair.tenure, person: chair.person, role: chair.role };
	const statement = { tenure: chair.tenure, key: chair.key, opens: ["concern" as const], wrap: sha256Hash(new Uint8Array(1)) };
	const seen = await headOf(world, caseTag);
	const signature = signAct(world, chair.seed, { caseTag, seen, kind: "granted", statement, ciphertext: null });
	const happening: Happening = { kind: "granted", statement, consequence: {} };
	await smuggle(caseTag, { at: secondsAfter(START, 1), by, happening, act: signature });
	expect((await readCase(world.api, caseTag))?.suspect).toEqual([{ sequence: 2, code: "unlikely" }]);
	const letter = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
	expect(await act(world, chair, { caseTag, command: letter, now: secondsAfter(START, 2) })).toEqual({ refused: "not-found" });
});

/** What somebody outside wrote on a case that was given to them, as the last event, named as if the guardian had written it. */
async function relabelled(caseTag: CaseTag): Promise<void> {
	const [guardian, outsider] = [member(world, "guardian"), member(world, "external_body")];
	const wrap = new Uint8Array(1_300).fill(3);
	const given = { tenure: outsider.tenure, key: outsider.key, opens: ["concern" as const], wrap: sha256Hash(wrap) };
	const signed = async (kind: "granted" | "letter", seed: Uint8Array, statement: unknown) =>
		signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind, statement, ciphertext: null });
	await smuggle(caseTag, {
		at: secondsAfter(START, 1),
		by: { actor: "handler", tenure: guardian.tenure, person: guardian.person, role: guardian.role },
		happening: { kind: "granted", statement: given, consequence: {} },
		act: await signed("granted", guardian.seed, given),
	});
	const statement = { purpose: "acknowledgement" as const, compartment: "concern" as const };
	const signature = await signed("letter", outsider.seed, statement);
	const by = { actor: "handler" as const, tenure: outsider.tenure, person: outsider.person, role: "guardian" as const };
	const consequence = { stops: [{ clock: "acknowledgement" as const, round: 1 }], clocks: [] };
	await smuggle(caseTag, { at: secondsAfter(START, 2), by, happening: { kind: "letter", statement, consequence }, act: signature });
}

test("a letter from outside that is called the guardian's is believed by none of the three processes and stops no clock", async () => {
	const caseTag = await raised();
	await relabelled(caseTag);
	for (const process of [world.api, world.worker, world.releaser]) {
		expect((await readCase(process, caseTag))?.suspect).toEqual([{ sequence: 3, code: "wrong-actor" }]);
	}
	await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
	expect(await rungsTold(caseTag)).toContain(1);
});

test("whoever writes roots of their own into the directory makes nobody a handler: the log's key did not sign them", async () => {
	const caseTag = await raised();
	const guardian = member(world, "guardian");
	const command = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
	expect(await act(world, guardian, { caseTag, command, now: secondsAfter(START, 1) })).toHaveProperty("event");
	const fresh = { ...world.worker, db: connect(world.suite.urls.worker, { max: 1, applicationName: "suite-fresh" }) };
	const pinned = {
		...world.worker,
		logKey: signingKeyFromSeed(newSigningSeed()),
		db: connect(world.suite.urls.worker, { max: 1, applicationName: "suite-pinned" }),
	};
	expect((await readCase(fresh, caseTag))?.suspect).toEqual([]);
	expect((await readCase(pinned, caseTag))?.suspect).toEqual([{ sequence: 2, code: "unknown-key" }]);
	const roots = world.owner.query.selectFrom("root_set").select("signature").where("organisation", "=", world.organisation);
	const { signature } = await roots.executeTakeFirstOrThrow();
	const put = (to: Uint8Array) =>
		world.owner.query.updateTable("root_set").set({ signature: to }).where("organisation", "=", world.organisation).execute();
	await put(new Uint8Array(64).fill(1));
	const deceived = { ...fresh, db: connect(world.suite.urls.worker, { max: 1, applicationName: "suite-deceived" }) };
	expect((await readCase(deceived, caseTag))?.suspect).toEqual([{ sequence: 2, code: "unknown-key" }]);
	await put(signature);
	await Promise.all([fresh.db.close(), pinned.db.close(), deceived.db.close()]);
});

test("an event at the last place of a chain is suspect, and keeps nobody from the next act", async () => {
	const caseTag = await raised();
	const happening: Happening = { kind: "feedback-asked", statement: {}, consequence: {} };
	await smuggle(caseTag, { at: secondsAfter(START, 1), by: { actor: "worker" }, happening, act: null, sequence: 100_000 });
	const command = { kind: "letter" as const, statement: { purpose: "question" as const, compartment: "concern" as const } };
	const acted = await act(world, member(world, "guardian"), { caseTag, command, now: secondsAfter(START, 2) });
	expect(acted).toMatchObject({ event: { sequence: 2 } });
	await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
	expect(await rungsTold(caseTag)).toContain(1);
	const history = await readCase(world.releaser, caseTag);
	expect(history?.head.sequence).toBe(history?.trusted.at(-1)?.sequence);
	expect(history?.suspect).toEqual([{ sequence: 100_000, code: "wrong-sequence" }]);
});
