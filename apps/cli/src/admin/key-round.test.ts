import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newCompartmentKeys } from "@answerable/crypto/compartment";
import { newKemKeyPair } from "@answerable/crypto/kem-box";
import { releaseKeyPair } from "@answerable/crypto/release";
import { signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { sealReleasable } from "@answerable/crypto/wrap";
import { encodeWraps } from "@answerable/crypto/wrap-list";
import { decodeLeaf } from "@answerable/log/leaf";
import { keyDestroyedBytes } from "@answerable/log/recovery-statement";
import { readDeploymentKey } from "@answerable/store/directory";
import { readNamedKeys, readRecoveryCopies, readRecoverySets } from "@answerable/store/recovery-store";
import type { Hash } from "@answerable/types/bytes";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MAKE, openPlace, type Place, sheetsOf } from "./admin.fixture.ts";
import { readKeys } from "./key-files.ts";

const RUNG = 4;
const TENURE = "7b0c2f9e-3d41-4e8a-8f16-5a9d0c3e7b21" as TenureId;
let place: Place;
let sheets: ReturnType<typeof sheetsOf>;

beforeEach(async () => {
	place = await openPlace();
	sheets = sheetsOf(await place.run(MAKE));
	await place.publish("2026-11-26T12:00:02Z");
});

afterEach(async () => {
	await place.close();
});

const turnedAt = async (at: string) => (await place.run(["--turn"], { at })).text;
const servedAt = async (quarter: string) => (await readDeploymentKey(place.db, "release", quarter))?.statement.quarter;
const copies = async () => {
	const [set] = await readRecoverySets(place.db);
	return (await readRecoveryCopies(place.db, set?.set ?? "")).map(({ name }) => name);
};

/** A case with one wrap that waits for the release key of a quarter, as the owner could write it. */
async function waitingFor(quarter: string): Promise<Uint8Array> {
	const { tag, entry } = sealedFor(quarter);
	await unbound(`insert into answerable.case_wraps (case_tag, wraps) values ($1, $2)`, [tag, Buffer.from(encodeWraps([entry]))]);
	return tag;
}

function sealedFor(quarter: string) {
	const seed = readKeys(place.keys).release.get(quarter);
	if (seed === undefined) throw new Error(`There is no key of ${quarter}.`);
	const tag = randomBytes(32);
	const hash = tag.toString("hex") as Hash;
	const about = {
		organisation: TENURE as string as OrganisationId,
		caseTag: hash as string as CaseTag,
		rung: RUNG,
		tenure: TENURE,
		keyHash: hash,
	} as const;
	const rules = { notBefore: "2027-01-20T16:00:00Z" as Instant, policy: hash, calendar: hash };
	const entry = sealReleasable(
		{ ...about, ...rules, opens: ["concern"], keys: newCompartmentKeys(), recipientKey: newKemKeyPair().publicKey },
		releaseKeyPair(seed).publicKey,
	);
	return { tag, entry };
}

/** As the owner, without foreign keys: only these rows matter here. */
async function unbound(statement: string, values: readonly (string | number | Buffer)[]): Promise<void> {
	await place.db.sql.begin(async (transaction) => {
		await transaction`set local session_replication_role = replica`;
		await transaction.unsafe(statement, [...values]);
	});
}

test("nothing is to be done until a fortnight before the quarter ends; then its successor is made, copied and named", async () => {
	expect(await turnedAt("2026-12-17T23:59:59Z")).toBe("Nothing was to be done.");
	const done = await turnedAt("2026-12-18T00:00:00Z");
	expect(done.split("\n")).toEqual([
		"made the release key of 2027-Q1",
		expect.stringMatching(/^sealed a copy of the release-2027-Q1 key for the shares of set [0-9a-f]{4}$/),
		"named the release key of 2027-Q1 in the log",
	]);
	expect(await turnedAt("2026-12-18T01:00:00Z")).toBe("Nothing was to be done.");
	expect(await servedAt("2027-Q1")).toBe("2026-Q4");
	await place.publish("2026-12-18T01:10:00Z");
	expect([await servedAt("2026-Q4"), await servedAt("2027-Q1"), await servedAt("2027-Q2")]).toEqual(["2026-Q4", "2027-Q1", "2027-Q1"]);
});

