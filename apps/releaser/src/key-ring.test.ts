import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import type { DeploymentKeyStatement } from "@answerable/types/key";
import type { Instant } from "@answerable/types/time";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPublished } from "./inclusion.ts";
import { checkKeys, keyRing, type ReleaseKey, readReleaseKeys } from "./key-ring.ts";
import { newLog } from "./published-log.fixture.ts";

let directory = "";
const other = new Uint8Array(128).fill(7);

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), "release-keys-"));
});

afterEach(async () => {
	await rm(directory, { recursive: true });
});

async function keysIn(files: Readonly<Record<string, string>>): Promise<readonly ReleaseKey[]> {
	for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
	return readReleaseKeys(directory);
}

function statementOf({ quarter, name }: ReleaseKey): DeploymentKeyStatement {
	return { version: 1, use: "release", quarter, key: name };
}

function first<T>(list: readonly T[]): T {
	const [head] = list;
	if (head === undefined) throw new Error("The list is empty.");
	return head;
}

describe("reading release keys", () => {
	it("reads one a quarter and passes over every other file", async () => {
		const keys = await keysIn({
			"release-2026-Q4.key": `${"01".repeat(32)}\n`,
			"release-2027-Q1.key": "02".repeat(32),
			"log.key": "03".repeat(32),
		});
		expect(keys.map(({ quarter }) => quarter)).toEqual(["2026-Q4", "2027-Q1"]);
	});

	it("refuses in one sentence when there is none, when one is damaged and when the directory cannot be read", async () => {
		await expect(keysIn({})).rejects.toThrow("there is no release key");
		await expect(keysIn({ "release-2026-Q4.key": "not hex" })).rejects.toThrow("not one line of 32 bytes in lower-case hex");
		await expect(readReleaseKeys(join(directory, "nowhere"))).rejects.toThrow("cannot be read (ENOENT)");
	});
});

function leafOf(statement: DeploymentKeyStatement): Uint8Array {
	return encodeStatementLeaf({ kind: "deployment-key", statement });
}

describe("a releaser's key", () => {
	const quarter = "2026-Q4";
	let key: ReleaseKey;
	let statement: DeploymentKeyStatement;

	beforeEach(async () => {
		key = first(await keysIn({ "release-2026-Q4.key": "01".repeat(32) }));
		statement = statementOf(key);
	});

	it("is right only when it is the one in a published leaf that the log signed", async () => {
		const log = newLog();
		log.publish([other, leafOf(statement), other]);
		expect(await checkKeys([key], quarter, async () => log.logged(statement, key.publicKey, 1), log.check)).toBe("right");
		expect(await checkKeys([key], "2027-Q1", async () => log.logged(statement, key.publicKey, 1), log.check)).toBe("right");
		expect(await checkKeys([key], quarter, async () => log.logged(statement, key.publicKey, 0), log.check)).toMatchObject({
			refused: expect.stringContaining("not signed by the log"),
		});
	});

	it("is waited for while the log does not name it", async () => {
		const log = newLog();
		expect(await checkKeys([key], quarter, async () => null, log.check)).toEqual({ waiting: "the log names no release key yet" });
	});

	it("is refused when the log names another for its quarter, or serves one that is not held", async () => {
		const log = newLog();
		const another = { ...statement, key: "ab".repeat(32) };
		log.publish([leafOf(another)]);
		expect(await checkKeys([key], quarter, async () => log.logged(another, key.publicKey, 0), log.check)).toEqual({
			refused: "its release key for 2026-Q4 is not the one in the log",
		});
		const next = { ...statement, quarter: "2027-Q1" };
		expect(await checkKeys([key], "2027-Q1", async () => log.logged(next, key.publicKey, 0), log.check)).toEqual({
			refused: "it has no release key for 2027-Q1, which the log names",
		});
	});

	it("is refused when the statement was written by somebody without the log's key", async () => {
		const [log, forger] = [newLog(), newLog()];
		log.publish([leafOf(statement)]);
		expect(await checkKeys([key], quarter, async () => forger.logged(statement, key.publicKey, 0), log.check)).toMatchObject({
			refused: expect.stringContaining("not signed by the log"),
		});
	});
});

describe("the ring of a releaser that runs", () => {
	const named = new Set<string>();
	const ringOf = (keys: readonly ReleaseKey[]) => keyRing(keys, directory, async ({ quarter }) => named.has(quarter));
	const quarters = (keys: readonly ReleaseKey[]) => keys.map(({ quarter }) => quarter);
	const at = (text: string) => text as Instant;

	it("takes up the next quarter's key when the log names it, and serves it from midnight", async () => {
		const ring = ringOf(await keysIn({ "release-2026-Q4.key": "01".repeat(32) }));
		await keysIn({ "release-2027-Q1.key": "02".repeat(32) });
		await ring.refresh();
		expect(quarters(ring.keys())).toEqual(["2026-Q4"]);
		named.add("2027-Q1");
		await ring.refresh();
		expect(quarters(ring.keys())).toEqual(["2026-Q4", "2027-Q1"]);
		expect(ring.serving(at("2026-12-31T23:59:59Z"))?.quarter).toBe("2026-Q4");
		expect(ring.serving(at("2027-01-01T00:00:00Z"))?.quarter).toBe("2027-Q1");
	});

	it("lets go of a key whose file is gone, and keeps what it has while the directory cannot be read", async () => {
		const ring = ringOf(await keysIn({ "release-2026-Q3.key": "01".repeat(32), "release-2026-Q4.key": "02".repeat(32) }));
		await rm(join(directory, "release-2026-Q3.key"));
		await ring.refresh();
		expect(quarters(ring.keys())).toEqual(["2026-Q4"]);
		await rm(directory, { recursive: true });
		await expect(ring.refresh()).rejects.toThrow("ENOENT");
		expect(quarters(ring.keys())).toEqual(["2026-Q4"]);
		directory = await mkdtemp(join(tmpdir(), "release-keys-"));
	});
});

describe("a published leaf", () => {
	it("is believed only under the log's own signature and only where it stands", async () => {
		const [log, forger] = [newLog(), newLog()];
		const leaves = Array.from({ length: 300 }, (_, at) => new Uint8Array(128).fill(at % 251));
		log.publish(leaves);
		for (const index of [0, 255, 256, 299]) expect(await isPublished(leaves[index] ?? other, index, log.check)).toBe(true);
		expect(await isPublished(other, 300, log.check)).toBe(false);
		await expect(isPublished(new Uint8Array(128).fill(252), 8, log.check)).rejects.toThrow("does not lead to the root");
		forger.publish(leaves);
		log.replaceCheckpoint(forger.checkpoint() ?? "");
		await expect(isPublished(first(leaves), 0, log.check)).rejects.toThrow();
	});
});
