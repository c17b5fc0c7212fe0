import { randomBytes } from "node:crypto";
import { sha256Hash } from "@answerable/log/bytes";
import { deploymentKeyBytes, deploymentKeyHash } from "@answerable/log/key-statement";
import { keyDestroyedBytes } from "@answerable/log/recovery-statement";
import type { Signature } from "@answerable/types/bytes";
import type { DeploymentKeyStatement } from "@answerable/types/key";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readDeploymentKey, readIntake } from "./directory.ts";
import { raise } from "./raise.ts";
import {
	addRecoveryCopy,
	addRecoverySet,
	destroyReleaseKey,
	markReadBack,
	readDestroyedQuarters,
	readRecoveryCopies,
	readRecoverySets,
	readRecoveryState,
	readStandingWraps,
} from "./recovery-store.ts";
import { addDeploymentKey } from "./registration.ts";
import { makeWorld, newReporter, publishNow, type World } from "./world.fixture.ts";

const NOW = "2026-04-02T09:00:00Z" as Instant;
let world: World;

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => {
	await world.close();
});
beforeEach(async () => {
	await world.owner.query.deleteFrom("recovery_set").execute();
});

const copyOf = (set: string, name: string) => ({ set, name, copy: randomBytes(1194), signature: "ab".repeat(64) as Signature });

function setOf(set: string, madeAt = NOW) {
	const shares = ["The Care Body", "The Hospice", "The Board Secretary"].map((keeper, place) => ({
		index: place + 1,
		keeper,
		hash: sha256Hash(randomBytes(33)),
		readBackAt: null,
	}));
	return { set, key: randomBytes(1216), madeAt, shares };
}

test("a set is complete when the last of its three shares was read back, and not before", async () => {
	expect(await readRecoveryState(world.api.db)).toBeNull();
	await addRecoverySet(world.owner, setOf("3f9a"), [copyOf("3f9a", "log"), copyOf("3f9a", "view")]);
	expect((await readRecoveryCopies(world.owner, "3f9a")).map(({ name }) => name)).toEqual(["log", "view"]);
	for (const index of [2, 1, 2]) await markReadBack(world.owner, "3f9a", index, NOW);
	expect(await readRecoveryState(world.api.db)).toEqual({ completeAt: null });
	await markReadBack(world.owner, "3f9a", 3, NOW);
	expect(await readRecoveryState(world.api.db)).toEqual({ completeAt: NOW });
	expect((await readRecoverySets(world.owner))[0]?.shares.every(({ readBackAt }) => readBackAt === NOW)).toBe(true);
});

test("a new set leaves the old one and its copies alone until it is complete, and takes their place then", async () => {
	await addRecoverySet(world.owner, setOf("0001"), [copyOf("0001", "log")]);
	for (const index of [1, 2, 3]) await markReadBack(world.owner, "0001", index, NOW);
	await addRecoverySet(world.owner, setOf("0002", "2026-04-03T09:00:00Z" as Instant), [copyOf("0002", "log")]);
	await addRecoverySet(world.owner, setOf("0003", "2026-04-04T09:00:00Z" as Instant), [copyOf("0003", "log")]);
	expect((await readRecoverySets(world.owner)).map(({ set }) => set)).toEqual(["0001", "0003"]);
	expect(await readRecoveryState(world.api.db)).toEqual({ completeAt: NOW });
	for (const index of [1, 2, 3]) await markReadBack(world.owner, "0003", index, NOW);
	expect((await readRecoverySets(world.owner)).map(({ set }) => set)).toEqual(["0003"]);
	expect(await readRecoveryCopies(world.owner, "0001")).toEqual([]);
});

test("one body is not given two shares of a set", async () => {
	const set = setOf("3f9a");
	const twice = { ...set, shares: set.shares.map((share) => ({ ...share, keeper: "The Care Body" })) };
	await expect(addRecoverySet(world.owner, twice, [])).rejects.toThrow(/unique/);
	expect(await readRecoveryState(world.api.db)).toBeNull();
});

