import { randomUUID } from "node:crypto";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { parseCheckpoint, signCheckpoint } from "@answerable/log/checkpoint";
import { eventHash } from "@answerable/log/event-hash";
import { encodeEventLeaf } from "@answerable/log/event-leaf";
import { noteKey, parseNote } from "@answerable/log/note";
import type { Alarm } from "@answerable/process/alarm";
import { connect } from "@answerable/store/connect";
import { escalateCase } from "@answerable/store/due";
import { readCheckpoint } from "@answerable/store/log-store";
import { act, headOf } from "@answerable/store/signed-act.fixture";
import { at, eventsOf, member, publishNow, secondsAfter, type World } from "@answerable/store/world.fixture";
import type { CaseEvent, Happening } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commitReleases, openReleases } from "./release.ts";
import { heldReleaser, makeSealedWorld, releasedWraps, type Sealed, sealedCase } from "./sealed-case.fixture.ts";

const T0 = at("2026-04-02T09:00:00Z");
/** When each rung is due of a concern raised at T0 that nobody answers. */
const DUE = { 2: T0, 3: T0, 4: T0, 5: T0 };
let world: World;

beforeAll(async () => {
	world = await makeSealedWorld();
	const { notBeforeOf } = await sealedCase(world, { now: T0, external: "full" });
	for (const rung of [2, 3, 4, 5] as const) DUE[rung] = notBeforeOf(rung);
});

afterAll(async () => {
	await world.close();
});

/** One whole turn: commit what is due, publish, open what is out. */
async function turn(now: Instant) {
	const releaser = await heldReleaser(world, { now });
	await commitReleases(releaser);
	await publishNow(world, now, true);
	await openReleases(releaser);
	return releaser;
}

function alarmsOf({ raisedAlarms }: { readonly raisedAlarms: readonly Alarm[] }, caseTag: CaseTag): readonly Alarm[] {
	return raisedAlarms.filter((alarm) => alarm.caseTag === caseTag);
}

async function releasedEvents(caseTag: CaseTag): Promise<readonly CaseEvent[]> {
	return (await eventsOf(world, caseTag)).filter(({ happening }) => happening.kind === "released");
}

async function rolesOf(caseTag: CaseTag): Promise<readonly string[]> {
	return (await releasedWraps(world, caseTag)).map(({ role }) => role);
}