test("the shares of last year bring back a key that was made after them", async () => {
	await turnedAt("2026-12-20T12:00:00Z");
	await turnedAt("2027-03-20T12:00:00Z");
	const before = readKeys(place.keys);
	expect([...before.release.keys()]).toEqual(["2026-Q4", "2027-Q1", "2027-Q2"]);
	rmSync(place.keys, { recursive: true });
	await place.run(["--recover"], { typed: [...sheets[2], ...sheets[0]], at: "2027-03-21T12:00:00Z" });
	expect(readKeys(place.keys)).toEqual(before);
	expect(await turnedAt("2027-03-21T12:00:01Z")).toBe("Nothing was to be done.");
});

test("a deployment that slept over a quarter gets the present one's key at once, and skips none that it needs", async () => {
	await turnedAt("2027-05-02T12:00:00Z");
	expect([...readKeys(place.keys).release.keys()]).toEqual(["2026-Q4", "2027-Q2"]);
	await place.publish("2027-05-02T12:00:02Z");
	expect(await servedAt("2027-Q2")).toBe("2027-Q2");
});

test("an old key goes when the quarter after its own is over and no wrap waits for it; log, copies and disk say so", async () => {
	const waiting = await waitingFor("2026-Q4");
	await turnedAt("2027-03-20T12:00:00Z");
	await place.publish("2027-03-20T12:00:02Z");
	const seeds = readKeys(place.keys).release;
	expect(await turnedAt("2027-03-31T23:59:59Z")).toBe("Nothing was to be done.");
	expect(await turnedAt("2027-04-01T00:00:00Z")).toBe("Nothing was to be done.");
	await unbound("insert into answerable.released_wrap (case_tag, rung, tenure, inner_wrap) values ($1, $2, $3, $4)", [
		Buffer.from(waiting),
		RUNG,
		TENURE,
		randomBytes(10),
	]);
	expect(await turnedAt("2027-04-01T01:00:00Z")).toBe("destroyed the release key of 2026-Q4, which nothing waits for");
	expect(readdirSync(place.keys).filter((name) => name.startsWith("release"))).toEqual(
		["release-2027-Q1.key", "release-2027-Q2.key"].filter((name) => seeds.has(name.slice(8, 15))),
	);
	expect(await copies()).not.toContain("release-2026-Q4");
	const { statement, signature, leaf_id } = await place.db.query.selectFrom("destroyed_key").selectAll().executeTakeFirstOrThrow();
	const leaf = await place.db.query.selectFrom("leaf").select("bytes").where("id", "=", leaf_id).executeTakeFirstOrThrow();
	expect(decodeLeaf(leaf.bytes)).toEqual({ kind: "key-destroyed", statement });
	const logKey = signingKeyFromSeed(readKeys(place.keys).log);
	expect(verify(logKey, keyDestroyedBytes(statement), Buffer.from(signature).toString("hex") as never)).toBe(true);
	expect(await turnedAt("2027-04-01T02:00:00Z")).toBe("Nothing was to be done.");
});

test("nor does it go while a place that a reporter gave to somebody new waits for it", async () => {
	const { tag, entry } = sealedFor("2026-Q4");
	const where = [tag, RUNG, TENURE] as const;
	await unbound("insert into answerable.successor_seal (case_tag, sequence, rung, tenure, seal) values ($1, 3, $2, $3, $4)", [
		...where,
		Buffer.from(entry.body),
	]);
	await turnedAt("2027-03-20T12:00:00Z");
	await place.publish("2027-03-20T12:00:02Z");
	expect(await turnedAt("2027-04-01T00:00:00Z")).toBe("Nothing was to be done.");
	await unbound("insert into answerable.released_wrap (case_tag, rung, tenure, inner_wrap) values ($1, $2, $3, $4)", [
		...where,
		randomBytes(10),
	]);
	expect(await turnedAt("2027-04-01T01:00:00Z")).toBe("destroyed the release key of 2026-Q4, which nothing waits for");
});