test("no process sees a copy or a share: only the owner does, and the api no more than whether there are any", async () => {
	for (const { db } of [world.api, world.worker, world.releaser]) {
		for (const table of ["recovery_copy", "recovery_share"] as const) {
			await expect(db.query.selectFrom(table).selectAll().execute()).rejects.toThrow("permission denied");
		}
	}
	await expect(world.api.db.query.selectFrom("recovery_set").select("key").execute()).rejects.toThrow("permission denied");
});

async function announce(quarter: string) {
	const key = randomBytes(1216);
	const statement: DeploymentKeyStatement = { version: 1, use: "release", quarter, key: sha256Hash(key) };
	await addDeploymentKey(world.owner, { statement, key, signature: world.signLog(deploymentKeyBytes(statement)) }, NOW);
	await publishNow(world, NOW, true);
	return statement;
}

test("the key of the day's quarter is served though the next one's is known, and both are taken on the first day of a quarter", async () => {
	const next = await announce("2026-Q3");
	const intake = async (today: string) => readIntake(world.api.db, { id: world.organisation }, `${today}T12:00:00Z` as Instant);
	const present = (await intake("2026-06-30"))?.releaseKey.statement;
	expect(present?.quarter).toBe("2026-Q2");
	expect((await intake("2026-06-30"))?.releaseKeysTaken).toEqual([present?.key]);
	const first = await intake("2026-07-01");
	expect(first?.releaseKey.statement).toEqual(next);
	expect(first?.releaseKeysTaken).toEqual([next.key, present?.key]);
	expect((await intake("2026-07-02"))?.releaseKeysTaken).toEqual([next.key]);
	expect((await intake("2027-01-15"))?.releaseKey.statement).toEqual(next);
});

test("a key that is gone has no copy left, serves nobody, and stands in the log as gone, once", async () => {
	const gone = await announce("2025-Q4");
	await addRecoverySet(world.owner, setOf("3f9a"), [copyOf("3f9a", "log"), copyOf("3f9a", "release-2025-Q4")]);
	await addRecoveryCopy(world.owner, copyOf("3f9a", "release-2025-Q4"));
	expect((await readDeploymentKey(world.api.db, "release", "2025-Q4"))?.statement).toEqual(gone);
	const statement = { version: 1, quarter: gone.quarter, key: sha256Hash(randomBytes(32)) } as const;
	const destruction = { hash: deploymentKeyHash(gone), statement, signature: world.signLog(keyDestroyedBytes(statement)) };
	const leaves = async () =>
		Number(
			(
				await world.owner.query
					.selectFrom("leaf")
					.select(({ fn }) => fn.countAll().as("n"))
					.executeTakeFirstOrThrow()
			).n,
		);
	const before = await leaves();
	await destroyReleaseKey(world.owner, destruction, NOW);
	await destroyReleaseKey(world.owner, destruction, NOW);
	expect(await leaves()).toBe(before + 1);
	expect((await readRecoveryCopies(world.owner, "3f9a")).map(({ name }) => name)).toEqual(["log"]);
	expect(await readDestroyedQuarters(world.owner)).toEqual(["2025-Q4"]);
	expect((await readDeploymentKey(world.api.db, "release", "2025-Q4"))?.statement.quarter).not.toBe("2025-Q4");
	await expect(world.owner.query.deleteFrom("destroyed_key").execute()).rejects.toThrow("never changed");
});

test("all wraps that stand are paged through, with those that were released", async () => {
	const raised = await Promise.all(
		[1, 2, 3].map(async () => {
			const reporter = newReporter(world, { now: NOW });
			await raise(world.api, reporter.request);
			return reporter.caseTag;
		}),
	);
	const seen = [];
	for (let after: (typeof raised)[number] | null = null; ; ) {
		const page = await readStandingWraps(world.owner, after, 2);
		seen.push(...page);
		after = page.at(-1)?.caseTag ?? null;
		if (after === null) break;
	}
	expect(seen.map(({ caseTag }) => caseTag)).toEqual([...raised].sort());
	expect(seen.every(({ wraps, released }) => wraps.length > 0 && released.length === 0)).toBe(true);
});
