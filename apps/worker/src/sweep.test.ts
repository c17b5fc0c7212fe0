import { eventHash } from "@answerable/log/event-hash";
import { connect } from "@answerable/store/connect";
import { deliverNotices } from "@answerable/store/notice-store";
import { act, headOf } from "@answerable/store/signed-act.fixture";
import { at, eventsOf, makeWorld, member, secondsAfter, type World } from "@answerable/store/world.fixture";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heldWorker, raised, rungsOf, storyOf } from "./case.fixture.ts";
import { bringUpToDate, sweep } from "./sweep.ts";

const T0 = at("2026-04-02T09:00:00Z");
const running = () => false;
let world: World;

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});

afterAll(async () => {
	await world.close();
});

describe("the sweep", () => {
	it("does nothing before a thing is due and each thing once when it is", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		const held = { now: T0 };
		const worker = heldWorker(world, held);
		await sweep(worker, running);
		expect(storyOf(await eventsOf(world, caseTag)).at(-1)).toBe("09:00:00 routed");
		held.now = secondsAfter(T0, 7);
		await sweep(worker, running);
		expect(await rungsOf(world, caseTag)).toEqual([]);
		held.now = secondsAfter(T0, 8);
		await sweep(worker, running);
		await sweep(worker, running);
		expect(await rungsOf(world, caseTag)).toEqual([[1, secondsAfter(T0, 8), secondsAfter(T0, 8)]]);
		expect(worker.raisedAlarms).toEqual([]);
	});

	it("fires each rung that was missed while nobody looked once, in order, with the true lateness", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		const late = secondsAfter(T0, 15);
		await sweep(heldWorker(world, { now: late }), running);
		expect(await rungsOf(world, caseTag)).toEqual([
			[1, late, secondsAfter(T0, 8)],
			[2, late, secondsAfter(T0, 11)],
			[3, late, secondsAfter(T0, 14)],
		]);
		await sweep(heldWorker(world, { now: late }), running);
		expect(await rungsOf(world, caseTag)).toHaveLength(3);
	});

	it("is harmless when a bell rings twice, late, early, out of order or for nobody", async () => {
		const cases = [await raised(world, { now: T0 }), await raised(world, { now: T0 })];
		const held = { now: secondsAfter(T0, 12) };
		const worker = heldWorker(world, held);
		const tags = cases.map(({ caseTag }) => caseTag);
		const rings = [...tags, ...tags.toReversed(), ...tags, "ab".repeat(32) as CaseTag];
		await Promise.all(rings.map((tag) => bringUpToDate(worker, tag)));
		held.now = secondsAfter(T0, 1);
		for (const tag of tags) await bringUpToDate(worker, tag);
		for (const tag of tags) expect((await rungsOf(world, tag)).map(([rung]) => rung)).toEqual([1, 2]);
	});

	it("never does a thing twice when two workers look at once", async () => {
		const tags = await Promise.all(Array.from({ length: 6 }, async () => (await raised(world, { now: T0 })).caseTag));
		const second = connect(world.suite.urls.worker, { max: 4, applicationName: "second-worker" });
		const [one, two] = [
			heldWorker(world, { now: secondsAfter(T0, 15) }),
			heldWorker({ ...world, worker: { ...world.worker, db: second } }, { now: secondsAfter(T0, 15) }),
		];
		await Promise.all([sweep(one, running), sweep(two, running), sweep(one, running), sweep(two, running)]);
		for (const tag of tags) expect((await rungsOf(world, tag)).map(([rung]) => rung)).toEqual([1, 2, 3]);
		expect([...one.raisedAlarms, ...two.raisedAlarms]).toEqual([]);
		await second.close();
	});

	it("leaves an answered clock alone", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		await sweep(heldWorker(world, { now: T0 }), running);
		const letter = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
		const outcome = await act(world, member(world, "guardian"), { caseTag, command: letter, now: secondsAfter(T0, 5) });
		expect(outcome).toMatchObject({ repeated: false });
		await sweep(heldWorker(world, { now: secondsAfter(T0, 30) }), running);
		expect(await rungsOf(world, caseTag)).toEqual([]);
	});

	it("stops in the middle when it is told to", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		await sweep(heldWorker(world, { now: secondsAfter(T0, 30) }), () => true);
		expect(await eventsOf(world, caseTag)).toHaveLength(1);
	});
});

describe("a forged answer", () => {
	it("stops no clock and is told once, without naming the case", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		await sweep(heldWorker(world, { now: T0 }), running);
		await forgeLetter(caseTag);
		const worker = heldWorker(world, { now: secondsAfter(T0, 8) });
		await bringUpToDate(worker, caseTag);
		expect((await rungsOf(world, caseTag)).map(([rung]) => rung)).toEqual([1]);
		expect(worker.raisedAlarms).toEqual([{ alarm: "suspect-event", code: "wrong-signature", caseTag, place: "event 2" }]);
	});
});

