/** A reporter gives a place to whoever holds its office now: who is refused, at arrival and again at the slot, and what the one after then has. */
import { randomBytes } from "node:crypto";
import { newSigningSeed } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import type { CaseTag, OrganisationId, PersonId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { passOnAbandoned } from "./abandoned-case.ts";
import { readCase } from "./case-history.ts";
import { readDeskCase } from "./desk-case.ts";
import { readMailbox } from "./mailbox.ts";
import { enactBy, removal } from "./proposal.fixture.ts";
import { removeTenure } from "./removal.fixture.ts";
import { give, newHolder, type Opened, raised } from "./rewrap.fixture.ts";
import { act } from "./signed-act.fixture.ts";
import { applyWaiting } from "./waiting.ts";
import { addStaff, at, eventsOf, makeWorld, member, publishNow, type Staff, secondsAfter, type World } from "./world.fixture.ts";

const START = at("2026-04-07T09:00:00Z");
const SLOT = at("2026-04-07T12:00:00Z");
const NEXT_SLOT = at("2026-04-07T17:00:00Z");
/** The cooldown of the world's deployment. */
const COOLDOWN_SECONDS = 60;

const grants = (world: World, caseTag: CaseTag) =>
	world.owner.query.selectFrom("granted_wrap").select(["tenure", "wrap"]).where("case_tag", "=", Buffer.from(caseTag, "hex")).execute();
const answer = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };

describe("where acts are told at once", () => {
	let world: World;
	let before: Staff;
	let next: Staff;
	let usable: Instant;
	beforeAll(async () => {
		world = await makeWorld("demo@1", 2);
		before = member(world, "guardian");
		next = await newHolder(world, "guardian", SLOT);
		usable = secondsAfter(SLOT, COOLDOWN_SECONDS);
		await publishNow(world, SLOT, true);
	});
	afterAll(() => world.close());

	test("nobody is given the place of somebody who is there, and an UPDATE that says otherwise changes nothing", async () => {
		const mine = await raised(world);
		expect(await give(world, mine, { before, next, now: usable })).toEqual({ refused: "stale-keys" });
		await removeTenure(world.owner, before.tenure);
		expect(await give(world, mine, { before, next, now: usable })).toEqual({ refused: "stale-keys" });
		await world.owner.query.updateTable("tenure").set({ removed: false }).where("id", "=", before.tenure).execute();
	});

	describe("once the guardian lost everything", () => {
		let mine: Opened;
		let about: Opened;
		let stuck: Opened;
		beforeAll(async () => {
			mine = await raised(world);
			about = await raised(world, (statement) => ({ ...statement, excluded: [next.person] }));
			stuck = await raised(world);
			expect(await enactBy(world, removal(before, "lost"), SLOT)).toMatchObject({ enacted: true });
			await publishNow(world, SLOT, true);
		});

		test("the one after is refused before their cooldown is over", async () => {
			expect(await give(world, mine, { before, next, now: secondsAfter(usable, -1) })).toEqual({ refused: "stale-keys" });
		});

		test("another office, another person, another key, another organisation's body: none is the one after", async () => {
			const [deputy, body] = [member(world, "deputy_guardian"), member(world, "external_body")];
			for (const wrong of [deputy, body, { ...next, person: deputy.person }, { ...next, key: deputy.key }])
				expect(await give(world, mine, { before, next: wrong, now: usable })).toEqual({ refused: "stale-keys" });
			expect(await give(world, mine, { before: body, next, now: usable })).toEqual({ refused: "not-allowed" });
		});

		test("a key that somebody wrote into the table without the roots' signatures is none", async () => {
			const { organisation } = world;
			const forged = await addStaff(world.owner, { organisation, role: "guardian", roots: [newSigningSeed(), newSigningSeed()] });
			await publishNow(world, usable, true);
			expect(await give(world, mine, { before, next: forged, now: usable })).toEqual({ refused: "stale-keys" });
		});

		test("a guardian of another organisation is none, though two of its roots signed", async () => {
			const [other] = await world.owner.query.selectFrom("organisation").select("id").where("slug", "=", "regulator").execute();
			const organisation = (other?.id ?? "") as OrganisationId;
			const stranger = await addStaff(world.owner, { organisation, role: "guardian", roots: world.roots });
			await publishNow(world, usable, true);
			expect(await give(world, mine, { before, next: stranger, now: usable })).toEqual({ refused: "stale-keys" });
		});

		test("nobody who is left out of the case is given it, in whatever office they come back", async () => {
			expect(await give(world, about, { before, next, now: usable })).toEqual({ refused: "excluded-person" });
			const pretending = { statement: { person: "11111111-1111-4111-8111-111111111111" as PersonId } };
			expect(await give(world, about, { before, next, now: usable }, pretending)).toEqual({ refused: "stale-keys" });
			expect(await grants(world, about.caseTag)).toEqual([]);
		});

		test("only with the reporter's signature, and the wrap that was signed for", async () => {
			const who = { before, next, now: usable };
			expect(await give(world, mine, who, { seed: newSigningSeed() })).toEqual({ refused: "wrong-signature" });
			expect(await give(world, mine, who, { statement: { wrap: sha256Hash(randomBytes(9)) } })).toEqual({ refused: "ciphertext-mismatch" });
			expect(await give(world, mine, who, { statement: { opens: ["concern"] } })).toEqual({ refused: "wrong-compartment" });
			expect(await grants(world, mine.caseTag)).toEqual([]);
		});

		test("the one after has the wrap, the letters of what they may read and no other, and answers", async () => {
			const wrap = randomBytes(1_262);
			const request = { person: next.person, tenure: next.tenure, caseTag: mine.caseTag, now: usable };
			expect(await readDeskCase(world.api, request)).toBeNull();
			expect(await give(world, mine, { before, next, now: usable }, { wrap })).toEqual({ visibleAt: usable, repeated: false });
			expect(await give(world, mine, { before, next, now: usable })).toEqual({ refused: "already-granted" });
			const parts = await readDeskCase(world.api, request);
			expect(parts?.wraps.granted).toEqual([Buffer.from(wrap)]);
			expect(parts?.deskCase.letters.map(({ part }) => part)).toEqual([0, 1]);
			expect(parts?.deskCase.tenures.map(({ statement }) => statement.tenure)).toContain(next.tenure);
			expect(await act(world, next, { caseTag: mine.caseTag, command: answer, now: secondsAfter(usable, 1) })).toHaveProperty("event");
			const history = await readCase(world.worker, mine.caseTag);
			expect([history?.suspect, history?.trusted.length]).toEqual([[], (await eventsOf(world, mine.caseTag)).length]);
		});

		test("a case that somebody can open again goes to nobody further for that", async () => {
			const later = secondsAfter(usable, 3_600);
			await give(world, stuck, { before, next, now: usable });
			expect(await passOnAbandoned(world.worker, stuck.caseTag, later)).toEqual({ refused: "not-due" });
		});
	});
});

