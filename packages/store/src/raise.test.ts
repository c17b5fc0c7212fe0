import { verify } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { checkRaise } from "@answerable/log/promise";
import { SigningKey } from "@answerable/types/bytes";
import type { CivilDate } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIntake } from "./directory.ts";
import { raise } from "./raise.ts";
import { at, eventsOf, makeWorld, member, newReporter, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("default-england@1");
});
afterAll(async () => world?.close());

const NOW = at("2026-04-07T09:17:23Z");

async function rowsOf(
	table: "case_file" | "event" | "leaf" | "letter" | "reporter_key" | "case_wraps" | "notice" | "case_sight",
): Promise<number> {
	const row = await world.owner.query
		.selectFrom(table)
		.select(({ fn }) => fn.countAll<number>().as("count"))
		.executeTakeFirstOrThrow();
	return row.count;
}

describe("raising a concern", () => {
	test("is answered with an event, a leaf and a promise that the reporter's client believes", async () => {
		const { caseTag, request } = newReporter(world, { now: NOW });
		const raised = await raise(world.api, request);
		if (!("answer" in raised)) throw new Error(raised.refused);
		const { header } = request;
		const sent = {
			organisation: header.organisation,
			caseTag,
			statement: header.statement,
			ciphertext: ciphertextHash([request.concern, request.private]),
			act: header.act,
			logSalt: header.reporterKeys.logSalt,
			policy: world.rules.policy,
			promiseKey: SigningKey.parse(world.promiseKey),
			latestPublication: secondsAfter(NOW, 2 * 86_400),
		};
		expect(checkRaise(raised.answer, sent, verify)).toMatchObject({ kind: "raised", caseTag });
		expect(raised.repeated).toBe(false);
	});

	test("the same raise again gets the first answer again, later and with its proof of work spent", async () => {
		const { request } = newReporter(world, { now: NOW });
		const first = await raise(world.api, request);
		const before = await rowsOf("event");
		const second = await raise(world.api, { ...request, now: secondsAfter(NOW, 9_000) });
		if (!("answer" in first) || !("answer" in second)) throw new Error("refused");
		expect(second.answer).toEqual(first.answer);
		expect(second.repeated).toBe(true);
		expect(await rowsOf("event")).toBe(before);
	});

	test("the same raise sent eight times at once is made once", async () => {
		const { caseTag, request } = newReporter(world, { now: NOW });
		const answers = await Promise.all(Array.from({ length: 8 }, () => raise(world.api, request)));
		expect(answers.filter((answer) => "repeated" in answer && !answer.repeated)).toHaveLength(1);
		expect(new Set(answers.map((answer) => ("answer" in answer ? canonicalHash(answer.answer) : answer.refused))).size).toBe(1);
		expect(await eventsOf(world, caseTag)).toHaveLength(1);
	});

	test("another raise under the same tag is refused and leaves nothing behind", async () => {
		const first = newReporter(world, { now: NOW });
		await raise(world.api, first.request);
		const before = await Promise.all([rowsOf("letter"), rowsOf("leaf"), rowsOf("reporter_key")]);
		const other = newReporter(world, { now: NOW, caseTag: first.caseTag });
		expect(await raise(world.api, other.request)).toEqual({ refused: "tag-taken" });
		const { mailbox } = first.request.header.reporterKeys;
		expect(await raise(world.api, newReporter(world, { now: NOW, mailbox }).request)).toEqual({ refused: "tag-taken" });
		const impostor = newReporter(world, { now: NOW }).request;
		const moved = { ...impostor, header: { ...impostor.header, caseTag: first.caseTag } };
		expect(await raise(world.api, moved)).toEqual({ refused: "wrong-signature" });
		expect(await Promise.all([rowsOf("letter"), rowsOf("leaf"), rowsOf("reporter_key")])).toEqual(before);
	});

	test("a proof of work that was spent on another raise is refused", async () => {
		const first = newReporter(world, { now: NOW });
		const second = newReporter(world, { now: NOW });
		await raise(world.api, first.request);
		expect(await raise(world.api, { ...second.request, work: first.request.work })).toEqual({ refused: "work-spent" });
		expect(await eventsOf(world, second.caseTag)).toEqual([]);
	});

	test.each([
		["other wraps", (r: ReturnType<typeof newReporter>) => ({ ...r.request, wraps: new Uint8Array(8) }), "wraps-mismatch"],
		["another ciphertext", (r: ReturnType<typeof newReporter>) => ({ ...r.request, concern: new Uint8Array(1_100) }), "wrong-signature"],
		[
			"other reporter's keys",
			(r: ReturnType<typeof newReporter>) => ({
				...r.request,
				header: { ...r.request.header, reporterKeys: { ...r.request.header.reporterKeys, mailbox: sha256Hash(new Uint8Array(1)) } },
			}),
			"malformed",
		],
	])("%s than were signed is refused", async (_name, change, refused) => {
		expect(await raise(world.api, change(newReporter(world, { now: NOW })))).toEqual({ refused });
	});

	test("a policy that is not the organisation's, and a holder whose key changed, are refused", async () => {
		const stale = newReporter(world, { now: NOW, change: (statement) => ({ ...statement, calendar: sha256Hash(new Uint8Array(2)) }) });
		expect(await raise(world.api, stale.request)).toEqual({ refused: "stale-parameters" });
		const changed = newReporter(world, {
			now: NOW,
			change: (statement) => ({
				...statement,
				recipients: statement.recipients.map((one) => ({ ...one, key: sha256Hash(new Uint8Array(3)) })),
			}),
		});
		expect(await raise(world.api, changed.request)).toEqual({ refused: "stale-keys" });
	});

	test("a concern sealed to somebody whom it excludes is refused", async () => {
		const guardian = member(world, "guardian");
		const request = newReporter(world, { now: NOW, change: (statement) => ({ ...statement, excluded: [guardian.person] }) }).request;
		expect(await raise(world.api, request)).toEqual({ refused: "excluded-person" });
	});

	test("of many that arrive at once each has its own verdict, whatever goes wrong with the others", async () => {
		const good = Array.from({ length: 24 }, () => newReporter(world, { now: NOW }));
		const before = newReporter(world, { now: NOW });
		await raise(world.api, before.request);
		const { mailbox } = before.request.header.reporterKeys;
		const taken = newReporter(world, { now: NOW, mailbox });
		const spent = { ...newReporter(world, { now: NOW }).request, work: before.request.work };
		const tagged = newReporter(world, { now: NOW, caseTag: before.caseTag });
		const unstorable = {
			...newReporter(world, { now: NOW }).request,
			work: { hash: sha256Hash(new Uint8Array(9)), expiresOn: "0000-99-99" as CivilDate },
		};
		const bad = [taken.request, spent, tagged.request, unstorable, before.request];
		const all = good.flatMap(({ request }, place) => (place % 5 === 2 ? [request, ...bad.splice(0, 1)] : [request]));
		expect(bad).toEqual([]);
		const verdicts = await Promise.allSettled(all.map((request) => raise(world.api, request)));
		const told = verdicts.map((verdict) => {
			if (verdict.status === "rejected") return "fault";
			return "answer" in verdict.value ? (verdict.value.repeated ? "again" : "made") : verdict.value.refused;
		});
		expect(told.filter((one) => one !== "made")).toEqual(["tag-taken", "work-spent", "tag-taken", "fault", "again"]);
		expect(told.filter((one) => one === "made")).toHaveLength(good.length);
		for (const { caseTag, request } of good) {
			expect(await eventsOf(world, caseTag)).toHaveLength(1);
			const tag = Buffer.from(caseTag, "hex");
			const letters = await world.owner.query
				.selectFrom("letter")
				.select("ciphertext")
				.where("case_tag", "=", tag)
				.orderBy("part")
				.execute();
			expect(letters.map(({ ciphertext }) => Buffer.compare(ciphertext, Buffer.alloc(0)))).toEqual([1, 1]);
			expect(Buffer.from(letters[0]?.ciphertext ?? []).equals(request.concern)).toBe(true);
			expect(Buffer.from(letters[1]?.ciphertext ?? []).equals(request.private)).toBe(true);
			const { wraps } = await world.owner.query
				.selectFrom("case_wraps")
				.select("wraps")
				.where("case_tag", "=", tag)
				.executeTakeFirstOrThrow();
			expect(Buffer.from(wraps).equals(request.wraps)).toBe(true);
			const keys = await world.owner.query.selectFrom("reporter_key").selectAll().where("case_tag", "=", tag).executeTakeFirstOrThrow();
			expect(Buffer.from(keys.kem).toString("base64url")).toBe(request.header.reporterKeys.kem);
		}
	});

	test("a holder who was removed a moment ago receives nothing, though a raise was checked against them a moment before", async () => {
		await raise(world.api, newReporter(world, { now: NOW }).request);
		const { tenure } = member(world, "guardian");
		const setRemoved = (removed: boolean) => world.owner.query.updateTable("tenure").set({ removed }).where("id", "=", tenure).execute();
		await setRemoved(true);
		const refused = newReporter(world, { now: NOW });
		expect(await raise(world.api, refused.request)).toEqual({ refused: "stale-keys" });
		expect(await eventsOf(world, refused.caseTag)).toEqual([]);
		await setRemoved(false);
		expect(await raise(world.api, refused.request)).toHaveProperty("answer");
	});

	test("an external body whose entry in the directory expired yesterday is shown to nobody, and nothing is sealed to it", async () => {
		await world.owner.query
			.updateTable("external_directory")
			.set({ valid_until: "2026-05-01" as CivilDate })
			.execute();
		const bodies = async (now: string) => (await readIntake(world.api.db, { slug: "hillside" }, at(now)))?.externalBodies.length;
		expect([await bodies("2026-04-30T09:00:00Z"), await bodies("2026-05-01T09:00:00Z")]).toEqual([1, 0]);
		const request = newReporter(world, { now: at("2026-05-01T09:00:00Z") }).request;
		expect(await raise(world.api, request)).toEqual({ refused: "stale-keys" });
		await world.owner.query.updateTable("external_directory").set({ valid_until: null }).execute();
	});
});
