import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCase } from "./case-history.ts";
import type { StoreContext } from "./context.ts";
import { lookAhead } from "./looking-ahead.ts";
import { readMailbox } from "./mailbox.ts";
import { actAsReporter, type ReportersAct } from "./reporter-act.ts";
import { readWaiting } from "./waiting-rows.ts";
import { secondsAfter, type World } from "./world.fixture.ts";
import { openWorlds, START, signedBy, type Writer } from "./writer.fixture.ts";

const LATER = secondsAfter(START, 1);
let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
	worlds = await openWorlds(["demo@1", "default-england@1"]);
});
afterAll(() => worlds?.close());

const writers: typeof worlds.writers = (...asked) => worlds.writers(...asked);
const signed = (writer: Writer, kind: Parameters<typeof signedBy>[1], words = "") => signedBy(writer, kind, Buffer.from(words), LATER);

/** What a reporter's mailbox says that they wrote later: what happened, and what waits. */
async function written({ world, caseTag }: Writer): Promise<readonly string[]> {
	const mailbox = await readMailbox(world.api, caseTag, LATER);
	const letters = (mailbox?.letters ?? []).filter(({ sequence }) => sequence > 0).map(({ ciphertext }) => ciphertext);
	const waiting = (mailbox?.waiting ?? []).flatMap(({ letter }) => letter ?? []);
	return [...letters, ...waiting].map((text) => Buffer.from(text, "base64url").toString());
}

const act = (world: World) => (request: ReportersAct) => actAsReporter(world.api, request);

describe.each(["demo@1", "default-england@1"])("replies that come at the same time, under %s", (policy) => {
	test("are kept each in its own case, and the same one twice is kept once", async () => {
		const all = await writers(policy, 20);
		const requests = await Promise.all(all.map((writer, place) => signed(writer, "letter", `letter ${place}`)));
		const [first] = all;
		const outcomes = await Promise.all([...requests, ...requests].map(act(first?.world as World)));
		const repeated = outcomes.map((outcome) => "repeated" in outcome && outcome.repeated);
		expect(repeated).toEqual([...requests.map(() => false), ...requests.map(() => true)]);
		expect(await Promise.all(all.map(written))).toEqual(all.map((_writer, place) => [`letter ${place}`]));
	});

	test("are not kept from anybody by one that is refused, or by a case that is broken or gone", async () => {
		const [refused, broken, gone, ...others] = await writers(policy, 7);
		if (refused === undefined || broken === undefined || gone === undefined) throw new Error("Nobody wrote.");
		const { world } = refused;
		const requests = [
			await signed(refused, "withdrawal-recalled"),
			await signed(broken, "letter", "to a broken case"),
			{ ...(await signed(gone, "letter", "to no case")), caseTag: "ab".repeat(32) as CaseTag },
			...(await Promise.all(others.map((writer) => signed(writer, "letter", "words")))),
		];
		await world.owner.sql.begin(async (sql) => {
			await sql`alter table event disable trigger all`;
			await sql`update event set body = jsonb_set(body, '{organisation}', '"11111111-1111-4111-8111-111111111111"') where case_tag = ${Buffer.from(broken.caseTag, "hex")}`;
			await sql`alter table event enable always trigger insert_only`;
		});
		// The first goes alone, and the others wait for it together.
		const [ahead] = await writers(policy, 1);
		const outcomes = await Promise.allSettled([await signed(ahead as Writer, "letter", "ahead"), ...requests].map(act(world)));
		expect(outcomes.map((one) => (one.status === "rejected" ? "broken" : "refused" in one.value ? one.value.refused : "kept"))).toEqual([
			"kept",
			"no-withdrawal",
			"broken",
			"not-found",
			...others.map(() => "kept"),
		]);
		expect(await Promise.all(others.map(written))).toEqual(others.map(() => ["words"]));
	});

	test("are not kept waiting by a case that somebody else holds, which is done once it is free", async () => {
		const [held, ...others] = await writers(policy, 5);
		if (held === undefined) throw new Error("Nobody wrote.");
		const { world, caseTag } = held;
		const done: string[] = [];
		const all = await Promise.all([...others, held].map(async (writer) => [writer, await signed(writer, "letter", "words")] as const));
		let pending: Promise<unknown> = Promise.resolve();
		await world.owner.sql.begin(async (sql) => {
			await sql`select from case_file where case_tag = ${Buffer.from(caseTag, "hex")} for update`;
			const sent = all.map(async ([writer, request]) => {
				expect(await actAsReporter(world.api, request)).toMatchObject({ repeated: false });
				done.push(writer === held ? "held" : "free");
			});
			pending = Promise.all(sent);
			await Promise.all(sent.slice(0, -1));
			expect(done).toEqual(others.map(() => "free"));
		});
		await pending;
		expect(done).toEqual([...others.map(() => "free"), "held"]);
		expect(await written(held)).toEqual(["words"]);
	});
});

test("an act that has an instant shares its transaction with none that must have none", async () => {
	const all = [...(await writers("default-england@1", 4)), ...(await writers("default-england@1", 2, "S1"))];
	const world = all[0]?.world as World;
	const requests = await Promise.all(all.map((writer) => signed(writer, "letter", "words")));
	await Promise.all(requests.map(act(world)));
	const tags = all.map(({ caseTag }) => Buffer.from(caseTag, "hex"));
	const numbersOf = async (table: "event" | "waiting_act") => {
		const rows = await world.owner.sql<{ xmin: string; sequence: number | null }[]>`
			select xmin::text, to_jsonb(kept) -> 'sequence' as sequence from ${world.owner.sql(table)} as kept where case_tag in ${world.owner.sql(tags)}`;
		return new Set(rows.filter(({ sequence }) => sequence !== 0).map(({ xmin }) => xmin));
	};
	const [dated, undated] = [await numbersOf("event"), await numbersOf("waiting_act")];
	expect([dated.size, undated.size > 0]).toEqual([2, true]);
	expect([...dated].filter((number) => undated.has(number))).toEqual([]);
});

test("what waits is ahead as it was worked out when it came, and as it is worked out anew", async () => {
	const [mine] = await writers("default-england@1", 1);
	if (mine === undefined) throw new Error("Nobody wrote.");
	const { world, caseTag } = mine;
	/** Another process, which remembers nothing of what this one worked out. */
	const elsewhere = { ...world.api, remembersCases: false };
	for (const [ctx, kind, words] of [
		[world.api, "letter", "one"],
		[world.api, "withdrawal-asked", ""],
		[elsewhere, "withdrawal-recalled", ""],
		[world.api, "letter", "two"],
		[world.api, "letter", "three"],
	] as const)
		expect(await actAsReporter(ctx, await signed(mine, kind, words))).toMatchObject({ repeated: false });
	const waiting = (await readWaiting(world.api.db.query, [caseTag])).get(caseTag) ?? [];
	const ahead = async (ctx: StoreContext) => {
		const history = await readCase(ctx, caseTag);
		if (history === null) throw new Error("The case is gone.");
		const { events, trusted, head, state } = await lookAhead({ ctx, query: ctx.db.query }, history, waiting);
		return { events, trusted, head, state };
	};
	const known = await ahead(world.api);
	expect(known).toEqual(await ahead(elsewhere));
	expect(known.events.slice(-5).map(({ happening }) => happening.kind)).toEqual([
		"letter",
		"withdrawal-asked",
		"withdrawal-recalled",
		"letter",
		"letter",
	]);
});
