/** A rung inherits a case again: for a key that was lost since, or for somebody whom the reporter gave a place on it after it was told. */
import { randomBytes } from "node:crypto";
import { sha256Hash } from "@answerable/log/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { passOnAbandoned } from "./abandoned-case.ts";
import { readCase } from "./case-history.ts";
import { readDeskCase } from "./desk-case.ts";
import { readAbandoned } from "./lost-keys.ts";
import { enactBy, removal } from "./proposal.fixture.ts";
import { appendRelease, dueForRelease, readReleasable } from "./release-store.ts";
import { give, type Opened, raised } from "./rewrap.fixture.ts";
import { act } from "./signed-act.fixture.ts";
import { addStaff, at, eventsOf, makeWorld, member, publishNow, type Staff, secondsAfter, type World } from "./world.fixture.ts";

const START = at("2026-04-07T09:00:00Z");
/** Soon enough that no clock of the demo brings a rung before the test is over: the guardian answered. */
const EARLY = secondsAfter(START, 1);
/** How long the demo waits before it passes a case on. */
const AFTER_SECONDS = 5;

let world: World;
let now: Instant;

async function join(role: Role): Promise<Staff> {
	const next = await addStaff(world.owner, { organisation: world.organisation, role, roots: world.roots });
	await publishNow(world, now, true);
	return next;
}

async function lose(...staff: readonly Staff[]): Promise<void> {
	for (const who of staff) expect(await enactBy(world, removal(who, "lost"), now)).toMatchObject({ enacted: true });
	await publishNow(world, now, true);
	now = secondsAfter(now, AFTER_SECONDS);
}

/** Raised, shown, and answered whole: nothing of it runs. */
async function answered(change?: (statement: RaiseStatement) => RaiseStatement): Promise<Opened> {
	const opened = await raised(world, change, START);
	const command = { kind: "letter" as const, statement: { purpose: "outcome" as const, compartment: "concern" as const } };
	expect(await act(world, member(world, "guardian"), { caseTag: opened.caseTag, command, now: EARLY })).toHaveProperty("event");
	return opened;
}

const passOn = (caseTag: CaseTag) => passOnAbandoned(world.worker, caseTag, now);
const isLookedFor = async (caseTag: CaseTag) => (await readAbandoned(world.worker.db.query, now, 10)).includes(caseTag);
const suspects = async (caseTag: CaseTag) => (await readCase(world.worker, caseTag))?.suspect;
const sightOfCase = async ({ person, tenure }: Staff, caseTag: CaseTag) =>
	(await readDeskCase(world.api, { person, tenure, caseTag, now }))?.deskCase.row.sight ?? "nothing";
const told = async (caseTag: CaseTag) =>
	(await eventsOf(world, caseTag)).flatMap(({ happening }) =>
		happening.kind === "nobody-can-open" ? [[happening.consequence.rung, happening.consequence.recipients]] : [],
	);

async function releaseTo(caseTag: CaseTag, who: readonly Staff[]) {
	const lost = (await readReleasable(world.releaser, caseTag))?.lost ?? [];
	const tenures = who.map(({ tenure }) => tenure);
	const command = { kind: "release" as const, rung: 2 as const, notBefore: START, tenures, witnessed: false, lost };
	return appendRelease(world.releaser, caseTag, command, now);
}