describe("a case that is broken", () => {
	it("is told and does not hold up the others", async () => {
		const [broken, whole] = [await raised(world, { now: T0 }), await raised(world, { now: T0 })];
		await asOwner(async (sql) => {
			await sql`alter table answerable.event disable trigger all`;
			await sql`delete from answerable.event where case_tag = ${Buffer.from(broken.caseTag, "hex")}`;
			await sql`alter table answerable.event enable always trigger insert_only`;
		});
		const worker = heldWorker(world, { now: secondsAfter(T0, 8) });
		await sweep(worker, running);
		expect(worker.raisedAlarms).toMatchObject([{ alarm: "case-fault", caseTag: broken.caseTag }]);
		expect(await rungsOf(world, whole.caseTag)).toHaveLength(1);
	});
});

describe("cases that are due together", () => {
	const due = secondsAfter(T0, 8);

	it("are done though one of them cannot be written: that one is told, and nothing of it is half done", async () => {
		const cases = [await raised(world, { now: T0 }), await raised(world, { now: T0 }), await raised(world, { now: T0 })];
		await sweep(heldWorker(world, { now: T0 }), running);
		const [stuck, ...others] = cases.map(({ caseTag }) => caseTag);
		if (stuck === undefined) throw new Error("There is no case.");
		const before = await eventsOf(world, stuck);
		await asOwner(async (sql) => {
			await sql`insert into answerable.leaf (id, case_tag, sequence, bytes, publish_after, lane)
				values (gen_random_uuid(), ${Buffer.from(stuck, "hex")}, ${before.length}, decode(repeat('00', 128), 'hex'), ${T0}, 'epoch')`;
		});
		const worker = heldWorker(world, { now: due });
		await sweep(worker, running);
		for (const tag of others) expect(await rungsOf(world, tag)).toEqual([[1, due, due]]);
		expect(await eventsOf(world, stuck)).toEqual(before);
		const told = worker.raisedAlarms.filter(({ caseTag }) => cases.some((one) => one.caseTag === caseTag));
		expect(told).toEqual([{ alarm: "case-fault", code: "23505", caseTag: stuck }]);
	});

	it("never wait for one that somebody else holds, however long, which is done once it is free", async () => {
		const [held, free] = [(await raised(world, { now: T0 })).caseTag, (await raised(world, { now: T0 })).caseTag];
		await sweep(heldWorker(world, { now: T0 }), running);
		const worker = heldWorker(world, { now: due });
		await asOwner(async (sql) => {
			await sql.begin(async (holding) => {
				await holding`select from answerable.case_file where case_tag = ${Buffer.from(held, "hex")} for update`;
				expect(await sweep(worker, running)).toBe(1);
				expect(await rungsOf(world, free)).toEqual([[1, due, due]]);
				expect(await rungsOf(world, held)).toEqual([]);
			});
		});
		expect(await sweep(worker, running)).toBe(0);
		expect(await rungsOf(world, held)).toEqual([[1, due, due]]);
		expect(worker.raisedAlarms.filter(({ caseTag }) => caseTag === held || caseTag === free)).toEqual([]);
	});

	it("are all done, however many groups they fill", async () => {
		const tags = await Promise.all(Array.from({ length: 60 }, async () => (await raised(world, { now: T0 })).caseTag));
		await sweep(heldWorker(world, { now: secondsAfter(T0, 11) }), running);
		for (const tag of tags) expect((await rungsOf(world, tag)).map(([rung]) => rung)).toEqual([1, 2]);
	});
});

describe("notices", () => {
	it("are told by a role and an organisation only", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		await sweep(heldWorker(world, { now: T0 }), running);
		const seen: unknown[] = [];
		await deliverNotices(world.worker.db, 1_000, async (notice) => seen.push(notice) > 0);
		expect(seen.length).toBeGreaterThan(0);
		expect(JSON.stringify(seen)).not.toContain(caseTag);
	});
});

async function asOwner(work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
	const sql = postgres(world.suite.ownerUrl, { max: 1, onnotice: () => undefined });
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}

/** Somebody with SQL writes an acknowledgement by the guardian, chained as it should be, with a signature of nobody. */
async function forgeLetter(caseTag: CaseTag): Promise<void> {
	const head = await headOf(world, caseTag);
	const [first] = await eventsOf(world, caseTag);
	if (first === undefined) throw new Error("There is no case.");
	const { tenure, person, role } = member(world, "guardian");
	const forged: CaseEvent = {
		...first,
		sequence: head.sequence + 1,
		at: secondsAfter(T0, 2),
		by: { actor: "handler", tenure, person, role },
		happening: {
			kind: "letter",
			statement: { purpose: "acknowledgement", compartment: "concern" },
			consequence: { stops: [{ clock: "acknowledgement", round: 1 }], clocks: [] },
		},
		ciphertext: null,
		previous: head.hash,
		act: { seen: head, signature: "00".repeat(64) as never },
	};
	const hash = Buffer.from(eventHash(forged), "hex");
	await asOwner(async (sql) => {
		await sql`insert into answerable.event (case_tag, sequence, hash, body) values (${Buffer.from(caseTag, "hex")}, ${forged.sequence}, ${hash}, ${sql.json(forged)})`;
		await sql`update answerable.case_file set head_sequence = ${forged.sequence}, head_hash = ${hash} where case_tag = ${Buffer.from(caseTag, "hex")}`;
	});
}
