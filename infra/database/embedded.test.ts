import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "./embedded.ts";

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
const directories: string[] = [];
const running: Embedded[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map((database) => database.stop()));
	for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function makeDirectory(mode = 0o755): string {
	const directory = mkdtempSync(join(tmpdir(), "answerable-embedded-"));
	chmodSync(directory, mode);
	directories.push(directory);
	return directory;
}

async function start(directory: string): Promise<Embedded> {
	const database = await startEmbedded({ directory, throwaway: true });
	running.push(database);
	return database;
}

async function ask(url: string, statement: string): Promise<unknown> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		return [...(await sql.unsafe(statement))];
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/** Starts a database in a process of its own, which prints its address and then waits. */
function startAside(directory: string, user?: { uid: number; gid: number }): Promise<{ child: ChildProcess; line: string }> {
	const script = `import { startEmbedded } from ${JSON.stringify(new URL("./embedded.ts", import.meta.url).href)};
		try { const { url } = await startEmbedded({ directory: ${JSON.stringify(directory)}, throwaway: true }); console.log(url); setInterval(() => {}, 1000); }
		catch (error) { console.log(error.message); }`;
	const child = spawn(process.execPath, ["--input-type=module", "-e", script], { ...user, stdio: ["ignore", "pipe", "inherit"] });
	return new Promise((resolve, reject) => {
		child.stdout?.once("data", (chunk: Buffer) => resolve({ child, line: chunk.toString().trim() }));
		child.once("error", reject);
	});
}

test("what was written is there after a stop and a start, at another address with the same password", async () => {
	const directory = makeDirectory();
	const first = await start(directory);
	await ask(first.url, "create table kept (what text)");
	await ask(first.url, "insert into kept values ('this')");
	await first.stop();
	expect(first.isAlive()).toBe(false);
	await expect(ask(first.url, "select 1")).rejects.toThrow();
	const second = await start(directory);
	expect(await ask(second.url, "select what from kept")).toEqual([{ what: "this" }]);
	expect(new URL(second.url).password).toBe(new URL(first.url).password);
});

test("it listens on this machine only, and asks for the password", async () => {
	const { url } = await start(makeDirectory());
	expect(new URL(url).hostname).toBe("127.0.0.1");
	expect(await ask(url, "select current_setting('listen_addresses') as a, current_setting('unix_socket_directories') as s")).toEqual([
		{ a: "127.0.0.1", s: "" },
	]);
	const wrong = new URL(url);
	wrong.password = "guess";
	await expect(ask(wrong.href, "select 1")).rejects.toThrow(/password authentication failed/);
});

test("a directory closed to others is opened just far enough for the database's own user", async () => {
	const directory = makeDirectory(0o700);
	mkdirSync(join(directory, "keys"), { mode: 0o700 });
	const { url } = await start(directory);
	expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a second start on the same data is refused while the first runs, and takes over once the first was killed", async () => {
	const directory = makeDirectory();
	const first = await startAside(directory);
	expect(first.line).toMatch(/^postgres:/);
	await ask(first.line, "create table kept (what text)");
	await expect(startEmbedded({ directory, throwaway: true })).rejects.toThrow(
		`The database in ${directory} is in use by process ${first.child.pid}: stop that first, or set ANSWERABLE_DATA to another folder.`,
	);
	const ended = new Promise((resolve) => first.child.once("exit", resolve));
	first.child.kill("SIGKILL");
	await ended;
	const second = await start(directory);
	expect(await ask(second.url, "select what from kept")).toEqual([]);
});

test("a server that was killed can be started again at the same address", async () => {
	const database = await start(makeDirectory());
	await ask(database.url, "create table kept (what text)");
	const data = join(directories.at(-1) ?? "", "postgres", "data", "postmaster.pid");
	process.kill(Number.parseInt(readFileSync(data, "utf8"), 10), "SIGKILL");
	await expect.poll(() => database.isAlive()).toBe(false);
	await database.restart();
	expect(await ask(database.url, "select what from kept")).toEqual([]);
});

test("a process id that somebody else has by now is neither believed nor stopped", async () => {
	const directory = makeDirectory();
	const first = await start(directory);
	await first.stop();
	const bystander = spawn("sleep", ["60"]);
	const file = join(directory, "postgres", "data", "postmaster.pid");
	writeFileSync(file, `${bystander.pid}\n`);
	writeFileSync(join(directory, "database.starter"), `${bystander.pid}\n`);
	expect(first.isAlive()).toBe(false);
	await start(directory);
	expect(bystander.exitCode).toBeNull();
	bystander.kill();
});

test("a directory that cannot be made is one clear sentence", async () => {
	const directory = makeDirectory();
	writeFileSync(join(directory, "file"), "");
	await expect(startEmbedded({ directory: join(directory, "file", "data") })).rejects.toThrow(
		/^The database cannot be kept in .*file\/data \(ENOTDIR\): set ANSWERABLE_DATA to a folder that you can write to\.$/,
	);
});

test("a folder inside a private home is one clear sentence", async ({ skip }) => {
	skip(!IS_ROOT, "only root runs the database as another user");
	const home = makeDirectory(0o700);
	await expect(startEmbedded({ directory: join(home, "data") })).rejects.toThrow(
		/^The database's user cannot enter .*: set ANSWERABLE_DATA/,
	);
});

test("an ordinary user starts it too, and may not where it may not write", async ({ skip }) => {
	skip(!IS_ROOT, "only root can become somebody else; every other test of this run is an ordinary user's already");
	const user = { uid: NOBODY, gid: NOBODY };
	const own = makeDirectory();
	chownSync(own, user.uid, user.gid);
	const { child, line } = await startAside(own, user);
	expect(line).toMatch(/^postgres:/);
	expect(await ask(line, "select 1 as one")).toEqual([{ one: 1 }]);
	child.kill("SIGKILL");
	process.kill(Number.parseInt(readFileSync(join(own, "postgres", "data", "postmaster.pid"), "utf8"), 10), "SIGQUIT");
	const foreign = await startAside(makeDirectory(), user);
	expect(foreign.line).toMatch(/^The database cannot be kept in .* \(EACCES\): set ANSWERABLE_DATA to a folder that you can write to\.$/);
});