describe("a release", () => {
	it("is committed when the rung is due, opened when its leaf is published, and opens exactly what may go up", async () => {
		const sealed = await sealedCase(world, { now: T0 });
		const held = { now: secondsAfter(T0, 10) };
		const releaser = await heldReleaser(world, held);
		await commitReleases(releaser);
		expect(await releasedEvents(sealed.caseTag)).toEqual([]);
		held.now = DUE[2];
		await commitReleases(releaser);
		const [event] = await releasedEvents(sealed.caseTag);
		expect(event).toMatchObject({
			at: DUE[2],
			by: { actor: "releaser" },
			happening: { consequence: { rung: 2, notBefore: DUE[2], witnessed: false } },
		});
		await openReleases(releaser);
		expect(await rolesOf(sealed.caseTag)).toEqual([]);
		await publishNow(world, held.now, true);
		await openReleases(releaser);
		const released = await releasedWraps(world, sealed.caseTag);
		expect(released.map(({ role }) => role)).toContain("exec_lead");
		for (const { role, inner } of released) expect(sealed.opens(role, inner)).toEqual(["concern"]);
		expect(releaser.raisedAlarms).toEqual([]);
	});

	it("climbs every rung in its turn without the worker ever having written an escalation", async () => {
		const sealed = await sealedCase(world, { now: T0, external: "full" });
		const reached: (readonly string[])[] = [];
		for (const rung of [2, 3, 4, 5] as const) {
			await turn(secondsAfter(DUE[rung], -1));
			const before = await rolesOf(sealed.caseTag);
			await turn(DUE[rung]);
			reached.push((await rolesOf(sealed.caseTag)).filter((role) => !before.includes(role)));
		}
		expect(reached.every((roles) => roles.length > 0)).toBe(true);
		expect(reached[3]).toEqual(["external_body"]);
		for (const { role, inner } of await releasedWraps(world, sealed.caseTag)) expect(sealed.opens(role, inner)).toEqual(["concern"]);
		await turn(secondsAfter(T0, 60));
		expect(await releasedEvents(sealed.caseTag)).toHaveLength(4);
	});

	it.each(["existence", "nothing"] as const)("gives nothing to anybody outside when the reporter chose %s", async (external) => {
		const sealed = await sealedCase(world, { now: T0, external });
		await turn(secondsAfter(T0, 60));
		expect(await rolesOf(sealed.caseTag)).not.toContain("external_body");
		expect((await releasedEvents(sealed.caseTag)).map(rungOf)).toEqual([2, 3, 4]);
	});

	it("never happens to a case that was answered in time", async () => {
		const sealed = await sealedCase(world, { now: T0 });
		await escalateCase(world.worker, sealed.caseTag, T0);
		const letter = { kind: "letter" as const, statement: { purpose: "outcome" as const, compartment: "concern" as const } };
		const triage = {
			kind: "triage" as const,
			statement: { severity: "S3" as const, handler: member(world, "guardian").tenure, compartment: "concern" as const },
		};
		await act(world, member(world, "guardian"), { caseTag: sealed.caseTag, command: letter, now: secondsAfter(T0, 5) });
		await act(world, member(world, "guardian"), { caseTag: sealed.caseTag, command: triage, now: secondsAfter(T0, 6) });
		await turn(secondsAfter(T0, 40));
		expect(await releasedEvents(sealed.caseTag)).toEqual([]);
	});

	it("never waits for a case that somebody else holds, however long, and comes once it is free", async () => {
		const [held, free] = [await sealedCase(world, { now: T0 }), await sealedCase(world, { now: T0 })];
		const releaser = await heldReleaser(world, { now: DUE[2] });
		await asOwner(async (sql) =>
			sql.begin(async (holding) => {
				await holding`select from answerable.case_file where case_tag = ${Buffer.from(held.caseTag, "hex")} for update`;
				expect(await commitReleases(releaser)).toBe(1);
				expect(await releasedEvents(free.caseTag)).toHaveLength(1);
				expect(await releasedEvents(held.caseTag)).toEqual([]);
			}),
		);
		expect(await commitReleases(releaser)).toBe(0);
		expect(await releasedEvents(held.caseTag)).toHaveLength(1);
		expect(releaser.raisedAlarms).toEqual([]);
	});

	it("happens once when two releasers look at once", async () => {
		const sealed = await sealedCase(world, { now: T0 });
		const db = connect(world.suite.urls.releaser, { max: 2, applicationName: "second-releaser" });
		const [one, two] = [
			await heldReleaser(world, { now: DUE[2] }),
			await heldReleaser({ ...world, releaser: { ...world.releaser, db } }, { now: DUE[2] }),
		];
		await Promise.all([commitReleases(one), commitReleases(two), commitReleases(one)]);
		await publishNow(world, DUE[2], true);
		await Promise.all([openReleases(one), openReleases(two)]);
		expect(await releasedEvents(sealed.caseTag)).toHaveLength(1);
		expect([...one.raisedAlarms, ...two.raisedAlarms]).toEqual([]);
		expect(await rolesOf(sealed.caseTag)).not.toEqual([]);
		await db.close();
	});
});

describe("a crash", () => {
	it.each(["before anything", "after the commit", "after the publication", "after the opening"] as const)(
		"%s loses nothing and doubles nothing",
		async (when) => {
			const sealed = await sealedCase(world, { now: T0 });
			if (when !== "before anything") await commitReleases(await heldReleaser(world, { now: DUE[2] }));
			if (when === "after the publication") await publishNow(world, DUE[2], true);
			if (when === "after the opening") await openBehindTheStore(sealed);
			await turn(secondsAfter(DUE[2], 1));
			await turn(secondsAfter(DUE[2], 2));
			expect((await releasedEvents(sealed.caseTag)).map(rungOf)).toEqual([2]);
			expect(await rolesOf(sealed.caseTag)).toContain("exec_lead");
			expect(await world.owner.query.selectFrom("pending_release").selectAll().where("case_tag", "=", tagOf(sealed)).execute()).toEqual([]);
		},
	);
});

/** The process dies after libsodium opened the seal and before anything was stored: nothing of it was written. */
async function openBehindTheStore(sealed: Sealed): Promise<void> {
	await publishNow(world, DUE[2], true);
	const releaser = await heldReleaser(world, { now: DUE[2] });
	const dying = connect(world.suite.urls.releaser, { max: 1, applicationName: "dying-releaser" });
	const db = {
		...dying,
		query: dying.query.withPlugin({ transformQuery: ({ node }) => refuseInsert(node), transformResult: async ({ result }) => result }),
	};
	await openReleases({ ...releaser, store: { ...releaser.store, db } });
	await dying.close();
	expect(await rolesOf(sealed.caseTag)).toEqual([]);
}

