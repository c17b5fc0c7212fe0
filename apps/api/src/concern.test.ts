import { encodeRaise } from "@answerable/crypto/frame";
import { verify } from "@answerable/crypto/signing";
import { checkPromise } from "@answerable/log/promise";
import { removeTenure } from "@answerable/store/removal.fixture";
import { RaiseAnswer } from "@answerable/types/intake";
import { Problem } from "@answerable/types/problem";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newSecrets, sealRaise, solve } from "./reporter.fixture.ts";
import { DEPLOYMENT_KEYS, memberOf, NORTHBROOK, RULES } from "./trust.fixture.ts";
import { countRows, openWorld, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await openWorld(RULES.england);
});
afterAll(() => world.close());

const codeOf = async (answer: Response) => Problem.parse(await answer.json()).code;

test("organisations that take concerns are listed, external bodies are not", async () => {
	expect(await (await world.app.request("/api/organisations")).json()).toEqual({
		organisations: [
			{ id: expect.any(String), slug: "elmvale", name: "Trust of elmvale" },
			{ id: NORTHBROOK.id, slug: "northbrook", name: "Trust of northbrook" },
		],
		onion: null,
	});
	expect(await codeOf(await world.app.request("/api/organisations/regulator/intake"))).toBe("unknown-organisation");
	expect(await codeOf(await world.app.request("/api/organisations/nowhere/intake"))).toBe("unknown-organisation");
});

test("a concern is kept and answered with its event, its leaf and a promise that the promise key signed", async () => {
	const { frame, header } = await sealRaise({ intake: await world.intake() });
	const answer = await world.raise(frame);
	expect(answer.status).toBe(201);
	const { event, leaf, promise } = RaiseAnswer.parse(await answer.json());
	expect(event).toMatchObject({ caseTag: header.caseTag, sequence: 0, happening: { kind: "raised", statement: header.statement } });
	expect(leaf).toHaveLength(256);
	checkPromise(promise, DEPLOYMENT_KEYS.promise.statement.key as never, verify);
});

test("the same raise again, also at once, gets the same answer and is kept once", async () => {
	const { frame } = await sealRaise({ intake: await world.intake() });
	const before = await countRows(world.owner);
	const answers = await Promise.all([world.raise(frame), world.raise(frame), world.raise(frame)]);
	answers.push(await world.raise(frame));
	const bodies = await Promise.all(answers.map((answer) => answer.text()));
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
	expect(new Set(bodies).size).toBe(1);
	const after = await countRows(world.owner);
	const added = (table: string) => (after[table] ?? 0) - (before[table] ?? 0);
	expect(["case_file", "event", "leaf", "reporter_key", "case_wraps", "spent_work"].map(added)).toEqual([1, 1, 1, 1, 1, 1]);
	expect(added("letter")).toBe(2);
});

describe("refused, with nothing written", () => {
	async function refusedWith(code: string, frame: Uint8Array): Promise<void> {
		const before = await countRows(world.owner);
		expect(await codeOf(await world.raise(frame))).toBe(code);
		const { spent_work: _before, ...was } = before;
		const { spent_work: _after, ...is } = await countRows(world.owner);
		expect(is).toEqual(was);
	}

	test("another concern under the same words", async () => {
		const intake = await world.intake();
		const { frame, secrets } = await sealRaise({ intake });
		expect((await world.raise(frame)).status).toBe(201);
		const again = await sealRaise({ intake, secrets, text: "Something else", work: await solve((await world.intake()).work) });
		await refusedWith("tag-taken", again.frame);
	});

	test("another concern under the same mailbox", async () => {
		const intake = await world.intake();
		const { frame, secrets } = await sealRaise({ intake });
		expect((await world.raise(frame)).status).toBe(201);
		const other = { ...newSecrets(), mailboxTag: secrets.mailboxTag };
		await refusedWith("tag-taken", (await sealRaise({ intake: await world.intake(), secrets: other })).frame);
	});

	test("a used puzzle; the same letter with another puzzle is kept", async () => {
		const intake = await world.intake();
		const first = await sealRaise({ intake });
		expect((await world.raise(first.frame)).status).toBe(201);
		const secrets = newSecrets();
		const second = await sealRaise({ intake, secrets, work: first.header.work });
		await refusedWith("work-spent", second.frame);
		const { work } = (await (await world.app.request("/api/organisations/northbrook/work?severity=S2")).json()) as { work: unknown };
		const header = { ...second.header, work: await solve(work) };
		const resent = encodeRaise({ ...second.parts, header: new TextEncoder().encode(JSON.stringify(header)) });
		expect((await world.raise(resent)).status).toBe(201);
	});

	test("one puzzle for two letters at once lets in one of them", async () => {
		const intake = await world.intake();
		const work = await solve(intake.work);
		const frames = await Promise.all([sealRaise({ intake, work }), sealRaise({ intake, work })]);
		const answers = await Promise.all(frames.map(({ frame }) => world.raise(frame)));
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
	});

	test("a handler who left while the concern was being written", async () => {
		const { frame } = await sealRaise({ intake: await world.intake() });
		const { tenure } = memberOf(NORTHBROOK, "sid").key.statement;
		await removeTenure(world.owner, tenure);
		try {
			await refusedWith("stale-keys", frame);
			expect((await world.raise((await sealRaise({ intake: await world.intake() })).frame)).status).toBe(201);
		} finally {
			await world.owner.query.updateTable("tenure").set({ removed: false }).where("id", "=", tenure).execute();
		}
	});

	test("a wrong seal, a wrong signature, a frame cut short", async () => {
		const intake = await world.intake();
		await refusedWith("ciphertext-mismatch", (await sealRaise({ intake, compartments: ["private", "concern"] })).frame);
		await refusedWith(
			"wrong-signature",
			(await sealRaise({ intake, spoilHeader: (header) => ({ ...header, caseTag: "ab".repeat(32) }) })).frame,
		);
		await refusedWith("wraps-mismatch", (await sealRaise({ intake, spoilWraps: (entries) => entries.slice(1) })).frame);
		await refusedWith("malformed", (await sealRaise({ intake })).frame.slice(0, -5));
	});
});

test("used puzzles and ended sessions are forgotten when their day is over", async () => {
	const { spent_work: before } = await countRows(world.owner);
	expect(before).toBeGreaterThan(0);
	await world.deps.store.forget("2026-11-24T23:59:59Z" as Instant);
	expect((await countRows(world.owner)).spent_work).toBe(before);
	await world.deps.store.forget("2026-11-25T00:00:00Z" as Instant);
	expect((await countRows(world.owner)).spent_work).toBe(0);
});
