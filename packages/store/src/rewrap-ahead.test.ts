/** A reporter gives a place whose rung is still to come: what is kept of it, who can read that, and that nobody sees more or sooner for it. */
import { randomBytes } from "node:crypto";
import { sha256Hash } from "@answerable/log/bytes";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCase } from "./case-history.ts";
import { readBeginnings } from "./desk-beginnings.ts";
import { readDeskCase } from "./desk-case.ts";
import { escalateCase } from "./due.ts";
import { eraseCase } from "./erasure.ts";
import { readMailbox } from "./mailbox.ts";
import { enactBy, removal } from "./proposal.fixture.ts";
import { readSuccessorSeals } from "./recovery-store.ts";
import { appendRelease, readReleasable } from "./release-store.ts";
import { give, type Opened, raised } from "./rewrap.fixture.ts";
import { act } from "./signed-act.fixture.ts";
import { applyWaiting } from "./waiting.ts";
import { addStaff, at, makeWorld, member, publishNow, type Staff, secondsAfter, type World } from "./world.fixture.ts";

const START = at("2026-04-07T09:00:00Z");
const SLOT = at("2026-04-07T12:00:00Z");
const NEXT_SLOT = at("2026-04-07T17:00:00Z");
/** The cooldown of the world's deployment. */
const COOLDOWN_SECONDS = 60;

const AHEAD = { layer: 2 as const, opens: ["concern" as const] };
const placeOf = ({ tenure }: Staff) => ({ statement: { ...AHEAD, place: { tenure, rung: 4 as const } } });

async function newDeputy(world: World): Promise<Staff> {
	const next = await addStaff(world.owner, { organisation: world.organisation, role: "deputy_guardian", roots: world.roots });
	await publishNow(world, SLOT, true);
	return next;
}

/** A second chair, as only the tables allow it: an office that one person holds is promised to one at a time. */
async function newChair(world: World): Promise<Staff> {
	const next = await addStaff(world.owner, { organisation: world.organisation, role: "chair", roots: world.roots });
	await publishNow(world, SLOT, true);
	return next;
}

const seals = (world: World, caseTag: CaseTag) =>
	world.owner.query
		.selectFrom("successor_seal")
		.select(["rung", "tenure", "seal"])
		.where("case_tag", "=", Buffer.from(caseTag, "hex"))
		.execute();

async function toldTo(world: World, { tenure }: Staff): Promise<number> {
	return (await world.owner.query.selectFrom("notice").select("id").where("tenure", "=", tenure).execute()).length;
}

