import type { Command } from "@answerable/domain/command";
import type { Hash } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDeskCase } from "./desk-case.ts";
import { escalateCase } from "./due.ts";
import { listen } from "./listen.ts";
import { raise } from "./raise.ts";
import { appendRelease, dueForRelease, readReleasable, releasable, storeReleased } from "./release-store.ts";
import { at, makeWorld, member, newReporter, publishNow, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");

function release(rung: Rung, tenures: readonly string[]): Extract<Command, { kind: "release" }> {
	return { kind: "release", rung, notBefore: START, tenures: tenures as never, witnessed: false };
}

test("a rung is released log first: due, appended, published, and only then stored and seen", async () => {
	const { caseTag, request } = newReporter(world, { now: START });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, START);
	const exec = member(world, "exec_lead");
	const view = (now = secondsAfter(START, 60)) => readDeskCase(world.api, { person: exec.person, tenure: exec.tenure, caseTag, now });
	expect(await view()).toBeNull();
	// The first rung, which is due after eight seconds, has nothing sealed: it is no reason to look.
	expect(await dueForRelease(world.releaser.db, secondsAfter(START, 10), 10)).toEqual([]);
	expect(await appendRelease(world.releaser, caseTag, release(2, [exec.tenure]), secondsAfter(START, 5))).toHaveProperty("refused");
	expect(await dueForRelease(world.releaser.db, secondsAfter(START, 11), 10)).toEqual([caseTag]);
	expect((await readReleasable(world.releaser, caseTag))?.wraps).toEqual(request.wraps);

	await escalateCase(world.worker, caseTag, secondsAfter(START, 11));
	expect((await view())?.deskCase).toMatchObject({ row: { sight: "existence" }, events: [], letters: [], tenures: [] });
	const appended = await appendRelease(world.releaser, caseTag, release(2, [exec.tenure]), secondsAfter(START, 11));
	expect(appended).toHaveProperty("events");
	expect(await releasable(world.releaser.db, 10)).toEqual([]);
	await publishNow(world, secondsAfter(START, 11), true);
	const ready = await releasable(world.releaser.db, 10);
	expect(ready).toMatchObject([{ caseTag, rung: 2, tenure: exec.tenure }]);
	expect((await view())?.wraps.released).toEqual([]);
	for (const one of [...ready, ...ready]) await storeReleased(world.releaser.db, one, Buffer.from("inner wrap"));
	expect(await releasable(world.releaser.db, 10)).toEqual([]);
	const seen = await view();
	expect(seen?.deskCase.row.sight).toBe("content");
	expect(seen?.wraps.released.map((wrap) => Buffer.from(wrap).toString())).toEqual(["inner wrap"]);
	expect(seen?.deskCase.letters.map(({ part }) => part)).toEqual([0]);
	expect(await dueForRelease(world.releaser.db, secondsAfter(START, 12), 10)).toEqual([]);
	expect(await readDeskCase(world.api, { person: exec.person, tenure: member(world, "ceo").tenure, caseTag, now: START })).toBeNull();
});

test("a due rung is found although the worker is dead", async () => {
	const { caseTag, request } = newReporter(world, { now: START });
	await raise(world.api, request);
	expect(await dueForRelease(world.releaser.db, secondsAfter(START, 60), 10)).toContain(caseTag);
});

test("publisher and releaser are rung when there is something for them", async () => {
	const rung: string[] = [];
	const stops = await Promise.all([
		listen(world.worker.db, "answerable_publish", () => rung.push("publish")),
		listen(world.worker.db, "answerable_case", () => rung.push("case")),
		listen(world.releaser.db, "answerable_release", () => rung.push("release")),
	]);
	rung.splice(0);
	const { caseTag, request } = newReporter(world, { now: START });
	const heard = (what: string) => expect.poll(() => rung.splice(0)).toContain(what);
	await raise(world.api, request);
	await heard("case");
	await escalateCase(world.worker, caseTag, START);
	await escalateCase(world.worker, caseTag, secondsAfter(START, 11));
	await heard("release");
	await appendRelease(world.releaser, caseTag, release(2, [member(world, "exec_lead").tenure]), secondsAfter(START, 11));
	await heard("publish");
	await Promise.all(stops.map((stop) => stop()));
});

test("a case that is not there has nothing to release", async () => {
	const unknown = "cd".repeat(32) as CaseTag & Hash;
	expect(await readReleasable(world.releaser, unknown)).toBeNull();
	expect(await appendRelease(world.releaser, unknown, release(2, []), START)).toEqual({ refused: "not-found" });
});
