import { verify } from "@answerable/crypto/signing";
import { eventHash } from "@answerable/log/event-hash";
import { checkHistory } from "@answerable/log/history";
import type { CaseEvent, Happening } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCase } from "./case-history.ts";
import { escalateCase, readWakes } from "./due.ts";
import { actAsHandler } from "./handler-act.ts";
import { readInbox } from "./inbox.ts";
import { raise } from "./raise.ts";
import { removeTenure } from "./removal.fixture.ts";
import { actAsReporter } from "./reporter-act.ts";
import { act, handlerAct, headOf, signAct } from "./signed-act.fixture.ts";
import { addStaff, at, eventsOf, makeWorld, member, newReporter, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");

async function raised(now: Instant = START): Promise<{ caseTag: CaseTag; seed: Uint8Array }> {
	const { caseTag, seed, request } = newReporter(world, { now });
	const answer = await raise(world.api, request);
	if (!("answer" in answer)) throw new Error(answer.refused);
	await escalateCase(world.worker, caseTag, now);
	return { caseTag, seed };
}

const acknowledgement = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
const question = { kind: "letter" as const, statement: { purpose: "question" as const, compartment: "private" as const } };

function kinds(events: readonly CaseEvent[]): string[] {
	return events.map(({ happening }) => (happening.kind === "escalated" ? `escalated ${happening.consequence.rung}` : happening.kind));
}

describe("lock, then decide", () => {
	test("of two who act at once one wins, the other is told to look again, and nothing of it is written", async () => {
		const { caseTag } = await raised();
		const seen = await headOf(world, caseTag);
		const now = secondsAfter(START, 2);
		const acts = await Promise.all([
			handlerAct(world, member(world, "guardian"), { caseTag, command: acknowledgement, now, seen }),
			handlerAct(world, member(world, "guardian"), { caseTag, command: question, now: secondsAfter(now, 1), seen }),
		]);
		const answers = await Promise.all(acts.map((one) => actAsHandler(world.api, one)));
		expect(answers.filter((answer) => "event" in answer)).toHaveLength(1);
		expect(answers.filter((answer) => "refused" in answer)).toEqual([{ refused: "out-of-date" }]);
		expect((await eventsOf(world, caseTag)).filter(({ act: signed, sequence }) => signed !== null && sequence > 0)).toHaveLength(1);
		const letters = await world.owner.query
			.selectFrom("letter")
			.select("sequence")
			.where("case_tag", "=", Buffer.from(caseTag, "hex"))
			.where("sequence", ">", 0)
			.execute();
		expect(letters).toHaveLength(1);
	});

	test("the same act sent many times at once is done once, and each is answered with its event", async () => {
		const { caseTag } = await raised();
		const once = await handlerAct(world, member(world, "guardian"), { caseTag, command: acknowledgement, now: secondsAfter(START, 2) });
		const answers = await Promise.all(Array.from({ length: 6 }, () => actAsHandler(world.api, once)));
		const events = answers.map((answer) => ("event" in answer ? eventHash(answer.event) : answer.refused));
		expect(new Set(events).size).toBe(1);
		expect(answers.filter((answer) => "repeated" in answer && !answer.repeated)).toHaveLength(1);
		await act(world, member(world, "guardian"), { caseTag, command: question, now: secondsAfter(START, 3) });
		expect(await actAsHandler(world.api, once)).toMatchObject({ repeated: true });
	});

	test("an act signed with another key is refused, and one of somebody whose tenure ended is not even answered", async () => {
		const { caseTag } = await raised();
		const now = secondsAfter(START, 2);
		const [guardian, deputy] = [member(world, "guardian"), member(world, "deputy_guardian")];
		expect(await act(world, guardian, { caseTag, command: acknowledgement, now, seed: deputy.seed })).toEqual({
			refused: "wrong-signature",
		});
		const pretending = await handlerAct(world, guardian, { caseTag, command: acknowledgement, now });
		const stranger = { ...pretending, command: { ...pretending.command, by: { ...pretending.command.by, person: deputy.person } } };
		expect(await actAsHandler(world.api, stranger)).toEqual({ refused: "not-found" });
		await removeTenure(world.owner, guardian.tenure);
		expect(await act(world, guardian, { caseTag, command: acknowledgement, now })).toEqual({ refused: "not-found" });
		await world.owner.query.updateTable("tenure").set({ removed: false }).where("id", "=", guardian.tenure).execute();
		expect(await act(world, guardian, { caseTag, command: acknowledgement, now })).toHaveProperty("event");
	});

	test("somebody who was told nothing gets the answer of an unknown case", async () => {
		const { caseTag } = await raised();
		expect(await act(world, member(world, "chair"), { caseTag, command: question, now: secondsAfter(START, 1) })).toEqual({
			refused: "not-found",
		});
		const unknown = "ab".repeat(32) as CaseTag;
		const seen = await headOf(world, caseTag);
		expect(await act(world, member(world, "chair"), { caseTag: unknown, seen, command: question, now: START })).toEqual({
			refused: "not-found",
		});
	});

	test("every chain that was written passes the check of every reader, and each event has its leaf", async () => {
		const { caseTag, seed } = await raised();
		const guardian = member(world, "guardian");
		await act(world, guardian, { caseTag, command: acknowledgement, now: secondsAfter(START, 2) });
		const seen = await headOf(world, caseTag);
		const statement = { sequence: seen.sequence };
		const ciphertext = Buffer.from("hollow");
		const signature = signAct(world, seed, { caseTag, seen, kind: "disputed", statement, ciphertext });
		const disputed = await actAsReporter(world.api, {
			caseTag,
			act: { kind: "disputed", statement, act: signature },
			ciphertext,
			now: secondsAfter(START, 5),
		});
		expect(disputed).toEqual({ visibleAt: secondsAfter(START, 5), repeated: false });
		await escalateCase(world.worker, caseTag, secondsAfter(START, 30));
		const events = await eventsOf(world, caseTag);
		const check = checkHistory(events, { handler: (tenure) => (tenure === guardian.tenure ? guardian.statement.sign : undefined) }, verify);
		expect(check.suspect).toEqual([]);
		expect(kinds(events).slice(0, 4)).toEqual(["raised", "routed", "letter", "disputed"]);
		expect(kinds(events)).toContain("escalated 4");
		const leaves = await world.owner.query
			.selectFrom("leaf")
			.select("sequence")
			.where("case_tag", "=", Buffer.from(caseTag, "hex"))
			.orderBy("sequence")
			.execute();
		expect(leaves.map(({ sequence }) => sequence)).toEqual(events.map(({ sequence }) => sequence));
	});
});

async function dueAt(now: Instant): Promise<readonly CaseTag[]> {
	return (await readWakes(world.worker.db, { now, until: now, limit: 1_000 })).map(({ caseTag }) => caseTag);
}

describe("the sweep", () => {
	test("finds a case when something is due, and ringing twice is harmless", async () => {
		const { caseTag } = await raised();
		const wakes = await readWakes(world.worker.db, { now: START, until: secondsAfter(START, 60), limit: 1_000 });
		const wake = wakes.find((one) => one.caseTag === caseTag);
		if (wake === undefined) throw new Error("A raised case sleeps for ever.");
		expect(await dueAt(secondsAfter(wake.wakeAt, -1))).not.toContain(caseTag);
		expect(await dueAt(wake.wakeAt)).toContain(caseTag);
		expect(await escalateCase(world.worker, caseTag, wake.wakeAt)).toHaveProperty("events");
		expect(await escalateCase(world.worker, caseTag, wake.wakeAt)).toEqual({ refused: "not-due" });
		expect(await dueAt(wake.wakeAt)).not.toContain(caseTag);
	});

	test("ten workers at once escalate once", async () => {
		const { caseTag } = await raised();
		const now = secondsAfter(START, 8);
		await Promise.all(Array.from({ length: 10 }, () => escalateCase(world.worker, caseTag, now)));
		expect(kinds(await eventsOf(world, caseTag)).filter((kind) => kind === "escalated 1")).toHaveLength(1);
	});

	test("all wakes can be read in pages", async () => {
		const until = secondsAfter(START, 3_600);
		const all = await readWakes(world.worker.db, { now: START, until, limit: 1_000 });
		const paged = [];
		let page = await readWakes(world.worker.db, { now: START, until, limit: 2 });
		while (page.length > 0) {
			paged.push(...page);
			page = await readWakes(world.worker.db, { now: START, until, limit: 2, after: page.at(-1) });
		}
		expect(paged).toEqual(all);
	});
});

/** What a manager with SQL can do: an event that nobody signed, or that somebody signed who may not. */
async function smuggle(caseTag: CaseTag, happening: Happening, changes: Partial<CaseEvent>): Promise<void> {
	const events = await eventsOf(world, caseTag);
	const last = events.at(-1);
	if (last === undefined) throw new Error("no case");
	const event: CaseEvent = {
		...last,
		sequence: last.sequence + 1,
		previous: eventHash(last),
		happening,
		ciphertext: null,
		act: null,
		...changes,
	};
	const row = {
		case_tag: Buffer.from(caseTag, "hex"),
		sequence: event.sequence,
		hash: Buffer.from(eventHash(event), "hex"),
		body: event,
		act_hash: null,
	};
	await world.owner.sql.begin(async (sql) => {
		await sql`alter table event disable trigger all`;
		await sql`insert into event ${sql([{ ...row, body: sql.json(JSON.parse(JSON.stringify(event))) }])}`;
		await sql`alter table event enable always trigger insert_only`;
	});
}

describe("a manager with SQL", () => {
	const stops: Happening = {
		kind: "letter",
		statement: { purpose: "acknowledgement", compartment: "concern" },
		consequence: { stops: [{ clock: "acknowledgement", round: 1 }], clocks: [] },
	};

	test.each([
		["an unsigned answer", {}],
		["an answer with a signature made up", { act: { seen: { sequence: 0, hash: "00".repeat(32) }, signature: "00".repeat(64) } }],
		["an answer of the system", { by: { actor: "worker" } }],
		["an answer dated in the far future", { at: "2099-01-01T00:00:00Z" }],
	])("%s is not believed, and the case still climbs to the top", async (_name, changes) => {
		const { caseTag } = await raised();
		const guardian = member(world, "guardian");
		const by = { actor: "handler", tenure: guardian.tenure, person: guardian.person, role: "guardian" };
		await smuggle(caseTag, stops, { by, at: secondsAfter(START, 1), ...changes } as Partial<CaseEvent>);
		for (const seconds of [8, 11, 14, 17, 22, 30, 40]) await escalateCase(world.worker, caseTag, secondsAfter(START, seconds));
		const escalations = kinds(await eventsOf(world, caseTag)).filter((kind) => kind.startsWith("escalated"));
		expect(new Set(escalations)).toEqual(new Set([1, 2, 3, 4, 5].map((rung) => `escalated ${rung}`)));
		expect((await readCase(world.api, caseTag))?.suspect).toMatchObject([{ sequence: 2 }]);
		expect(await escalateCase(world.worker, caseTag, secondsAfter(START, 40))).toEqual({ refused: "not-due" });
	});

	test("an answer of a tenure that was written into the directory without the roots, or that no raise names, is not believed", async () => {
		const { caseTag } = await raised();
		const roots = [0, 1, 2].map((byte) => new Uint8Array(32).fill(byte + 1));
		const intruder = await addStaff(world.owner, { organisation: world.organisation, role: "guardian", roots });
		const seen = await headOf(world, caseTag);
		const signature = signAct(world, intruder.seed, { caseTag, seen, kind: "letter", statement: stops.statement, ciphertext: null });
		const by = { actor: "handler" as const, tenure: intruder.tenure, person: intruder.person, role: "guardian" as const };
		await smuggle(caseTag, stops, { by, at: secondsAfter(START, 1), act: signature });
		await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
		expect(kinds(await eventsOf(world, caseTag))).toContain("escalated 1");
		expect((await readCase(world.api, caseTag))?.suspect).toEqual([{ sequence: 2, code: "unknown-key" }]);
	});

	test("rungs that were only written down as told are told after all", async () => {
		const { caseTag } = await raised();
		const climbed = await raised();
		await escalateCase(world.worker, climbed.caseTag, secondsAfter(START, 8));
		const [told] = (await eventsOf(world, climbed.caseTag)).filter(({ happening }) => happening.kind === "escalated");
		if (told?.happening.kind !== "escalated") throw new Error("nobody was told");
		for (const rung of [1, 2, 3, 4, 5] as const) {
			const happening: Happening = { ...told.happening, consequence: { ...told.happening.consequence, rung, recipients: [] } };
			await smuggle(caseTag, happening, { by: { actor: "worker" }, at: secondsAfter(START, 1) });
		}
		const before = await world.owner.query.selectFrom("notice").select("id").execute();
		await escalateCase(world.worker, caseTag, secondsAfter(START, 12));
		const history = await readCase(world.api, caseTag);
		expect(history?.suspect.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "unlikely"));
		expect(history?.state.fired.filter(({ running }) => running !== null).map(({ rung }) => rung)).toEqual([1, 2]);
		expect(await world.owner.query.selectFrom("notice").select("id").execute()).not.toHaveLength(before.length);
	});

	test("a signed question that was made to stop a clock stops none, and a raise whose clocks were put off keeps its own", async () => {
		const { caseTag } = await raised();
		const guardian = member(world, "guardian");
		await act(world, guardian, { caseTag, command: question, now: secondsAfter(START, 1) });
		const rewrite = async (sequence: number, change: string) => {
			await world.owner.sql.begin(async (sql) => {
				await sql`alter table event disable trigger all`;
				await sql.unsafe(
					`update event set body = jsonb_set(body, ${change}) where encode(case_tag, 'hex') = '${caseTag}' and sequence = ${sequence}`,
				);
				await sql`alter table event enable always trigger insert_only`;
			});
		};
		await rewrite(2, `'{happening,consequence,stops}', '[{"clock": "acknowledgement", "round": 1}]'`);
		await rewrite(0, `'{happening,consequence,clocks,0,due}', '"2099-01-01T00:00:00Z"'`);
		await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
		expect(kinds(await eventsOf(world, caseTag))).toContain("escalated 1");
	});

	test("a row that is no event at all stops nothing", async () => {
		const { caseTag } = await raised();
		await smuggle(caseTag, { kind: "never heard of" } as unknown as Happening, {});
		await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
		expect(await escalateCase(world.worker, caseTag, secondsAfter(START, 8))).toHaveProperty("events");
		expect(await escalateCase(world.worker, caseTag, secondsAfter(START, 8))).toEqual({ refused: "not-due" });
	});
});

