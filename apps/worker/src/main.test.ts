import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signingKeyFromSeed } from "@answerable/crypto/signing";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import { type Child, endAll, launch } from "@answerable/process/child.fixture";
import { now } from "@answerable/process/machine";
import { readHeartbeats } from "@answerable/store/heartbeat";
import { eventsOf, makeWorld, type World } from "@answerable/store/world.fixture";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { raised, rungsOf } from "./case.fixture.ts";
import { migrateQueue } from "./queue-migrate.ts";

const PROGRAM = new URL("./main.ts", import.meta.url);
const LOG_SEED = new Uint8Array(32).fill(1);
let world: World;
let keys = "";

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
	await migrateQueue(world.suite.ownerUrl, "answerable_worker");
	const logKey = encodeVerifierKey(noteKey("suite.example/log", signingKeyFromSeed(LOG_SEED)));
	await world.owner.query.updateTable("deployment").set({ log_key: logKey }).execute();
	keys = await keysWith(Buffer.from(LOG_SEED).toString("hex"));
});

async function keysWith(logSeed: string): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), "worker-keys-"));
	await writeFile(join(directory, "log.key"), `${logSeed}\n`);
	await writeFile(join(directory, "view.key"), `${"09".repeat(32)}\n`);
	return directory;
}

afterEach(endAll);

afterAll(async () => {
	await rm(keys, { recursive: true });
	await world.close();
});

const run = (given: NodeJS.ProcessEnv): Child => launch(PROGRAM, given);
const environment = () => ({ DATABASE_URL_WORKER: world.suite.urls.worker, ANSWERABLE_KEYS: keys });

describe("the worker's process", () => {
	it("says that it is ready, works, and ends with 0 when it is told to stop", async () => {
		const child = run(environment());
		await child.ready;
		const { caseTag } = await raised(world, { now: now() });
		await expect.poll(async () => (await eventsOf(world, caseTag)).length).toBeGreaterThanOrEqual(2);
		await expect.poll(() => readHeartbeats(world.worker.db)).toMatchObject([{ process: "worker" }]);
		expect(await child.end("SIGTERM")).toBe(0);
		expect(child.out()).toMatch(/"process":"worker","at":"[^".]{19}Z","ready":true/);
		expect(child.out()).toContain("notice: something waits for the guardian at Hillside NHS Trust");
		expect(child.out()).not.toContain(caseTag);
	});

	it("loses nothing when it is killed again and again", async () => {
		const { caseTag } = await raised(world, { now: now() });
		for (let deaths = 0; deaths < 3; deaths += 1) {
			const child = run(environment());
			await child.ready;
			await new Promise((resolve) => setTimeout(resolve, 700 + 600 * deaths));
			await child.end("SIGKILL");
		}
		await run(environment()).ready;
		await expect.poll(async () => (await rungsOf(world, caseTag)).map(([rung]) => rung).slice(0, 3)).toEqual([1, 2, 3]);
	});

	it("stops when whoever started it is gone", async () => {
		const child = run(environment());
		await child.ready;
		child.process.disconnect();
		expect(await child.end()).toBe(0);
	});

	it.each([
		["a variable is missing", { ANSWERABLE_KEYS: "/nowhere" }, "DATABASE_URL_WORKER is missing or malformed"],
		[
			"the address is none",
			{ DATABASE_URL_WORKER: "mysql://x", ANSWERABLE_KEYS: "/nowhere" },
			"DATABASE_URL_WORKER is missing or malformed",
		],
		[
			"its keys cannot be read",
			{ DATABASE_URL_WORKER: "postgres://127.0.0.1:1/x", ANSWERABLE_KEYS: "/nowhere" },
			"/nowhere/log.key cannot be read (ENOENT)",
		],
	])("ends with 1 and one sentence when %s", async (_, given, sentence) => {
		const child = run(given);
		expect(await child.end()).toBe(1);
		expect(child.err().trim().split("\n")).toEqual([expect.stringMatching(/^The worker cannot start: .*\.$/)]);
		expect(child.err()).toContain(sentence);
	});

	it("refuses a log key that is not the deployment's, in one sentence", async () => {
		const wrong = await keysWith("02".repeat(32));
		const child = run({ ...environment(), ANSWERABLE_KEYS: wrong });
		expect(await child.end()).toBe(1);
		expect(child.err()).toMatch(/^The worker cannot start: its log key is not the one of this deployment.*\.\n$/);
		await rm(wrong, { recursive: true });
	});

	it("waits with progress for a database that is not there yet, and ends with 0 when it is told to stop meanwhile", async () => {
		const child = run({ DATABASE_URL_WORKER: "postgres://127.0.0.1:1/x", ANSWERABLE_KEYS: keys });
		await expect.poll(child.out).toContain("the database does not answer");
		expect(await child.end("SIGTERM")).toBe(0);
	});
});
