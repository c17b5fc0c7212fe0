import { newSigningSeed } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCase } from "./case-history.ts";
import { readDeskCase, readDeskDoor } from "./desk-case.ts";
import { escalateCase } from "./due.ts";
import { eraseCase } from "./erasure.ts";
import { readInbox } from "./inbox.ts";
import { findMailbox, readMailbox } from "./mailbox.ts";
import { deliverNotices, readNotices } from "./notice-store.ts";
import { raise } from "./raise.ts";
import { act, headOf } from "./signed-act.fixture.ts";
import { addStaff, at, makeWorld, member, newReporter, type Staff, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");

async function raised(): Promise<CaseTag> {
	const { caseTag, request } = newReporter(world, { now: START });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, START);
	return caseTag;
}

function view(who: Staff, caseTag: CaseTag) {
	return readDeskCase(world.api, { person: who.person, tenure: who.tenure, caseTag, now: secondsAfter(START, 60) });
}

describe("a case at the desk", () => {
	test("the guardian sees both letters of the raise, and later ones of every compartment that their wrap opens", async () => {
		const caseTag = await raised();
		const guardian = member(world, "guardian");
		await act(world, guardian, {
			caseTag,
			command: { kind: "letter", statement: { purpose: "question", compartment: "private" } },
			now: secondsAfter(START, 1),
		});
		const seen = await view(guardian, caseTag);
		expect(seen?.deskCase.letters.map(({ sequence, part }) => [sequence, part])).toEqual([
			[0, 0],
			[0, 1],
			[2, 0],
		]);
		expect(seen?.wraps.raised).toBeInstanceOf(Uint8Array);
		expect(seen?.deskCase.head).toEqual(await headOf(world, caseTag));
		expect(seen?.deskCase.tenures.map(({ key }) => key)).toContain(guardian.key);
		expect(seen?.deskCase.clocks[0]).toMatchObject({ clock: "acknowledgement" });
	});

	test("another person's tenure, an unknown case and a tenure that was told nothing all get the same answer", async () => {
		const caseTag = await raised();
		const guardian = member(world, "guardian");
		expect(
			await readDeskCase(world.api, { person: member(world, "chair").person, tenure: guardian.tenure, caseTag, now: START }),
		).toBeNull();
		expect(await view(guardian, "ee".repeat(32) as CaseTag)).toBeNull();
		expect(await view(member(world, "chair"), caseTag)).toBeNull();
		expect(await readDeskDoor(world.api, { person: guardian.person, tenure: guardian.tenure, caseTag, now: START })).toMatchObject({
			caseTag,
			tenure: guardian.statement,
		});
	});

	test("a grant opens the case to a further tenure, whose own acts are believed from then on", async () => {
		const caseTag = await raised();
		const [guardian, sid] = [member(world, "guardian"), member(world, "sid")];
		const wrap = Buffer.from("a fresh wrap");
		const statement = { tenure: sid.tenure, key: sid.key, opens: ["concern" as const], wrap: sha256Hash(wrap) };
		const command = { kind: "grant" as const, statement, grantee: { tenure: sid.tenure, person: sid.person, role: sid.role } };
		const now = secondsAfter(START, 1);
		expect(await act(world, guardian, { caseTag, command, now })).toEqual({ refused: "wraps-mismatch" });
		expect(
			await act(world, guardian, { caseTag, command: { ...command, grantee: { ...command.grantee, person: guardian.person } }, now, wrap }),
		).toEqual({
			refused: "stale-keys",
		});
		const stale = { ...command, statement: { ...statement, key: guardian.key } };
		expect(await act(world, guardian, { caseTag, command: stale, now, wrap })).toEqual({ refused: "stale-keys" });
		expect(await act(world, guardian, { caseTag, command, now, wrap })).toHaveProperty("event");
		const seen = await view(sid, caseTag);
		expect(seen?.wraps.granted.map((one) => Buffer.from(one).toString())).toEqual(["a fresh wrap"]);
		expect(seen?.deskCase.letters.map(({ part }) => part)).toEqual([0]);
		expect(
			await act(world, sid, {
				caseTag,
				command: { kind: "letter", statement: { purpose: "acknowledgement", compartment: "concern" } },
				now: secondsAfter(START, 2),
			}),
		).toHaveProperty("event");
		expect((await readCase(world.api, caseTag))?.suspect).toEqual([]);
	});

	test("an exclusion follows the person to another post", async () => {
		const { caseTag, request } = newReporter(world, { now: START, subject: "guardian" });
		await raise(world.api, request);
		await escalateCase(world.worker, caseTag, START);
		const guardian = member(world, "guardian");
		const roots = [newSigningSeed(), newSigningSeed()];
		const promoted = await addStaff(world.owner, { organisation: world.organisation, role: "ceo", roots, person: guardian.person });
		await world.owner.query
			.insertInto("case_sight")
			.values({ case_tag: Buffer.from(caseTag, "hex"), tenure: promoted.tenure, sight: "content", rung: 3, opens: ["concern"], due: START })
			.execute();
		const inbox = await readInbox(world.api.db, { person: guardian.person, now: secondsAfter(START, 60), limit: 100, cursor: null });
		expect(inbox?.rows.map((row) => row.caseTag)).not.toContain(caseTag);
		expect(await view(promoted, caseTag)).toBeNull();
		const notices = await readNotices(world.api.db, guardian.person, 1_000);
		const before = notices.length;
		for (const seconds of [8, 11, 14, 17]) await escalateCase(world.worker, caseTag, secondsAfter(START, seconds));
		expect(await readNotices(world.api.db, guardian.person, 1_000)).toHaveLength(before);
	});
});