describe("where acts are told at once", () => {
	let world: World;
	let before: Staff;
	let next: Staff;
	let mine: Opened;
	let other: Opened;
	let about: Opened;
	let open: Opened;
	let waiting: Opened;
	const usable = secondsAfter(SLOT, COOLDOWN_SECONDS);
	beforeAll(async () => {
		world = await makeWorld("demo@1", 2);
		before = member(world, "chair");
		next = await newChair(world);
		const atOnce = () => raised(world, (statement) => statement, START);
		[mine, other, open, waiting] = [await atOnce(), await atOnce(), await atOnce(), await atOnce()];
		about = await raised(world, (statement) => ({ ...statement, excluded: [next.person] }));
		// Answered, so that no clock of the demo brings a rung before the test does.
		const letter = { kind: "letter" as const, statement: { purpose: "outcome" as const, compartment: "concern" as const } };
		await act(world, member(world, "guardian"), { caseTag: mine.caseTag, command: letter, now: secondsAfter(START, 1) });
	});
	afterAll(() => world.close());

	test("nobody is given the place of a chair who is there", async () => {
		expect(await give(world, mine, { before, next, now: usable }, placeOf(before))).toEqual({ refused: "stale-keys" });
		expect(await seals(world, mine.caseTag)).toEqual([]);
	});

	test("once the chair is gone, the seal is kept for the releaser: the new one knows of nothing, and is told nothing", async () => {
		expect(await enactBy(world, removal(before, "left"), SLOT)).toMatchObject({ enacted: true });
		await publishNow(world, usable, true);
		const wrap = randomBytes(2_600);
		const who = { before, next, now: usable };
		const told = await toldTo(world, next);
		expect(await give(world, mine, who, { ...placeOf(before), wrap })).toEqual({ visibleAt: usable, repeated: false });
		expect(await seals(world, mine.caseTag)).toEqual([{ rung: 4, tenure: next.tenure, seal: Buffer.from(wrap) }]);
		expect(await world.owner.query.selectFrom("granted_wrap").selectAll().execute()).toEqual([]);
		expect(await toldTo(world, next)).toBe(told);
		const request = { person: next.person, tenure: next.tenure, caseTag: mine.caseTag, now: usable };
		expect(await readDeskCase(world.api, request)).toBeNull();
		expect(await give(world, mine, who, placeOf(before))).toEqual({ refused: "already-granted" });
		const releasable = await readReleasable(world.releaser, mine.caseTag);
		expect([...(releasable?.seals.values() ?? [])]).toEqual([Buffer.from(wrap)]);
		expect((await readCase(world.worker, mine.caseTag))?.suspect).toEqual([]);
	});

	test("keys that open at once are not taken of a place ahead, nor another's person, nor what was not signed for", async () => {
		const who = { before, next, now: usable };
		expect(await give(world, other, who, { statement: { ...placeOf(before).statement, layer: 1 } })).toEqual({ refused: "not-allowed" });
		expect(
			await give(world, other, who, { statement: { ...placeOf(before).statement, person: member(world, "guardian").person } }),
		).toEqual({
			refused: "stale-keys",
		});
		const unsigned = { statement: { ...placeOf(before).statement, wrap: sha256Hash(randomBytes(9)) } };
		expect(await give(world, other, who, unsigned)).toEqual({ refused: "ciphertext-mismatch" });
		expect(await give(world, about, who, placeOf(before))).toEqual({ refused: "excluded-person" });
		expect([...(await seals(world, other.caseTag)), ...(await seals(world, about.caseTag))]).toEqual([]);
	});

	test("the release key of the seal is needed until it was opened", async () => {
		expect(await readSuccessorSeals(world.owner)).toHaveLength(1);
		const key = { case_tag: Buffer.from(mine.caseTag, "hex"), rung: 4 as const, tenure: next.tenure };
		await world.owner.query
			.insertInto("released_wrap")
			.values({ ...key, inner_wrap: randomBytes(9) })
			.execute();
		expect(await readSuccessorSeals(world.owner)).toEqual([]);
		await world.owner.query.deleteFrom("released_wrap").execute();
	});

	test("at the turn of the rung whoever holds the office now is told and released to, beside the one before", async () => {
		await give(world, open, { before, next, now: usable }, placeOf(before));
		const late = secondsAfter(usable, 3_600);
		await escalateCase(world.worker, open.caseTag, late);
		const request = { person: next.person, tenure: next.tenure, caseTag: open.caseTag, now: late };
		expect((await readDeskCase(world.api, request))?.deskCase.row).toMatchObject({ sight: "existence", rung: 4 });
		expect(await toldTo(world, next)).toBeGreaterThan(0);
		const tenures = [before.tenure, next.tenure];
		const command = { kind: "release" as const, rung: 4 as const, notBefore: START, tenures, witnessed: false };
		expect(await appendRelease(world.releaser, open.caseTag, command, late)).toMatchObject({
			events: [{ happening: { kind: "released", consequence: { rung: 4, tenures } } }],
		});
		expect((await readDeskCase(world.api, request))?.deskCase.row).toMatchObject({ sight: "content", rung: 4 });
	});

	test("a key of the first rung, which has one seal, is held back from whoever reads the case already until the rung is told", async () => {
		const early = secondsAfter(START, 2);
		const [gone, deputy] = [member(world, "deputy_guardian"), await newDeputy(world)];
		expect(await enactBy(world, removal(gone, "lost"), early)).toMatchObject({ enacted: true });
		const raise = (await readCase(world.worker, waiting.caseTag))?.state.recipients.find(({ rung }) => rung === 1);
		const opens = raise?.opens.filter((one) => one !== "notes") ?? [];
		const [shared, own] = [randomBytes(1_262), randomBytes(1_262)];
		const grant = { tenure: deputy.tenure, key: deputy.key, opens: ["concern" as const], wrap: sha256Hash(shared) };
		const grantee = { tenure: deputy.tenure, person: deputy.person, role: "deputy_guardian" as const };
		const { caseTag } = waiting;
		const given = { caseTag, command: { kind: "grant" as const, statement: grant, grantee }, wrap: shared, now: early };
		expect(await act(world, member(world, "guardian"), given)).toHaveProperty("event");
		const place = { place: { tenure: gone.tenure, rung: 1 as const }, opens: [...opens] };
		expect(await give(world, waiting, { before: gone, next: deputy, now: early }, { statement: place, wrap: own })).toHaveProperty(
			"visibleAt",
		);
		const late = secondsAfter(usable, 3_600);
		const request = { person: deputy.person, tenure: deputy.tenure, caseTag, now: late };
		const asked = { person: deputy.person, now: late, cases: [{ caseTag, tenure: deputy.tenure }] };
		const had = async () => [
			(await readDeskCase(world.api, request))?.wraps.granted,
			(await readBeginnings(world.api, asked))[0]?.wraps.granted,
		];
		expect(await had()).toEqual([[shared], [shared]]);
		await escalateCase(world.worker, caseTag, late);
		expect(await had()).toEqual([
			[shared, own],
			[shared, own],
		]);
	});

	test("the seal goes with the case", async () => {
		const close = { kind: "close" as const, statement: { reason: "outcome" as const } };
		expect(
			await act(world, member(world, "guardian"), { caseTag: mine.caseTag, command: close, now: secondsAfter(usable, 9) }),
		).toHaveProperty("event");
		for (const now of [at("2032-04-10T09:00:00Z"), at("2033-04-10T09:00:00Z"), at("2034-04-10T09:00:00Z")])
			await escalateCase(world.worker, mine.caseTag, now);
		expect(await eraseCase({ ...world.api, db: world.owner }, mine.caseTag, at("2035-04-10T09:00:00Z"))).toHaveProperty("events");
		expect(await seals(world, mine.caseTag)).toEqual([]);
	});
});