describe("where acts wait for their slot", () => {
	let world: World;
	let before: Staff;
	let cases: Opened[];
	beforeAll(async () => {
		world = await makeWorld("default-england@1", 2);
		before = member(world, "guardian");
		cases = [await raised(world), await raised(world), await raised(world)];
		expect(await enactBy(world, removal(before, "lost"), START)).toMatchObject({ enacted: true });
	});
	afterAll(() => world.close());

	function one(): Opened {
		const found = cases.pop();
		if (found === undefined) throw new Error("Every case was used.");
		return found;
	}

	async function holder(): Promise<Staff> {
		const next = await newHolder(world, "guardian", START);
		await publishNow(world, secondsAfter(START, 1), true);
		return next;
	}

	test("the wrap waits with its act, the mailbox shows that it does, and at the slot the worker gives it", async () => {
		const next = await holder();
		const mine = one();
		const wrap = randomBytes(1_262);
		const now = secondsAfter(SLOT, 5);
		expect(await give(world, mine, { before, next, now }, { wrap })).toEqual({ visibleAt: NEXT_SLOT, repeated: false });
		expect([await grants(world, mine.caseTag), (await eventsOf(world, mine.caseTag)).at(-1)?.happening.kind]).toEqual([[], "routed"]);
		expect((await readMailbox(world.api, mine.caseTag, now))?.waiting).toMatchObject([{ act: { kind: "rewrapped" }, refused: null }]);
		expect(await give(world, mine, { before, next, now })).toEqual({ refused: "already-granted" });
		const [event] = await applyWaiting(world.worker, mine.caseTag, secondsAfter(NEXT_SLOT, 40));
		expect(event).toMatchObject({ at: NEXT_SLOT, by: { actor: "reporter" }, happening: { kind: "rewrapped" } });
		expect(await grants(world, mine.caseTag)).toEqual([{ tenure: next.tenure, wrap: Buffer.from(wrap) }]);
		expect((await readMailbox(world.api, mine.caseTag, NEXT_SLOT))?.waiting).toEqual([]);
	});

	test("whoever was removed meanwhile is given nothing at the slot: the act stays, refused, for its writer to see", async () => {
		const next = await holder();
		const mine = one();
		await give(world, mine, { before, next, now: secondsAfter(SLOT, 5) });
		expect(await enactBy(world, removal(next, "left"), secondsAfter(SLOT, 6))).toMatchObject({ enacted: true });
		expect(await applyWaiting(world.worker, mine.caseTag, NEXT_SLOT)).toEqual([]);
		expect(await grants(world, mine.caseTag)).toEqual([]);
		expect((await readMailbox(world.api, mine.caseTag, NEXT_SLOT))?.waiting).toMatchObject([{ refused: "stale-keys" }]);
	});

	test("a wrap that somebody swapped while it waited is not given", async () => {
		const next = await holder();
		const mine = one();
		await give(world, mine, { before, next, now: secondsAfter(SLOT, 5) });
		await world.owner.query
			.updateTable("waiting_act")
			.set({ wrap: randomBytes(9) })
			.where("case_tag", "=", Buffer.from(mine.caseTag, "hex"))
			.execute();
		expect(await applyWaiting(world.worker, mine.caseTag, NEXT_SLOT)).toEqual([]);
		expect(await grants(world, mine.caseTag)).toEqual([]);
	});
});