describe("the first rung, with several deputies", () => {
	beforeAll(async () => {
		world = await makeWorld("demo@1", 2);
		now = EARLY;
	});
	afterAll(() => world.close());

	test("is told again for whoever took a place on it, once the others there lost their keys too", async () => {
		const [guardian, first, second] = [member(world, "guardian"), member(world, "deputy_guardian"), await join("deputy_guardian")];
		const { caseTag, ...mine } = await answered((statement) => {
			const place = statement.recipients.find(({ rung }) => rung === 1);
			if (place === undefined) throw new Error("No deputy was routed.");
			return { ...statement, recipients: [...statement.recipients, { ...place, tenure: second.tenure, key: second.key }] };
		});
		await lose(first, guardian);
		expect(await passOn(caseTag)).toHaveProperty("events");
		expect(await told(caseTag)).toEqual([[1, [second.tenure]]]);
		const next = await join("deputy_guardian");
		const state = (await readCase(world.worker, caseTag))?.state;
		const opens = state?.recipients.find(({ rung }) => rung === 1)?.opens.filter((one) => one !== "notes") ?? [];
		const wrap = randomBytes(1_262);
		const place = { place: { tenure: first.tenure, rung: 1 as const }, opens: [...opens] };
		expect(await give(world, { caseTag, ...mine }, { before: first, next, now }, { statement: place, wrap })).toHaveProperty("visibleAt");
		expect(await sightOfCase(next, caseTag)).toBe("nothing");
		await lose(second);
		expect(await isLookedFor(caseTag)).toBe(true);
		expect(await passOn(caseTag)).toHaveProperty("events");
		expect(await told(caseTag)).toEqual([
			[1, [second.tenure]],
			[1, [next.tenure]],
		]);
		const request = { person: next.person, tenure: next.tenure, caseTag, now };
		expect((await readDeskCase(world.api, request))?.wraps.granted.map((one) => sha256Hash(one))).toEqual([sha256Hash(wrap)]);
		expect([await passOn(caseTag), await isLookedFor(caseTag), await suspects(caseTag)]).toEqual([{ refused: "not-due" }, false, []]);
	});
});

describe("a rung above the first", () => {
	let caseTag: CaseTag;
	let reader: Staff;
	beforeAll(async () => {
		world = await makeWorld("demo@1", 2);
		now = EARLY;
	});
	afterAll(() => world.close());

	test("is released to whoever took a place on it, and readers believe it: not before the worker told of the newer loss", async () => {
		const [guardian, deputy, lead] = [member(world, "guardian"), member(world, "deputy_guardian"), member(world, "exec_lead")];
		const mine = await answered();
		caseTag = mine.caseTag;
		await lose(guardian, deputy);
		expect(await passOn(caseTag)).toHaveProperty("events");
		const before = (await told(caseTag)).at(-1);
		expect(before?.[0]).toBe(2);
		const nextGuardian = await join("guardian");
		expect(await give(world, mine, { before: guardian, next: nextGuardian, now })).toHaveProperty("visibleAt");
		expect(await dueForRelease(world.releaser.db, now, 10)).toEqual([]);
		await lose(lead);
		const nextLead = await join("exec_lead");
		const place = { place: { tenure: lead.tenure, rung: 2 as const }, layer: 2 as const, opens: ["concern" as const] };
		expect(await give(world, mine, { before: lead, next: nextLead, now }, { statement: place })).toHaveProperty("visibleAt");
		await lose(nextGuardian, ...(await others(caseTag, lead)));
		const head = (await eventsOf(world, caseTag)).length;
		expect(await releaseTo(caseTag, [nextLead])).toEqual({ refused: "not-due" });
		expect([(await eventsOf(world, caseTag)).length, await isLookedFor(caseTag)]).toEqual([head, true]);
		expect(await passOn(caseTag)).toHaveProperty("events");
		expect((await told(caseTag)).at(-1)).toEqual([2, [nextLead.tenure]]);
		expect(await dueForRelease(world.releaser.db, now, 10)).toEqual([caseTag]);
		expect(await releaseTo(caseTag, [nextLead])).toHaveProperty("events");
		expect(await sightOfCase(nextLead, caseTag)).toBe("content");
		expect([await passOn(caseTag), await isLookedFor(caseTag), await suspects(caseTag)]).toEqual([{ refused: "not-due" }, false, []]);
		reader = nextLead;
	});

	test("that somebody reads by now is looked at no more, though a place on it was never released", async () => {
		expect((await readReleasable(world.releaser, caseTag))?.history.state.released.map(({ tenure }) => tenure)).toEqual([reader.tenure]);
		expect(await dueForRelease(world.releaser.db, secondsAfter(now, 1), 10)).toEqual([]);
	});
});

/** Whoever else stands on the rung of somebody. */
async function others(caseTag: CaseTag, { tenure }: Staff): Promise<readonly Staff[]> {
	const state = (await readCase(world.worker, caseTag))?.state;
	const rung = state?.recipients.find((one) => one.tenure === tenure)?.rung;
	const there = new Set(state?.recipients.filter((one) => one.rung === rung).map((one) => one.tenure));
	return [...world.staff.values()].filter((one) => there.has(one.tenure) && one.tenure !== tenure);
}
