/** Changing words: the new ones count at once, on every channel, and the old ones are dead. */
import { randomBytes } from "node:crypto";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { sha256Hash, toHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { rekeyBytes } from "@answerable/log/rekey";
import type { Bytes32, SealingKey, SigningKey } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { ReporterKeys } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { escalateCase } from "./due.ts";
import { findMailbox, readMailbox } from "./mailbox.ts";
import { raise } from "./raise.ts";
import { actAsReporter } from "./reporter-act.ts";
import { headOf, signAct } from "./signed-act.fixture.ts";
import { applyWaiting } from "./waiting.ts";
import { at, eventsOf, makeWorld, newReporter, secondsAfter, type World } from "./world.fixture.ts";

const START = at("2026-04-07T09:00:00Z");
const SLOT = at("2026-04-07T12:00:00Z");
const NEXT_SLOT = at("2026-04-07T17:00:00Z");
const worlds = new Map<string, World>();
beforeAll(async () => {
	for (const policy of ["demo@1", "default-england@1"]) worlds.set(policy, await makeWorld(policy, 2));
});
afterAll(async () => {
	await Promise.all([...worlds.values()].map((world) => world.close()));
});

type Mine = { readonly world: World; readonly caseTag: CaseTag; readonly seed: Uint8Array; readonly keys: ReporterKeys };

async function mine(policy: string, change?: Parameters<typeof newReporter>[1]["change"]): Promise<Mine> {
	const world = worlds.get(policy);
	if (world === undefined) throw new Error(`No world follows ${policy}.`);
	const { caseTag, seed, request } = newReporter(world, { now: START, ...(change === undefined ? {} : { change }) });
	await raise(world.api, request);
	return { world, caseTag, seed, keys: request.header.reporterKeys };
}

type Fresh = { readonly seed: Uint8Array; readonly keys: ReporterKeys; readonly wrap: Uint8Array };

function freshWords(logSalt: Bytes32, mailbox = sha256Hash(randomBytes(32))): Fresh {
	const keys: ReporterKeys = {
		mailbox,
		mailboxAuth: signingKeyFromSeed(newSigningSeed()),
		kem: randomBytes(1_216).toString("base64url") as SealingKey,
		logSalt,
	};
	return { seed: newSigningSeed(), keys, wrap: randomBytes(1_258) };
}

async function change({ world, caseTag, seed }: Mine, { seed: own, keys, wrap }: Fresh, now: Instant) {
	const rekeying = { messageSign: signingKeyFromSeed(own), reporterKeys: canonicalHash(keys), wrap: sha256Hash(wrap) };
	const proof = sign(own, rekeyBytes({ organisation: world.organisation, caseTag, ...rekeying }));
	const statement = { ...rekeying, proof };
	const act = signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind: "rekeyed", statement, ciphertext: null });
	return actAsReporter(world.api, { caseTag, act: { kind: "rekeyed", statement, act }, ciphertext: null, newWords: { keys, wrap }, now });
}

async function withdrawalAct({ world, caseTag, seed }: Mine, kind: "withdrawal-asked" | "withdrawal-recalled", now: Instant) {
	const act = signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind, statement: {}, ciphertext: null });
	return actAsReporter(world.api, { caseTag, act: { kind, statement: {}, act }, ciphertext: null, now });
}

const doorOf = ({ world, keys }: Pick<Mine, "world" | "keys">) => findMailbox(world.api.db, world.organisation, keys.mailbox);