function refuseInsert<Node extends { readonly kind: string }>(node: Node): Node {
	if (node.kind === "InsertQueryNode") throw new Error("The process died here.");
	return node;
}

it("a release is stopped by no edit of what a case's row repeats of the signed raise, and opens what was signed", async () => {
	const sealed = await sealedCase(world, { now: T0 });
	const change = {
		organisation: member(world, "external_body").statement.organisation,
		excluded: [member(world, "exec_lead").person],
		visible_at: at("9998-01-01T00:00:00Z"),
	};
	await world.owner.query.updateTable("case_file").set(change).where("case_tag", "=", tagOf(sealed)).execute();
	const releaser = await turn(DUE[2]);
	expect(alarmsOf(releaser, sealed.caseTag)).toEqual([]);
	const released = await releasedWraps(world, sealed.caseTag);
	expect(released.map(({ role }) => role)).toContain("exec_lead");
	for (const { role, inner } of released) expect(sealed.opens(role, inner)).toEqual(["concern"]);
	const { tenure } = member(world, "exec_lead");
	const sights = world.owner.query.selectFrom("case_sight").select("sight").where("case_tag", "=", tagOf(sealed));
	expect(await sights.where("tenure", "=", tenure).execute()).toEqual([{ sight: "content" }]);
});