describe("the inbox", () => {
	test("shows a case to those who were told, never to the excluded, in pages without gaps", async () => {
		const about = newReporter(world, { now: START, subject: "guardian" });
		await raise(world.api, about.request);
		await escalateCase(world.worker, about.caseTag, START);
		await raised();
		const guardian = member(world, "guardian");
		const whole = await readInbox(world.api.db, { person: guardian.person, now: secondsAfter(START, 1), limit: 1_000, cursor: null });
		expect(whole?.rows.length).toBeGreaterThan(2);
		expect(whole?.rows.map(({ caseTag }) => caseTag)).not.toContain(about.caseTag);
		const rows = [];
		let cursor: string | null = null;
		do {
			const page = await readInbox(world.api.db, { person: guardian.person, now: secondsAfter(START, 1), limit: 2, cursor });
			rows.push(...(page?.rows ?? []));
			cursor = page?.cursor ?? null;
		} while (cursor !== null);
		expect(rows).toEqual(whole?.rows);
		expect(await readInbox(world.api.db, { person: guardian.person, now: START, limit: 2, cursor: "nonsense" })).toBeNull();
		const tenure = guardian.tenure;
		for (const day of ["0000-02-28", "2026-02-30"]) {
			const cursor = `${day}T09:00:00Z~${about.caseTag}~${tenure}`;
			expect(await readInbox(world.api.db, { person: guardian.person, now: START, limit: 2, cursor })).toBeNull();
		}
		const first = `0001-01-01T00:00:00Z~${about.caseTag}~${tenure}`;
		expect(await readInbox(world.api.db, { person: guardian.person, now: START, limit: 2, cursor: first })).not.toBeNull();
	});

	test("repeats with each sight what its case's row says is due next, whoever changes it", async () => {
		const { caseTag } = await raised();
		const { caseTag: later } = await raised(secondsAfter(START, 3));
		const tag = Buffer.from(caseTag, "hex");
		const dues = async () => {
			const { rows } = await sql<{ sight: string; file: string }>`
				select distinct due as sight, coalesce(next_due, 'infinity') as file from case_sight natural join case_file where case_tag = ${tag}`.execute(
				world.owner.query,
			);
			return rows;
		};
		const guardian = member(world, "guardian");
		const listed = async () => {
			const page = await readInbox(world.api.db, { person: guardian.person, now: secondsAfter(START, 9), limit: 1_000, cursor: null });
			return (page?.rows ?? []).flatMap((row) => (row.caseTag === caseTag || row.caseTag === later ? [row.caseTag] : []));
		};
		const [before] = await dues();
		expect(before?.sight).toBe(before?.file);
		expect(await listed()).toEqual([caseTag, later]);
		await world.owner.query.updateTable("case_file").set({ next_due: null }).where("case_tag", "=", tag).execute();
		expect(await dues()).toEqual([{ sight: "infinity", file: "infinity" }]);
		expect(await listed()).toEqual([later, caseTag]);
		await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
		const [after, ...others] = await dues();
		expect(after?.sight).toBe(after?.file);
		expect(after?.sight).not.toBe("infinity");
		expect(others).toEqual([]);
	});
});
