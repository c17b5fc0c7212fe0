import { verify } from "@answerable/crypto/signing";
import { decodeBundle } from "@answerable/log/entry-bundle";
import { checkDeploymentKey } from "@answerable/log/key-statement";
import { decodeLeaf } from "@answerable/log/leaf";
import { parseVerifierKey } from "@answerable/log/note";
import { checkDirectoryKey, checkRootHistory } from "@answerable/log/root-history";
import type { Hash } from "@answerable/types/bytes";
import { IntakeParameters } from "@answerable/types/intake";
import type { CivilDate } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Database } from "./connect.ts";
import { requireDeployment, writeDeployment } from "./deployment.ts";
import { isKeyLogged, readIntake, readOrganisations, readTenure, readTenures } from "./directory.ts";
import { isAway } from "./fault.ts";
import { beat, readHeartbeats } from "./heartbeat.ts";
import { readCheckpoint, readTile } from "./log-store.ts";
import { readLogin } from "./person-store.ts";
import { removeTenure } from "./removal.fixture.ts";
import {
	deleteExpiredSessions,
	deleteSession,
	deleteSessionsOf,
	extendSession,
	insertSession,
	readSession,
	readSessionsOf,
} from "./session-store.ts";
import { forgetWork, spendWork } from "./work-store.ts";
import { addStaff, at, MADE_AT, makeWorld, member, publishNow, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("default-england@1");
});
afterAll(async () => {
	await Promise.all(again.map((db) => db.close()));
	await world?.close();
});

const again: Database[] = [];
function connectAgain(): Database {
	const db = connect(world.suite.urls.api, { max: 1, applicationName: "suite" });
	again.push(db);
	return db;
}

const TODAY = "2026-04-07" as CivilDate;
const NOW = at("2026-04-07T09:00:00Z");

