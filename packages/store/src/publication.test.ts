import { verify } from "@answerable/crypto/signing";
import { toHex } from "@answerable/log/bytes";
import { openCheckpoint } from "@answerable/log/checkpoint";
import { decodeBundle } from "@answerable/log/entry-bundle";
import { decodeLeaf } from "@answerable/log/leaf";
import { parseVerifierKey } from "@answerable/log/note";
import { listedHash, proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from "@answerable/log/proof";
import { tileAt } from "@answerable/log/tile";
import { leafHash, treeRoot } from "@answerable/log/tree";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { requireDeployment } from "./deployment.ts";
import { escalateCase } from "./due.ts";
import { readCheckpoint, readCheckpoints, readTile } from "./log-store.ts";
import { raise } from "./raise.ts";
import { act } from "./signed-act.fixture.ts";
import { at, makeWorld, member, newReporter, publishNow, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
/** The clock of the suite: it only goes on. */
let now = at("2026-04-07T09:00:00Z");

beforeAll(async () => {
	world = await makeWorld("default-england@1");
});
afterAll(async () => world?.close());
beforeEach(async () => {
	now = secondsAfter(now, 3 * 86_400);
	await publishNow(world, now);
});

async function published(): Promise<Uint8Array[]> {
	const size = (await readCheckpoint(world.api.db))?.size ?? 0;
	const leaves: Uint8Array[] = [];
	for (let index = 0; index * 256 < size; index += 1) {
		const place = tileAt(0, index, size);
		const bundle = place === null ? null : await readTile(world.api.db, { ...place, level: "entries" });
		if (place === null || bundle === null) throw new Error("The log has a hole.");
		leaves.push(...decodeBundle(bundle, place.width));
	}
	return leaves;
}

async function kindsOf(caseTag: CaseTag): Promise<string[]> {
	const leaves = (await published()).map(decodeLeaf);
	return leaves.flatMap((leaf) => ("caseTag" in leaf && leaf.caseTag === caseTag ? [leaf.kind] : []));
}

test("an S1 raise is published with the epoch, an S3 raise only with the day, and its case's later acts wait with it", async () => {
	const [urgent, routine] = [newReporter(world, { now, severity: "S1" }), newReporter(world, { now })];
	for (const { request } of [urgent, routine]) await raise(world.api, request);
	const slot = secondsAfter(now, 3 * 3_600);
	await escalateCase(world.worker, urgent.caseTag, now);
	await escalateCase(world.worker, routine.caseTag, slot);
	await act(world, member(world, "guardian"), {
		caseTag: routine.caseTag,
		command: { kind: "letter", statement: { purpose: "acknowledgement", compartment: "concern" } },
		now: secondsAfter(slot, 60),
	});
	expect(await publishNow(world, secondsAfter(now, 601))).toMatchObject({ added: 2 });
	expect(await kindsOf(urgent.caseTag)).toEqual(["raised", "routed"]);
	await publishNow(world, secondsAfter(slot, 3_600), true);
	await publishNow(world, at(`${slot.slice(0, 10)}T23:59:59Z`));
	expect(await kindsOf(routine.caseTag)).toEqual([]);
	await publishNow(world, secondsAfter(at(`${slot.slice(0, 10)}T23:59:59Z`), 1));
	expect(await kindsOf(routine.caseTag)).toEqual(["raised", "routed", "letter"]);
});

test("raises come first, whatever chance says, and a case's own leaves keep their order", async () => {
	const made = [];
	for (let count = 0; count < 6; count += 1) {
		const reporter = newReporter(world, { now, severity: "S1" });
		await raise(world.api, reporter.request);
		await escalateCase(world.worker, reporter.caseTag, now);
		await act(world, member(world, "guardian"), {
			caseTag: reporter.caseTag,
			command: { kind: "letter", statement: { purpose: "acknowledgement", compartment: "concern" } },
			now: secondsAfter(now, 1),
		});
		made.push(reporter.caseTag);
	}
	const before = (await published()).length;
	await publishNow(world, secondsAfter(now, 601));
	const fresh = (await published()).slice(before).map(decodeLeaf);
	expect(fresh.slice(0, 6).map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => "raised"));
	for (const caseTag of made) expect(await kindsOf(caseTag)).toEqual(["raised", "routed", "letter"]);
});

test("the same leaves in another order of arrival, with the same chance, are not told apart by their places", async () => {
	const orders = new Set<string>();
	for (let round = 0; round < 3; round += 1) {
		now = secondsAfter(now, 86_400);
		const tags: CaseTag[] = [];
		for (let count = 0; count < 8; count += 1) {
			const { caseTag, request } = newReporter(world, { now, severity: "S1" });
			await raise(world.api, request);
			tags.push(caseTag);
		}
		const before = (await published()).length;
		await publishNow(world, secondsAfter(now, 601));
		const fresh = (await published()).slice(before).map(decodeLeaf);
		orders.add(fresh.map((leaf) => tags.indexOf("caseTag" in leaf ? leaf.caseTag : ("" as CaseTag))).join());
	}
	expect(orders.size).toBeGreaterThan(1);
});

test("tiles and checkpoint are those of one growing RFC 6962 tree, through full tiles", async () => {
	const { logKey } = await requireDeployment(world.api.db);
	const key = parseVerifierKey(logKey);
	for (let count = 0; count < 270; count += 1) await raise(world.api, newReporter(world, { now, severity: "S1" }).request);
	const before = await readCheckpoint(world.api.db);
	await publishNow(world, secondsAfter(now, 601));
	const after = await readCheckpoint(world.api.db);
	if (before === null || after === null) throw new Error("no checkpoint");
	const [first, second] = [before, after].map(({ note }) => openCheckpoint(note, key, verify));
	if (first === undefined || second === undefined) throw new Error("no checkpoint");
	const hashes = (await published()).map(leafHash);
	expect(second.size).toBe(hashes.length);
	expect(toHex(second.root)).toBe(toHex(treeRoot(hashes)));
	verifyConsistency({ first, second, proof: proveConsistency(first.size, second.size, listedHash(hashes)) });
	const index = second.size - 5;
	const leaf = hashes[index] ?? new Uint8Array();
	verifyInclusion({ leaf, index, size: second.size, root: second.root, proof: proveInclusion(index, second.size, listedHash(hashes)) });
	for (const [level, count] of [
		[0, second.size],
		[1, Math.floor(second.size / 256)],
	] as const) {
		for (let tile = 0; tile * 256 < count; tile += 1) {
			const place = tileAt(level, tile, second.size);
			if (place === null) throw new Error("no tile");
			const bytes = await readTile(world.api.db, place);
			const expected =
				level === 0 ? hashes.slice(tile * 256, tile * 256 + place.width) : [treeRoot(hashes.slice(tile * 65_536, tile * 65_536 + 256))];
			expect(bytes?.subarray(0, expected.length * 32)).toEqual(Buffer.concat(expected));
		}
	}
	expect(await readTile(world.api.db, { level: 0, index: 0, width: 3 })).toEqual(Buffer.concat(hashes.slice(0, 3)));
	expect(await readTile(world.api.db, { level: 0, index: 900, width: 1 })).toBeNull();
	expect(await readTile(world.api.db, { level: "entries", index: 900, width: 1 })).toBeNull();
});

test("an empty epoch signs the same tree again, one epoch has one checkpoint, and forcing for nothing does nothing", async () => {
	const last = await readCheckpoint(world.api.db);
	expect(await publishNow(world, secondsAfter(now, 1))).toBeNull();
	expect(await publishNow(world, secondsAfter(now, 2), true)).toBeNull();
	const again = await publishNow(world, secondsAfter(now, 600));
	expect(again).toMatchObject({ added: 0, size: last?.size, note: last?.note });
	expect((await readCheckpoints(world.api.db, (last?.number ?? 0) + 1, 10)).map(({ publishedAt }) => publishedAt)).toEqual([
		secondsAfter(now, 600),
	]);
});

test("five publishers at once publish one epoch", async () => {
	await raise(world.api, newReporter(world, { now, severity: "S1" }).request);
	const later = secondsAfter(now, 601);
	const done = await Promise.all(Array.from({ length: 5 }, () => publishNow(world, later)));
	expect(done.filter((one) => one !== null)).toHaveLength(1);
	const indexes = await world.owner.query.selectFrom("log_entry").select("index").orderBy("index").execute();
	expect(indexes.map(({ index }) => index)).toEqual(indexes.map((_, place) => place));
});

test("a clock that went back publishes nothing dated before the last checkpoint", async () => {
	await raise(world.api, newReporter(world, { now, severity: "S1" }).request);
	await publishNow(world, secondsAfter(now, 1_300));
	await raise(world.api, newReporter(world, { now: secondsAfter(now, -4_000), severity: "S1" }).request);
	const forced = await publishNow(world, secondsAfter(now, -3_000), true);
	expect(forced).toMatchObject({ added: 1 });
	expect((await readCheckpoint(world.api.db))?.publishedAt).toBe(secondsAfter(now, 1_300));
});

test("a publication that fails halfway leaves nothing behind", async () => {
	const { caseTag, request } = newReporter(world, { now, severity: "S1" });
	await raise(world.api, request);
	const before = await readCheckpoint(world.api.db);
	const failing = () => {
		throw new Error("the key is away");
	};
	await expect(publishNow(world, secondsAfter(now, 601), false, { sign: failing })).rejects.toThrow("the key is away");
	expect(await readCheckpoint(world.api.db)).toEqual(before);
	expect(await publishNow(world, secondsAfter(now, 602))).toMatchObject({ added: 1 });
	expect(await kindsOf(caseTag)).toEqual(["raised"]);
});

test("a tree that is not the one that was signed last never grows", async () => {
	await raise(world.api, newReporter(world, { now, severity: "S1" }).request);
	await world.owner.sql.begin(async (sql) => {
		await sql`alter table checkpoint disable trigger all`;
		await sql`update checkpoint set root = sha256('forked') where number = (select max(number) from checkpoint)`;
	});
	await expect(publishNow(world, secondsAfter(now, 601))).rejects.toThrow("not the one that was signed last");
});
