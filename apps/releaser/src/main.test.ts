import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, endAll, launch } from "@answerable/process/child.fixture";
import { now } from "@answerable/process/machine";
import { readHeartbeats } from "@answerable/store/heartbeat";
import { eventsOf, publishNow, type World } from "@answerable/store/world.fixture";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeSealedWorld, QUARTER, RELEASE_SEED, releasedWraps, releaseKey, sealedCase } from "./sealed-case.fixture.ts";

const PROGRAM = new URL("./main.ts", import.meta.url);
let world: World;
let keys = "";

beforeAll(async () => {
	world = await makeSealedWorld();
	keys = await keysWith({ [`release-${QUARTER}.key`]: Buffer.from(RELEASE_SEED).toString("hex") });
});

afterEach(endAll);

afterAll(async () => {
	await rm(keys, { recursive: true });
	await world.close();
});

async function keysWith(files: Readonly<Record<string, string>>): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), "releaser-keys-"));
	for (const [name, text] of Object.entries({ "view.key": "09".repeat(32), ...files })) await writeFile(join(directory, name), `${text}\n`);
	return directory;
}

function run(over: NodeJS.ProcessEnv = {}): Child {
	return launch(PROGRAM, { DATABASE_URL_RELEASER: world.suite.urls.releaser, ANSWERABLE_KEYS: keys, ...over });
}

/** Publishes as the worker would, until it is stopped. */
function publishing(): () => Promise<void> {
	let isStopping = false;
	const ended = (async () => {
		while (!isStopping) {
			if ((await publishNow(world, now(), true)) !== null) await world.worker.db.sql.notify("answerable_release", "");
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
	})();
	return async () => {
		isStopping = true;
		await ended;
	};
}

describe("the releaser's process", () => {
	it("releases in its time, says which key it holds, and ends with 0 when it is told to stop", async () => {
		const child = run();
		await child.ready;
		const stop = publishing();
		const sealed = await sealedCase(world, { now: now() });
		await expect.poll(async () => (await releasedWraps(world, sealed.caseTag)).map(({ role }) => role)).toContain("exec_lead");
		const [event] = (await eventsOf(world, sealed.caseTag)).filter(({ happening }) => happening.kind === "released");
		expect((event?.at ?? "") >= sealed.notBeforeOf(2)).toBe(true);
		expect(await readHeartbeats(world.releaser.db)).toMatchObject([
			{ process: "releaser", detail: { quarter: QUARTER, key: releaseKey().name } },
		]);
		expect(await child.end("SIGTERM")).toBe(0);
		await stop();
		expect(child.out()).toMatch(/"process":"releaser","at":"[^".]{19}Z","ready":true/);
		expect(child.out()).not.toContain(sealed.caseTag);
	});

	it("releases each rung once though it is killed again and again and the database ends its connections", async () => {
		const sealed = await sealedCase(world, { now: now(), external: "nothing" });
		const owner = postgres(world.suite.ownerUrl, { max: 1, onnotice: () => undefined });
		const stop = publishing();
		for (let deaths = 0; deaths < 4; deaths += 1) {
			const child = run();
			await child.ready;
			await new Promise((resolve) => setTimeout(resolve, 1_200 + 500 * deaths));
			await child.end("SIGKILL");
		}
		await run().ready;
		await owner`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'answerable_releaser' and datname = current_database()`;
		await expect.poll(async () => (await releasedWraps(world, sealed.caseTag)).map(({ role }) => role)).toContain("chair");
		const rungs = (await eventsOf(world, sealed.caseTag)).flatMap(({ happening }) =>
			happening.kind === "released" ? [happening.consequence.rung] : [],
		);
		expect(rungs).toEqual([2, 3, 4]);
		for (const { role, inner } of await releasedWraps(world, sealed.caseTag)) expect(sealed.opens(role, inner)).toEqual(["concern"]);
		await stop();
		await owner.end();
	});

	it("told to stop while it waits for the database, it ends with 0", async () => {
		const child = run({ DATABASE_URL_RELEASER: "postgres://127.0.0.1:1/x" });
		await expect.poll(child.out).toContain("the database does not answer");
		expect(await child.end("SIGTERM")).toBe(0);
	});

	it("refuses a key that is not the one in the log, in one sentence", async () => {
		const wrong = await keysWith({ [`release-${QUARTER}.key`]: "06".repeat(32) });
		const child = run({ ANSWERABLE_KEYS: wrong });
		expect(await child.end()).toBe(1);
		expect(child.err()).toBe(`The releaser cannot start: its release key for ${QUARTER} is not the one in the log.\n`);
		await rm(wrong, { recursive: true });
	});

	it("refuses another log than the one that it was told of", async () => {
		const child = run({ ANSWERABLE_LOG_KEY: "suite.example/log+00000000+AQ==" });
		expect(await child.end()).toBe(1);
		expect(child.err()).toMatch(/^The releaser cannot start: .*\n$/);
	});

	it("ends with 1 and one sentence when a variable is missing", async () => {
		const child = run({ DATABASE_URL_RELEASER: "" });
		expect(await child.end()).toBe(1);
		expect(child.err()).toBe("The releaser cannot start: DATABASE_URL_RELEASER is missing or malformed.\n");
	});
});