test("the intake parameters pass every check that a client makes before it seals", async () => {
	const intake = await readIntake(world.api.db, { slug: "hillside" }, NOW);
	if (intake === null) throw new Error("no intake");
	const { policyHash, calendarHash, releaseKeysTaken, ...rest } = intake;
	expect(releaseKeysTaken).toEqual([intake.releaseKey.statement.key]);
	IntakeParameters.parse({ ...rest, now: NOW, work: null });
	expect([policyHash, calendarHash].every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
	const { key } = parseVerifierKey(intake.logKey);
	const rootsOf = new Map(
		[intake.roots, ...intake.externalBodies.map(({ roots }) => roots)].map((roots) => [
			roots.statement.organisation,
			checkRootHistory(roots, key, verify),
		]),
	);
	expect(intake.keys).toHaveLength(10);
	for (const served of intake.keys) {
		const roots = rootsOf.get(served.statement.organisation);
		if (roots === undefined) throw new Error("A key without roots.");
		checkDirectoryKey(served, roots, Buffer.from(served.seal, "base64url"), verify);
	}
	const promise = { ...intake.promiseKey, key: Buffer.from(intake.promiseKey.key, "hex") };
	checkDeploymentKey(promise, "promise", key, verify);
	checkDeploymentKey({ ...intake.releaseKey, key: Buffer.from(intake.releaseKey.key, "base64url") }, "release", key, verify);
	const size = (await readCheckpoint(world.api.db))?.size ?? 0;
	const leaves = decodeBundle((await readTile(world.api.db, { level: "entries", index: 0, width: size })) ?? new Uint8Array(), size).map(
		decodeLeaf,
	);
	for (const { statement, addedAt, cooldownSeconds, leafIndex } of intake.keys)
		expect(leaves[leafIndex]).toEqual({ kind: "key", statement, addedAt, cooldownSeconds });
	expect(leaves[intake.roots.leafIndex]).toEqual({ kind: "root", statement: intake.roots.statement });
	expect(leaves[intake.releaseKey.leafIndex]).toEqual({ kind: "deployment-key", statement: intake.releaseKey.statement });
});

test("external bodies are neither listed nor do they take concerns, and an unknown name is no organisation", async () => {
	expect((await readOrganisations(world.api.db)).map(({ slug }) => slug)).toEqual(["hillside"]);
	expect(await readIntake(world.api.db, { slug: "regulator" }, NOW)).toBeNull();
	expect(await readIntake(world.api.db, { slug: "nobody" }, NOW)).toBeNull();
	expect((await readIntake(world.api.db, { id: world.organisation }, at("2019-12-31T12:00:00Z")))?.externalBodies).toEqual([]);
});

test("a key is served from the checkpoint that holds it, and no longer once its tenure was removed", async () => {
	const roots = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
	const late = await addStaff(world.owner, { organisation: world.organisation, role: "chair", roots });
	const served = async () => (await readIntake(world.api.db, { slug: "hillside" }, NOW))?.keys.map(({ statement }) => statement.tenure);
	expect(await isKeyLogged(world.api.db, late.key)).toBe(false);
	expect(await served()).not.toContain(late.tenure);
	await publishNow(world, secondsAfter(MADE_AT, 60), true);
	expect(await isKeyLogged(world.api.db, late.key)).toBe(true);
	expect(await served()).toContain(late.tenure);
	expect(await readTenure(world.api.db, late.tenure)).toEqual(late.statement);
	await removeTenure(world.owner, late.tenure);
	expect(await served()).not.toContain(late.tenure);
	expect(await readTenure(world.api.db, late.tenure)).toBeNull();
	expect(await readTenures(world.api.db, late.person)).toEqual([]);
});

test("a person signs in by name and finds their tenures", async () => {
	const guardian = member(world, "guardian");
	const row = await world.owner.query
		.selectFrom("person")
		.select(["login_name", "login_hash"])
		.where("id", "=", guardian.person)
		.executeTakeFirstOrThrow();
	expect(await readLogin(world.api.db, row.login_name)).toEqual({
		person: guardian.person,
		loginHash: row.login_hash,
		administrator: false,
	});
	expect(await readLogin(world.api.db, "nobody")).toBeNull();
	expect(await readTenures(world.api.db, guardian.person)).toMatchObject([{ statement: guardian.statement, key: guardian.key }]);
});

test("a database belongs to one deployment, for good", async () => {
	const first = await requireDeployment(world.api.db);
	expect(await writeDeployment(world.owner, { ...first, madeBy: "somebody else" })).toBe(false);
	expect(await requireDeployment(connectAgain())).toEqual(first);
});

test("a session is extended but never beyond its absolute end", async () => {
	const { person } = member(world, "guardian");
	const id = (byte: string) => byte.repeat(32) as Hash;
	const used = { openedOn: TODAY, usedAt: NOW };
	const made = { id: id("a1"), person, expiresAt: secondsAfter(NOW, 60), absoluteExpiresAt: secondsAfter(NOW, 600), ...used };
	await insertSession(world.api.db, made);
	expect(await readSession(world.api.db, made.id)).toEqual(made);
	await extendSession(world.api.db, made.id, { expiresAt: secondsAfter(NOW, 5_000), usedAt: secondsAfter(NOW, 60) });
	expect(await readSession(world.api.db, made.id)).toEqual({ ...made, expiresAt: made.absoluteExpiresAt, usedAt: secondsAfter(NOW, 60) });
	await insertSession(world.api.db, { ...made, id: id("a2"), expiresAt: NOW });
	await insertSession(world.api.db, { ...made, id: id("a3"), absoluteExpiresAt: NOW });
	await deleteExpiredSessions(world.api.db, NOW);
	expect((await readSessionsOf(world.api.db, person)).map((session) => session.id)).toEqual([made.id]);
	await deleteSession(world.api.db, made.id);
	expect(await readSession(world.api.db, made.id)).toBeNull();
	await insertSession(world.api.db, made);
	await deleteSessionsOf(world.api.db, person);
	expect(await readSessionsOf(world.api.db, person)).toEqual([]);
});

test("a proof of work is spent once, and forgotten when nobody could offer it any more", async () => {
	const hash = "b1".repeat(32) as Hash;
	expect(await spendWork(world.api.db, hash, TODAY)).toBe(true);
	expect(await spendWork(world.api.db, hash, TODAY)).toBe(false);
	await forgetWork(world.api.db, TODAY);
	expect(await spendWork(world.api.db, hash, TODAY)).toBe(false);
	await forgetWork(world.api.db, "2026-04-08" as CivilDate);
	expect(await spendWork(world.api.db, hash, TODAY)).toBe(true);
});

test("each process leaves one sign of life", async () => {
	for (const [ctx, process] of [
		[world.api, "api"],
		[world.worker, "worker"],
		[world.releaser, "releaser"],
		[world.worker, "worker"],
	] as const) {
		await beat(ctx.db, { process, beatAt: NOW, detail: { version: "0.1.0" } });
	}
	expect((await readHeartbeats(world.api.db)).map(({ process }) => process)).toEqual(["api", "releaser", "worker"]);
});

test("a database that is away is told from one that refuses", async () => {
	const away = connect("postgres://answerable_api@127.0.0.1:1/none", { max: 1, applicationName: "suite" });
	again.push(away);
	const failure = await readOrganisations(away).catch((error: unknown) => error);
	expect(isAway(failure)).toBe(true);
	const refusal = await world.worker.db.sql`select * from session`.catch((error: unknown) => error);
	expect(isAway(refusal)).toBe(false);
	expect(isAway(new Error("a bug"))).toBe(false);
});