describe("where acts wait for their slot", () => {
	let world: World;
	let before: Staff;
	let next: Staff;
	let mine: Opened;
	let other: Opened;
	let third: Opened;
	beforeAll(async () => {
		world = await makeWorld("default-england@1", 2);
		before = member(world, "chair");
		[mine, other, third] = [await raised(world), await raised(world), await raised(world)];
		next = await newChair(world);
		expect(await enactBy(world, removal(before, "lost"), START)).toMatchObject({ enacted: true });
	});
	afterAll(() => world.close());

	test("the seal waits with its act, the mailbox shows that it does, and at the slot the worker puts it where the releaser finds it", async () => {
		const wrap = randomBytes(2_600);
		const now = secondsAfter(SLOT, 5);
		expect(await give(world, mine, { before, next, now }, { ...placeOf(before), wrap })).toEqual({ visibleAt: NEXT_SLOT, repeated: false });
		expect(await seals(world, mine.caseTag)).toEqual([]);
		expect((await readMailbox(world.api, mine.caseTag, now))?.waiting).toMatchObject([{ act: { kind: "rewrapped" }, refused: null }]);
		expect(await give(world, mine, { before, next, now }, placeOf(before))).toEqual({ refused: "already-granted" });
		const [event] = await applyWaiting(world.worker, mine.caseTag, secondsAfter(NEXT_SLOT, 40));
		expect(event).toMatchObject({ at: NEXT_SLOT, by: { actor: "reporter" }, happening: { kind: "rewrapped" } });
		expect(await seals(world, mine.caseTag)).toEqual([{ rung: 4, tenure: next.tenure, seal: Buffer.from(wrap) }]);
	});

	test("whoever was removed meanwhile is given nothing at the slot, and a seal that somebody swapped is not kept", async () => {
		const now = secondsAfter(SLOT, 5);
		await give(world, other, { before, next, now }, placeOf(before));
		await world.owner.query
			.updateTable("waiting_act")
			.set({ wrap: randomBytes(9) })
			.where("case_tag", "=", Buffer.from(other.caseTag, "hex"))
			.execute();
		expect(await applyWaiting(world.worker, other.caseTag, NEXT_SLOT)).toEqual([]);
		await give(world, third, { before, next, now }, placeOf(before));
		// Whoever holds only a place ahead keeps nobody from leaving: they can open nothing.
		expect(await enactBy(world, removal(next, "left"), secondsAfter(SLOT, 6))).toMatchObject({ enacted: true });
		expect(await applyWaiting(world.worker, third.caseTag, NEXT_SLOT)).toEqual([]);
		expect([...(await seals(world, third.caseTag)), ...(await seals(world, other.caseTag))]).toEqual([]);
		expect((await readMailbox(world.api, third.caseTag, NEXT_SLOT))?.waiting).toMatchObject([{ refused: "stale-keys" }]);
	});
});
