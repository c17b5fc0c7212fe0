import { type Cable, layCable } from "@answerable/store/cable.fixture";
import { Problem } from "@answerable/types/problem";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sealRaise } from "./reporter.fixture.ts";
import { RULES } from "./trust.fixture.ts";
import { countRows, openWorld, type World } from "./world.fixture.ts";

let world: World;
let cable: Cable;
beforeAll(async () => {
	cable = await layCable(inject("databaseUrl"));
	world = await openWorld(RULES.england, cable.url);
});
afterAll(async () => {
	await world.close();
	await cable.cut();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends the same until the database is back, as the page does. */
async function insist(frame: Uint8Array): Promise<number> {
	for (let left = 40; left > 0; left -= 1) {
		const { status } = await world.raise(frame);
		if (status !== 503) return status;
		await pause(250);
	}
	return 503;
}

test("a concern that arrives while the database is away is told so, nothing is written, and the same again is kept once it is back", async () => {
	const { frame } = await sealRaise({ intake: await world.intake() });
	const before = await countRows(world.owner);
	await cable.cut();
	const away = await world.raise(frame);
	expect(away.status).toBe(503);
	expect(Problem.parse(await away.json())).toMatchObject({ code: "unavailable", detail: expect.stringContaining("send the same again") });
	expect(await countRows(world.owner)).toEqual(before);
	await cable.mend();
	expect(await insist(frame)).toBe(201);
	expect(world.lines).toEqual([]);
});

test("a database that is lost in the middle of a concern leaves all of it or nothing, and the same again is answered", async () => {
	const { frame } = await sealRaise({ intake: await world.intake() });
	const before = await countRows(world.owner);
	const locked = await world.owner.sql.reserve();
	await locked`begin`;
	await locked`lock table answerable.case_file in share row exclusive mode`;
	const halfway = world.raise(frame);
	await pause(300);
	await cable.cut();
	expect((await halfway).status).toBe(503);
	await locked`rollback`;
	locked.release();
	await cable.mend();
	expect([200, 201]).toContain(await insist(frame));
	const after = await countRows(world.owner);
	expect((after.case_file ?? 0) - (before.case_file ?? 0)).toBe(1);
	expect((after.letter ?? 0) - (before.letter ?? 0)).toBe(2);
	expect((after.spent_work ?? 0) - (before.spent_work ?? 0)).toBe(1);
});
