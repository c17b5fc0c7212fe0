import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, endAll, launch } from "@answerable/process/child.fixture";
import { now } from "@answerable/process/machine";
import { layCable } from "@answerable/store/cable.fixture";
import { Problem } from "@answerable/types/problem";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { heldClock, PROMISE_SEED } from "./deps.fixture.ts";
import { sealRaise } from "./reporter.fixture.ts";
import { DEPLOYMENT_KEYS, RULES } from "./trust.fixture.ts";
import { beatAll, openWorld, type World } from "./world.fixture.ts";

const PROGRAM = new URL("./main.ts", import.meta.url);

let world: World;
let keys: string;
beforeAll(async () => {
	world = await openWorld(RULES.demo);
	keys = mkdtempSync(join(tmpdir(), "answerable-keys-"));
	const promise = Buffer.from(PROMISE_SEED).toString("hex");
	for (const [name, key] of Object.entries({ promise, view: "05".repeat(32), work: "77".repeat(32), phone: "70".repeat(32) }))
		writeFileSync(join(keys, `${name}.key`), `${key}\n`);
});
afterEach(endAll);
afterAll(async () => {
	rmSync(keys, { recursive: true });
	await world.close();
});

function run(changes: Record<string, string> = {}): Child {
	return launch(PROGRAM, {
		PATH: process.env.PATH,
		PORT: "0",
		DATABASE_URL_API: world.apiUrl,
		ANSWERABLE_KEYS: keys,
		ANSWERABLE_WORK: "light",
		...changes,
	});
}

async function start(changes: Record<string, string> = {}): Promise<{ readonly child: Child; readonly address: string }> {
	const child = run(changes);
	const { port } = await child.ready;
	return { child, address: `http://127.0.0.1:${port}` };
}

test("it starts, says once that it is ready, serves, and stops cleanly when told", async () => {
	const { child, address } = await start();
	expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ alive: true });
	expect((await fetch(`${address}/api/organisations/northbrook/intake`)).status).toBe(200);
	expect(await child.end("SIGTERM")).toBe(0);
	expect(
		child
			.out()
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line)),
	).toEqual([{ level: "info", process: "api", ready: true, at: expect.any(String), port: Number(new URL(address).port), origin: address }]);
});

test("it is ready only while worker and releaser report, and the releaser holds the key that is in the log", async () => {
	const { address } = await start();
	const ready = async () => fetch(`${address}/readyz`);
	expect(Problem.parse(await (await ready()).json()).detail).toContain("The worker has never reported. The releaser has never reported.");
	const clock = heldClock(now());
	await beatAll(world.owner, clock, "00".repeat(32));
	expect(Problem.parse(await (await ready()).json()).detail).toContain("The releaser does not hold the release key that is in the log.");
	await beatAll(world.owner, clock, DEPLOYMENT_KEYS.release.statement.key);
	expect([(await ready()).status, await (await fetch(address)).text()]).toEqual([200, expect.not.stringContaining("Not well")]);
	await beatAll(world.owner, heldClock("2020-01-01T00:00:00Z"), DEPLOYMENT_KEYS.release.statement.key);
	expect(Problem.parse(await (await ready()).json()).detail).toContain("The worker has not reported for more than 15 seconds.");
});

test("the log is served as tiles that may be kept, its checkpoint and its key", async () => {
	const { address } = await start();
	const checkpoint = await fetch(`${address}/log/checkpoint`);
	const size = Number((await checkpoint.text()).split("\n")[1]);
	expect([checkpoint.status, checkpoint.headers.get("cache-control"), size > 10]).toEqual([200, "no-store", true]);
	const tile = await fetch(`${address}/log/tile/0/000.p/${size}`);
	expect([tile.status, tile.headers.get("cache-control"), (await tile.arrayBuffer()).byteLength]).toEqual([
		200,
		"public, max-age=3600",
		32 * size,
	]);
	const entries = await fetch(`${address}/log/tile/entries/000.p/${size}`);
	expect((await entries.arrayBuffer()).byteLength).toBe(130 * size);
	expect(await (await fetch(`${address}/log/key`)).text()).toMatch(/^suite\.test\/log\+[0-9a-f]{8}\+/);
	for (const path of ["tile/0/000", "tile/0/00", "tile/0/000.p/0", "tile/9/000", "tile/..%2f", "tile/entries/x001"]) {
		expect((await fetch(`${address}/log/${path}`)).status).toBe(404);
	}
});

test("a concern answered with 201 is there after the process was killed in the same moment", async () => {
	const first = await start();
	const intake = await (await fetch(`${first.address}/api/organisations/northbrook/intake`)).json();
	const { frame } = await sealRaise({ intake: intake as never });
	const send = async (address: string) =>
		fetch(`${address}/api/concerns`, {
			method: "POST",
			body: new Uint8Array(frame),
			headers: { "content-type": "application/octet-stream" },
		});
	const answer = await send(first.address);
	await first.child.end("SIGKILL");
	expect(answer.status).toBe(201);
	const second = await start();
	expect((await send(second.address)).status).toBe(200);
});

test("it outlives a database that goes away and comes back", async () => {
	const cable = await layCable(inject("databaseUrl"));
	const { address, child } = await start({ DATABASE_URL_API: cable.url(world.apiUrl) });
	const ask = async () => (await fetch(`${address}/api/organisations`)).status;
	expect(await ask()).toBe(200);
	await cable.cut();
	expect([await ask(), await ask(), (await fetch(`${address}/healthz`)).status]).toEqual([503, 503, 200]);
	await cable.mend();
	await expect.poll(ask).toBe(200);
	expect(child.process.exitCode).toBeNull();
	await cable.cut();
});

test("told to stop while it waits for the database, it ends with 0", async () => {
	const child = run({ DATABASE_URL_API: "postgres://127.0.0.1:1/x" });
	await expect.poll(child.out).toContain("the database does not answer");
	expect(await child.end("SIGTERM")).toBe(0);
});

test.each([
	["a variable that is wrong", { ANSWERABLE_WORK: "cheap" }, "ANSWERABLE_WORK is missing or malformed"],
	["a key directory that is not there", { ANSWERABLE_KEYS: "/nowhere" }, "the key file /nowhere/promise.key cannot be read"],
	["a role that the database refuses", { DATABASE_URL_API: "WRONG" }, "the database refuses it"],
])("%s is one clear sentence, and the process ends with 1", async (_name, changes, sentence) => {
	const wrong = new URL(world.apiUrl);
	wrong.password = "wrong";
	const given = "DATABASE_URL_API" in changes ? { DATABASE_URL_API: wrong.href } : changes;
	const child = run(given as Record<string, string>);
	expect(await child.end()).toBe(1);
	expect(child.err().trim().split("\n")).toHaveLength(1);
	expect(child.err()).toContain(sentence);
	expect(child.err()).not.toContain("wrong@");
});

test("a busy port is one clear sentence", async () => {
	const busy = createServer();
	await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
	const place = busy.address();
	const port = place !== null && typeof place === "object" ? place.port : 0;
	const child = run({ PORT: String(port) });
	expect(await child.end()).toBe(1);
	expect(child.err()).toContain(`port ${port} of 127.0.0.1 is in use`);
	await new Promise((resolve) => busy.close(resolve));
});
