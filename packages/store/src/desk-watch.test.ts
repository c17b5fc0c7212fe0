import { linesOf } from "@answerable/domain/news";
import { sha256Hash, utf8 } from "@answerable/log/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordView } from "./desk-view.ts";
import { readWatch } from "./desk-watch.ts";
import { escalateCase } from "./due.ts";
import { readInbox } from "./inbox.ts";
import { raise } from "./raise.ts";
import { act } from "./signed-act.fixture.ts";
import { at, makeWorld, member, newReporter, type Staff, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");
const soon = (seconds: number) => secondsAfter(START, seconds);

async function raised(subject: "none" | "guardian" = "none"): Promise<CaseTag> {
	const { caseTag, request } = newReporter(world, { now: START, subject });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, START);
	return caseTag;
}

function watch({ person, tenure }: Staff, caseTag: CaseTag | null, now: Instant = soon(60)) {
	return readWatch(world.api, { person, open: caseTag === null ? null : { caseTag, tenure }, now });
}

async function listed({ person }: Staff, now: Instant) {
	const page = await readInbox(world.api.db, { person, now, limit: 1_000, cursor: null });
	return sha256Hash(utf8(linesOf(page?.rows ?? [])));
}

const update = { kind: "letter", statement: { purpose: "update", compartment: "concern" } } as const;

test("the hash is that of the list that is shown, of an empty one too, so whoever has the list knows whether it changed", async () => {
	await raised();
	await raised();
	for (const who of [member(world, "guardian"), member(world, "chair")])
		expect((await watch(who, null)).list).toBe(await listed(who, soon(60)));
	expect((await watch(member(world, "chair"), null)).list).toBe(sha256Hash(utf8("")));
});

test("an act is news in the list and of the case, and that somebody opened it is neither", async () => {
	const caseTag = await raised();
	const guardian = member(world, "guardian");
	const before = await watch(guardian, caseTag);
	expect(before.open?.news).toBe(1);
	await recordView(world.api, { person: guardian.person, tenure: guardian.tenure, caseTag, now: soon(1) });
	expect(await watch(guardian, caseTag)).toEqual(before);
	expect(await act(world, guardian, { caseTag, command: update, now: soon(2) })).toHaveProperty("event");
	const after = await watch(guardian, caseTag);
	expect(after.open?.news).toBe(3);
	expect(after.list).not.toBe(before.list);
	expect(after.list).toBe(await listed(guardian, soon(60)));
});

test("a case is no news before its slot, neither to whom it goes nor by its tag", async () => {
	const guardian = member(world, "guardian");
	const early = at("2026-04-07T08:59:59Z");
	const before = await watch(guardian, null, early);
	const caseTag = await raised();
	expect(await watch(guardian, caseTag, early)).toEqual({ ...before, open: null });
});

test("whom a case is about, whoever it has not reached and somebody else's tenure are told what is told of a tag that no case has", async () => {
	const about = await raised("guardian");
	const told = await raised();
	const [guardian, chair] = [member(world, "guardian"), member(world, "chair")];
	const unknown = "ee".repeat(32) as CaseTag;
	expect((await watch(guardian, told)).open).not.toBeNull();
	expect(await watch(guardian, about)).toEqual(await watch(guardian, unknown));
	expect(await watch(chair, told)).toEqual(await watch(chair, unknown));
	expect(await watch({ ...chair, tenure: guardian.tenure }, told)).toEqual(await watch(chair, unknown));
});

test("a step of the ladder is news to those below it", async () => {
	const caseTag = await raised();
	const guardian = member(world, "guardian");
	const before = await watch(guardian, caseTag);
	await escalateCase(world.worker, caseTag, soon(8));
	const after = await watch(guardian, caseTag);
	expect(after.open?.news).toBeGreaterThan(before.open?.news ?? 0);
	expect(after.list).not.toBe(before.list);
});