describe.each(["demo@1", "default-england@1"])("under %s", (policy) => {
	test("the mailbox answers to the new words at once, and to the old ones never again", async () => {
		const old = await mine(policy);
		const fresh = freshWords(old.keys.logSalt);
		expect(await change(old, fresh, secondsAfter(START, 5))).toMatchObject({ repeated: false });
		expect(await doorOf(old)).toBeNull();
		const door = await doorOf({ world: old.world, keys: fresh.keys });
		expect(door).toMatchObject({ caseTag: old.caseTag, messageSign: signingKeyFromSeed(fresh.seed) as SigningKey });
		const mailbox = await readMailbox(old.world.api, old.caseTag, secondsAfter(START, 6));
		expect(mailbox?.rekeyed).toBe(Buffer.from(fresh.wrap).toString("base64url"));
	});

	test("what the new words sign counts before staff could see the change, and what the old ones sign does not", async () => {
		const old = await mine(policy);
		const fresh = freshWords(old.keys.logSalt);
		await change(old, fresh, secondsAfter(START, 5));
		const now = { ...old, seed: fresh.seed };
		expect(await withdrawalAct(old, "withdrawal-asked", secondsAfter(START, 6))).toEqual({ refused: "wrong-signature" });
		expect(await withdrawalAct(now, "withdrawal-asked", secondsAfter(START, 6))).toMatchObject({ repeated: false });
		await escalateCase(old.world.worker, old.caseTag, SLOT);
		await applyWaiting(old.world.worker, old.caseTag, NEXT_SLOT);
		const kinds = (await eventsOf(old.world, old.caseTag)).map(({ happening }) => happening.kind);
		expect(kinds.filter((kind) => kind === "rekeyed" || kind.startsWith("withdrawal"))).toEqual(["rekeyed", "withdrawal-asked"]);
	});

	test("words can be changed again before the first change is seen", async () => {
		const old = await mine(policy);
		const [first, second] = [freshWords(old.keys.logSalt), freshWords(old.keys.logSalt)];
		await change(old, first, secondsAfter(START, 5));
		expect(await change({ ...old, seed: first.seed }, second, secondsAfter(START, 6))).toMatchObject({ repeated: false });
		expect(await doorOf({ world: old.world, keys: first.keys })).toBeNull();
		expect(await doorOf({ world: old.world, keys: second.keys })).not.toBeNull();
	});

	test("a withdrawal is taken back before staff could see it, and a claim code's own words decide at once", async () => {
		const own = await mine(policy);
		await withdrawalAct(own, "withdrawal-asked", secondsAfter(START, 5));
		expect(await withdrawalAct(own, "withdrawal-recalled", secondsAfter(START, 6))).toMatchObject({ repeated: false });
		const claimed = await mine(policy, (statement) => ({ ...statement, origin: "on-behalf" }));
		expect(await withdrawalAct(claimed, "withdrawal-asked", secondsAfter(START, 5))).toEqual({ refused: "claim-code" });
		const fresh = freshWords(claimed.keys.logSalt);
		await change(claimed, fresh, secondsAfter(START, 6));
		expect(await withdrawalAct({ ...claimed, seed: fresh.seed }, "withdrawal-asked", secondsAfter(START, 7))).toMatchObject({
			repeated: false,
		});
	});

	test("a change to somebody else's mailbox, to another salt, or without its proof changes nothing", async () => {
		const [old, other] = [await mine(policy), await mine(policy)];
		expect(await change(old, freshWords(old.keys.logSalt, other.keys.mailbox), secondsAfter(START, 5))).toEqual({ refused: "tag-taken" });
		const salted = freshWords(toHex(randomBytes(32)) as Bytes32);
		expect(await change(old, salted, secondsAfter(START, 5))).toEqual({ refused: "ciphertext-mismatch" });
		const fresh = freshWords(old.keys.logSalt);
		const rekeying = { messageSign: signingKeyFromSeed(fresh.seed), reporterKeys: canonicalHash(fresh.keys), wrap: sha256Hash(fresh.wrap) };
		const statement = { ...rekeying, proof: sign(old.seed, new Uint8Array(3)) };
		const seen = await headOf(old.world, old.caseTag);
		const act = signAct(old.world, old.seed, { caseTag: old.caseTag, seen, kind: "rekeyed", statement, ciphertext: null });
		const unproved = { caseTag: old.caseTag, act: { kind: "rekeyed" as const, statement, act }, ciphertext: null, newWords: fresh };
		expect(await actAsReporter(old.world.api, { ...unproved, now: secondsAfter(START, 5) })).toEqual({ refused: "wrong-signature" });
		expect(await doorOf(old)).not.toBeNull();
		expect((await eventsOf(old.world, old.caseTag)).map(({ happening }) => happening.kind)).not.toContain("rekeyed");
	});
});

test("nothing tells staff, or a table, within the day when words were changed", async () => {
	const old = await mine("default-england@1");
	await change(old, freshWords(old.keys.logSalt), at("2026-04-07T12:31:17Z"));
	const tables = await old.world.owner.sql<{ text: string }[]>`select row_to_json(t)::text as text from answerable.waiting_act t
		union all select row_to_json(t)::text from answerable.reporter_key t`;
	expect(tables.map(({ text }) => text).join("\n")).not.toMatch(/2026-04-07[T ]12:31/);
	await escalateCase(old.world.worker, old.caseTag, SLOT);
	await applyWaiting(old.world.worker, old.caseTag, NEXT_SLOT);
	const events = await eventsOf(old.world, old.caseTag);
	expect(events.find(({ happening }) => happening.kind === "rekeyed")?.at).toBe(NEXT_SLOT);
});