test("what the shares recover after that is everything but the key that is gone", async () => {
	await turnedAt("2027-04-02T12:00:00Z");
	await place.publish("2027-04-02T12:00:02Z");
	const gone = readKeys(place.keys).release.get("2026-Q4");
	expect(await turnedAt("2027-04-02T13:00:00Z")).toContain("destroyed the release key of 2026-Q4");
	rmSync(place.keys, { recursive: true });
	await place.run(["--recover"], { typed: [...sheets[0], ...sheets[1]], at: "2027-04-02T14:00:00Z" });
	const { release, ...single } = readKeys(place.keys);
	const bytes = [...release.values(), ...Object.values(single)].map((key) => Buffer.from(key).toString("hex"));
	expect(bytes).not.toContain(Buffer.from(gone ?? []).toString("hex"));
	expect([...release.keys()]).toEqual(["2027-Q2"]);
});

test("a machine that stopped between statement and file destroys the file at the next round, and loses no key that is needed", async () => {
	await turnedAt("2027-04-02T12:00:00Z");
	await place.publish("2027-04-02T12:00:02Z");
	const file = join(place.keys, "release-2026-Q4.key");
	renameSync(file, join(place.directory, "aside"));
	writeFileSync(file, `${"11".repeat(32)}\n`);
	await expect(turnedAt("2027-04-02T13:00:00Z")).rejects.toThrow("is not the one that the log names");
	renameSync(join(place.directory, "aside"), file);
	const own = readFileSync(file, "utf8");
	await turnedAt("2027-04-02T13:00:00Z");
	expect(readdirSync(place.keys)).not.toContain("release-2026-Q4.key");
	writeFileSync(file, own);
	expect(await turnedAt("2027-04-02T14:00:00Z")).toBe("destroyed the release key of 2026-Q4, which nothing waits for");
	expect(readdirSync(place.keys)).not.toContain("release-2026-Q4.key");
});

test("a key that the log names is never made anew: its loss is told, and so is another key in its place", async () => {
	const file = join(place.keys, "release-2026-Q4.key");
	renameSync(file, join(place.directory, "aside"));
	await expect(turnedAt("2026-11-27T12:00:00Z")).rejects.toThrow("release key of 2026-Q4 is in the log but not in");
	writeFileSync(file, `${"11".repeat(32)}\n`);
	await expect(turnedAt("2026-11-27T12:00:00Z")).rejects.toThrow("release key of 2026-Q4 in");
	writeFileSync(file, "half a k");
	await expect(turnedAt("2026-11-27T12:00:00Z")).rejects.toThrow("is damaged");
	renameSync(join(place.directory, "aside"), file);
	expect(await turnedAt("2026-11-27T12:00:00Z")).toBe("Nothing was to be done.");
	writeFileSync(join(place.keys, "log.key"), `${"11".repeat(32)}\n`);
	await expect(turnedAt("2026-11-27T12:00:00Z")).rejects.toThrow("is not that of this database");
});

test("no key is sealed to a recovery key that somebody put into the database", async () => {
	const thief = newKemKeyPair();
	await place.db.query.updateTable("recovery_set").set({ key: thief.publicKey }).execute();
	await expect(turnedAt("2026-12-20T12:00:00Z")).rejects.toThrow(/recovery key \(set [0-9a-f]{4}\) that .*recovery\.pins does not know/);
	expect(await copies()).not.toContain("release-2027-Q1");
	expect((await readNamedKeys(place.db)).map(({ quarter }) => quarter)).not.toContain("2027-Q1");
});