describe("the outbox", () => {
	test("hands over each notice once when all goes well, again when it failed, and names no case", async () => {
		const caseTag = await raised();
		const seen: string[] = [];
		const first = await deliverNotices(world.worker.db, 100, async (notice) => {
			seen.push(notice.id);
			expect(JSON.stringify(notice)).not.toContain(caseTag);
			return notice.kind !== "waiting";
		});
		expect(first.failed).toBeGreaterThan(0);
		const again = await Promise.all(
			[1, 2].map(() =>
				deliverNotices(world.worker.db, 100, async (notice) => {
					seen.push(notice.id);
					return true;
				}),
			),
		);
		expect(again.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(first.failed);
		expect(await deliverNotices(world.worker.db, 100, async () => true)).toEqual({ delivered: 0, failed: 0 });
		expect(new Set(seen).size).toBe(first.delivered + first.failed);
	});
});

describe("erasure", () => {
	test("leaves events and leaves, from which the case is still replayed, and nothing that can be read", async () => {
		const reporter = newReporter(world, { now: START });
		await raise(world.api, reporter.request);
		const { caseTag } = reporter;
		await escalateCase(world.worker, caseTag, START);
		const owner = { ...world.api, db: world.owner };
		expect(await eraseCase(owner, caseTag, START)).toEqual({ refused: "not-closed" });
		const guardian = member(world, "guardian");
		await act(world, guardian, {
			caseTag,
			command: { kind: "letter", statement: { purpose: "outcome", compartment: "concern" } },
			now: secondsAfter(START, 2),
		});
		expect(
			await act(world, guardian, { caseTag, command: { kind: "close", statement: { reason: "outcome" } }, now: secondsAfter(START, 3) }),
		).toHaveProperty("event");
		const sixYears = instantOf(epochSeconds(START) + 6 * 366 * 86_400);
		expect(await eraseCase(owner, caseTag, sixYears)).toEqual({ refused: "not-due" });
		expect(await escalateCase(world.worker, caseTag, sixYears)).toHaveProperty("events");
		const announced = instantOf(epochSeconds(sixYears) + 31 * 86_400);
		const before = await readCase(world.api, caseTag);
		expect(await eraseCase(owner, caseTag, announced)).toMatchObject({ events: [{ happening: { kind: "shredded" } }] });
		const after = await readCase(world.api, caseTag);
		expect(after?.events.slice(0, -1)).toEqual(before?.events);
		expect(after?.logSalt).toBeNull();
		expect(await readMailbox(world.api, caseTag, START)).toBeNull();
		expect(await findMailbox(world.api.db, world.organisation, reporter.request.header.reporterKeys.mailbox)).toBeNull();
		expect(await escalateCase(world.worker, caseTag, announced)).toEqual({ refused: "case-closed" });
		expect(await raise(world.api, reporter.request)).toEqual({ refused: "work-spent" });
		expect(await eraseCase(owner, "ee".repeat(32) as CaseTag, announced)).toEqual({ refused: "not-found" });
	});
});