describe("nothing is opened early", () => {
	it("by an escalation that somebody with SQL wrote", async () => {
		const sealed = await sealedCase(world, { now: T0 });
		const { caseTag } = sealed;
		await forge(caseTag, secondsAfter(T0, 1), {
			kind: "escalated",
			statement: {},
			consequence: {
				running: { clock: "acknowledgement", round: 1 },
				rung: 4,
				due: secondsAfter(T0, 1),
				scheduled: secondsAfter(T0, 1),
				because: "overdue",
				recipients: [member(world, "chair").tenure],
				skipped: [],
			},
		});
		await turn(secondsAfter(T0, 10));
		expect(await releasedEvents(caseTag)).toEqual([]);
		expect(await rolesOf(caseTag)).toEqual([]);
	});

	it("by a release that somebody with SQL wrote, with its leaf published", async () => {
		const { caseTag } = await sealedCase(world, { now: T0 });
		const { tenure } = member(world, "chair");
		const consequence = { rung: 4 as const, tenures: [tenure], notBefore: secondsAfter(T0, 1), witnessed: false };
		const sequence = await forge(caseTag, secondsAfter(T0, 1), { kind: "released", statement: {}, consequence }, { actor: "releaser" });
		await world.owner.query
			.insertInto("pending_release")
			.values({ case_tag: Buffer.from(caseTag, "hex"), sequence, rung: 4, tenure })
			.execute();
		const releaser = await turn(secondsAfter(T0, 10));
		expect(await rolesOf(caseTag)).toEqual([]);
		expect(alarmsOf(releaser, caseTag)).toMatchObject([{ alarm: "unlawful-release", place: "rung 4" }]);
		await turn(secondsAfter(DUE[4], -1));
		expect(await rolesOf(caseTag)).not.toContain("chair");
		await turn(DUE[4]);
		expect(await rolesOf(caseTag)).toContain("chair");
	});

	it("before the instant inside the seal, though the rung is due", async () => {
		const notBefore = secondsAfter(T0, 30);
		const { caseTag } = await sealedCase(world, { now: T0 }, (context) => ({ ...context, notBefore }));
		await turn(secondsAfter(T0, 29));
		expect(await releasedEvents(caseTag)).toEqual([]);
		await turn(notBefore);
		expect(await rolesOf(caseTag)).toContain("chair");
	});

	it("before the instant inside the seal, though somebody with SQL wrote a release that claims an earlier one", async () => {
		const notBefore = secondsAfter(T0, 60);
		const { caseTag } = await sealedCase(world, { now: T0 }, (context) => ({ ...context, notBefore }));
		const { tenure } = member(world, "exec_lead");
		const consequence = { rung: 2 as const, tenures: [tenure], notBefore: DUE[2], witnessed: false };
		const sequence = await forge(caseTag, DUE[2], { kind: "released", statement: {}, consequence }, { actor: "releaser" });
		await world.owner.query
			.insertInto("pending_release")
			.values({ case_tag: Buffer.from(caseTag, "hex"), sequence, rung: 2, tenure })
			.execute();
		const releaser = await turn(secondsAfter(T0, 59));
		expect(await rolesOf(caseTag)).toEqual([]);
		expect(alarmsOf(releaser, caseTag)).toMatchObject([{ alarm: "unlawful-release", code: "not-due" }]);
		await turn(notBefore);
		expect(await rolesOf(caseTag)).toContain("exec_lead");
	});

	it("by dues that somebody with SQL moved: the instant inside the seal stands", async () => {
		const { caseTag } = await sealedCase(world, { now: T0 });
		const [raisedEvent] = await eventsOf(world, caseTag);
		if (raisedEvent?.happening.kind !== "raised") throw new Error("There is no case.");
		const { happening } = raisedEvent;
		const clocks = happening.consequence.clocks.map((clock) => ({ ...clock, due: clock.opens }));
		const moved = { ...raisedEvent, happening: { ...happening, consequence: { ...happening.consequence, clocks } } };
		await asOwner(async (sql) => {
			await sql`alter table answerable.event disable trigger all`;
			await sql`update answerable.event set body = ${sql.json(moved)}, hash = ${Buffer.from(eventHash(moved), "hex")} where case_tag = ${Buffer.from(caseTag, "hex")}`;
			await sql`alter table answerable.event enable always trigger insert_only`;
		});
		await turn(secondsAfter(T0, 10));
		expect(await releasedEvents(caseTag)).toEqual([]);
		expect(await rolesOf(caseTag)).toEqual([]);
	});

	it("when the answer was taken out of the history", async () => {
		const { caseTag } = await sealedCase(world, { now: T0 });
		await escalateCase(world.worker, caseTag, T0);
		const command = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
		await act(world, member(world, "guardian"), { caseTag, command, now: secondsAfter(T0, 1) });
		const { sequence } = await headOf(world, caseTag);
		await asOwner(async (sql) => {
			const tag = Buffer.from(caseTag, "hex");
			await sql`alter table answerable.event disable trigger all`;
			await sql`delete from answerable.letter where case_tag = ${tag} and sequence = ${sequence}`;
			await sql`delete from answerable.event where case_tag = ${tag} and sequence = ${sequence}`;
			await sql`alter table answerable.event enable always trigger insert_only`;
			await sql`update answerable.case_file set release_at = ${DUE[2]} where case_tag = ${tag}`;
		});
		const releaser = await turn(secondsAfter(DUE[2], 1));
		expect(await rolesOf(caseTag)).toEqual([]);
		expect(alarmsOf(releaser, caseTag)).toMatchObject([{ alarm: "case-fault", code: "leaves-differ" }]);
	});

	it("by wraps that are not those of the signed raise", async () => {
		const swapped = await sealedCase(world, { now: T0 });
		const { wraps } = await sealedCase(world, { now: T0 });
		await world.owner.query.updateTable("case_wraps").set({ wraps }).where("case_tag", "=", tagOf(swapped)).execute();
		const releaser = await turn(secondsAfter(T0, 60));
		const codes = (caseTag: CaseTag) => releaser.raisedAlarms.filter((alarm) => alarm.caseTag === caseTag).map(({ code }) => code);
		expect(codes(swapped.caseTag)).toContain("wraps-differ");
		expect(await rolesOf(swapped.caseTag)).toEqual([]);
	});

	it("by a checkpoint that the log did not sign", async () => {
		const { caseTag } = await sealedCase(world, { now: T0 });
		await commitReleases(await heldReleaser(world, { now: DUE[2] }));
		const stranger = newSigningSeed();
		const key = noteKey("suite.example/log", signingKeyFromSeed(stranger));
		await publishNow(world, DUE[2], true);
		const newest = await readCheckpoint(world.worker.db);
		const forged = signCheckpoint(parseCheckpoint(parseNote(newest?.note ?? "").text), key, (message) => sign(stranger, message));
		const number = (newest?.number ?? 0) + 1;
		await world.owner.query
			.insertInto("checkpoint")
			.values({ number, size: newest?.size ?? 0, root: parseCheckpoint(parseNote(forged).text).root, note: forged, published_at: DUE[2] })
			.execute();
		const releaser = await heldReleaser(world, { now: DUE[2] });
		await openReleases(releaser);
		expect(await rolesOf(caseTag)).toEqual([]);
		expect(alarmsOf(releaser, caseTag)).toMatchObject([{ alarm: "case-fault", code: "unknown-signer" }]);
		await turn(secondsAfter(DUE[2], 4));
		expect(await rolesOf(caseTag)).toContain("exec_lead");
	});
});

