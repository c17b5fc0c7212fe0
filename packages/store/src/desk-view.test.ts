import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCase } from "./case-history.ts";
import { readDeskCase } from "./desk-case.ts";
import { recordView } from "./desk-view.ts";
import { escalateCase } from "./due.ts";
import { raise } from "./raise.ts";
import { at, makeWorld, member, newReporter, type Staff, secondsAfter, type World } from "./world.fixture.ts";

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

const asking = ({ person, tenure }: Staff, caseTag: CaseTag, seconds = 1) => ({
	person,
	tenure,
	caseTag,
	now: secondsAfter(START, seconds),
});

async function viewers(caseTag: CaseTag) {
	const history = await readCase(world.api, caseTag);
	expect(history?.suspect).toEqual([]);
	return history?.events.flatMap(({ happening }) => (happening.kind === "viewed" ? [happening.consequence.tenure] : []));
}

test("whoever reads a case is in its history, once a day and tenure", async () => {
	const caseTag = await raised();
	const guardian = member(world, "guardian");
	await recordView(world.api, asking(guardian, caseTag));
	await Promise.all([2, 3].map((seconds) => recordView(world.api, asking(guardian, caseTag, seconds))));
	expect(await viewers(caseTag)).toEqual([guardian.tenure]);
	await recordView(world.api, asking(guardian, caseTag, 86_400));
	expect(await viewers(caseTag)).toEqual([guardian.tenure, guardian.tenure]);
});

test("two windows that open a case at once are one reading", async () => {
	const caseTag = await raised();
	const guardian = member(world, "guardian");
	await Promise.all([1, 1, 1].map(() => recordView(world.api, asking(guardian, caseTag))));
	expect(await viewers(caseTag)).toEqual([guardian.tenure]);
});

test("nothing is recorded of whom the case has not reached, of somebody else's tenure, or of who may know only that it exists", async () => {
	const caseTag = await raised();
	const [guardian, exec, chair] = [member(world, "guardian"), member(world, "exec_lead"), member(world, "chair")];
	await recordView(world.api, asking(chair, caseTag));
	await recordView(world.api, { ...asking(guardian, caseTag), person: chair.person });
	for (const seconds of [8, 11]) await escalateCase(world.worker, caseTag, secondsAfter(START, seconds));
	const seen = await readDeskCase(world.api, asking(exec, caseTag, 12));
	expect(seen?.deskCase.row.sight).toBe("existence");
	await recordView(world.api, asking(exec, caseTag, 12));
	expect(await viewers(caseTag)).toEqual([]);
});

test("an outline has no letter but the concern as it was raised, and hashes that prove the rest", async () => {
	const caseTag = await raised();
	const seen = await readDeskCase(world.api, asking(member(world, "guardian"), caseTag), "raise");
	expect(seen?.deskCase.letters.map(({ sequence, part }) => [sequence, part])).toEqual([[0, 0]]);
	expect(seen?.deskCase.withheld.map(({ sequence, part }) => [sequence, part])).toEqual([[0, 1]]);
});
