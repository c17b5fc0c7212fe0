import { connect } from "@answerable/store/connect";
import { escalateCase } from "@answerable/store/due";
import { remembering } from "@answerable/store/verified";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apart } from "./apart.ts";
import { createStore } from "./database.ts";
import { NOON } from "./deps.fixture.ts";
import { sealRaise } from "./reporter.fixture.ts";
import { memberOf, NORTHBROOK, RULES } from "./trust.fixture.ts";
import { openWorld, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await openWorld(RULES.demo);
});
afterAll(() => world?.close());

test("reporters and staff share nothing that remembers", () => {
	const ctx = { db: {}, verify: () => true, viewKey: new Uint8Array(32), remembersCases: true } as unknown as Parameters<typeof apart>[0];
	const { reporters, staff } = apart(ctx);
	expect(reporters).not.toBe(staff);
	expect(remembering(reporters.verify)).toBe(remembering(reporters.verify));
	expect(remembering(reporters.verify)).not.toBe(remembering(staff.verify));
	expect([reporters.db, staff.db]).toEqual([ctx.db, ctx.db]);
});

async function raised(): Promise<CaseTag> {
	world.clock.set(NOON);
	const { frame, secrets } = await sealRaise({ intake: await world.intake() });
	expect((await world.raise(frame)).status).toBe(201);
	await escalateCase(world.worker, secrets.caseTag, NOON);
	return secrets.caseTag;
}

/** A store of its own over the same database, and how many questions it asks there for the guardian to read a case. */
function counting() {
	const db = connect(world.apiUrl, { max: 2, applicationName: "suite-counted" });
	let asked = 0;
	const query = db.query.withPlugin({
		transformQuery: ({ node }) => {
			asked += 1;
			return node;
		},
		transformResult: async ({ result }) => result,
	});
	const ctx = { db: { ...db, query }, verify: () => true, viewKey: new Uint8Array(32), remembersCases: true };
	const store = createStore(ctx as unknown as Parameters<typeof createStore>[0], () => "" as never, world.clock.now);
	const { person, tenure } = memberOf(NORTHBROOK, "guardian").key.statement;
	const reads = async (caseTag: CaseTag): Promise<number> => {
		const before = asked;
		expect(await store.deskCase({ person, tenure, caseTag, now: NOON, aim: "outline" } as never)).not.toBeNull();
		return asked - before;
	};
	return { store, reads, close: db.close };
}

test("the desk asks the database as much for a case whose mailbox was just opened as for any other", async () => {
	const [never, opened] = [await raised(), await raised()];
	const [cold, warm] = [counting(), counting()];
	expect(await warm.store.mailbox(opened, NOON)).not.toBeNull();
	const first = await cold.reads(never);
	expect(await warm.reads(opened)).toBe(first);
	// The desk's own memory is one, so that the count can tell.
	expect(await warm.reads(opened)).toBeLessThan(first);
	await Promise.all([cold.close(), warm.close()]);
});