describe("a seal that does not open", () => {
	it("is told once, is not tried again, and keeps nobody else waiting", async () => {
		const wrongPolicy = "ab".repeat(32) as never;
		const { caseTag } = await sealedCase(world, { now: T0 }, (context, role) =>
			role === "ceo" ? { ...context, policy: wrongPolicy } : context,
		);
		const releaser = await turn(DUE[3]);
		expect(alarmsOf(releaser, caseTag)).toEqual([{ alarm: "seal-not-opened", code: "cannot-open", caseTag, place: "rung 3" }]);
		const roles = await rolesOf(caseTag);
		expect(roles).toContain("ned_lead");
		expect(roles).not.toContain("ceo");
		const calls: Alarm[] = [];
		const counting = { ...releaser, alarms: { raise: (alarm: Alarm) => void calls.push(alarm) } };
		for (let again = 0; again < 5; again += 1) await openReleases(counting);
		expect(calls.filter((alarm) => alarm.caseTag === caseTag)).toEqual([]);
	});

	it("for another release key is told as such and opens once that key is there", async () => {
		const { caseTag } = await sealedCase(world, { now: T0 });
		const releaser = await heldReleaser(world, { now: DUE[2] });
		await commitReleases(releaser);
		await publishNow(world, DUE[2], true);
		await openReleases({ ...releaser, keys: () => [] });
		expect(releaser.raisedAlarms.map(({ code }) => code)).toContain("not-a-holder");
		expect(await rolesOf(caseTag)).toEqual([]);
		await openReleases(await heldReleaser(world, { now: DUE[2] }));
		expect(await rolesOf(caseTag)).toContain("exec_lead");
	});
});

function rungOf({ happening }: CaseEvent): Rung | null {
	return happening.kind === "released" ? happening.consequence.rung : null;
}

function tagOf({ caseTag }: Sealed): Buffer {
	return Buffer.from(caseTag, "hex");
}

async function asOwner(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres(world.suite.ownerUrl, { max: 1, onnotice: () => undefined });
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}

/** Somebody with SQL appends an event of the system, chained as it should be, with a leaf that waits to be published. */
async function forge(caseTag: CaseTag, when: Instant, happening: Happening, by: CaseEvent["by"] = { actor: "worker" }): Promise<number> {
	const head = await headOf(world, caseTag);
	const [first] = await eventsOf(world, caseTag);
	if (first === undefined) throw new Error("There is no case.");
	const forged: CaseEvent = {
		...first,
		sequence: head.sequence + 1,
		at: when,
		by,
		happening,
		ciphertext: null,
		previous: head.hash,
		act: null,
	};
	const [tag, hash] = [Buffer.from(caseTag, "hex"), Buffer.from(eventHash(forged), "hex")];
	const { log_salt } = await world.owner.query
		.selectFrom("reporter_key")
		.select("log_salt")
		.where("case_tag", "=", tag)
		.executeTakeFirstOrThrow();
	const bytes = encodeEventLeaf(forged, { logSalt: Buffer.from(log_salt).toString("hex") as never, viewKey: world.worker.viewKey }, null);
	const id = randomUUID();
	await asOwner(async (sql) => {
		await sql`insert into answerable.event (case_tag, sequence, hash, body) values (${tag}, ${forged.sequence}, ${hash}, ${sql.json(forged)})`;
		await sql`update answerable.case_file set head_sequence = ${forged.sequence}, head_hash = ${hash} where case_tag = ${tag}`;
		await sql`insert into answerable.leaf (id, case_tag, sequence, bytes, publish_after, lane) values (${id}, ${tag}, ${forged.sequence}, ${bytes}, ${when}, 'epoch')`;
		await sql`insert into answerable.pending_leaf (leaf_id, case_tag, sequence, publish_after, lane) values (${id}, ${tag}, ${forged.sequence}, ${when}, 'epoch')`;
	});
	return forged.sequence;
}
