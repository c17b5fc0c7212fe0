/** What `npm start` says when it cannot start: one clear sentence, and nothing left behind. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const START = fileURLToPath(new URL("../../infra/start/main.ts", import.meta.url));
let directory: string;

beforeAll(() => {
	directory = mkdtempSync(join(tmpdir(), "answerable-start-"));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Ended = { readonly code: number | null; readonly said: readonly string[] };

/** Runs the start script until it ends by itself. */
function startWith(environment: Record<string, string>): Promise<Ended> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [START], { env: { PATH: process.env.PATH, ANSWERABLE_DATA: directory, ...environment } });
		let said = "";
		child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
		child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
		child.once("exit", (code) => resolve({ code, said: said.split("\n").filter((line) => line !== "") }));
	});
}

function expectOneSentence({ code, said }: Ended, sentence: RegExp): void {
	expect(code).toBe(1);
	expect(said).toHaveLength(1);
	expect(said[0]).toMatch(sentence);
}

test("a busy port is named in one sentence that says what to do", async () => {
	const busy = createServer();
	const port = await new Promise<number>((resolve) =>
		busy.listen(0, "127.0.0.1", () => {
			const address = busy.address();
			resolve(typeof address === "object" && address !== null ? address.port : 0);
		}),
	);
	const ended = await startWith({ PORT: String(port) });
	busy.close();
	expectOneSentence(ended, new RegExp(`Port ${port} is already in use: .*PORT=8081 npm start`));
});

test("a second start on the same directory is refused while the first runs", async () => {
	const lock = join(directory, "answerable.lock");
	writeFileSync(lock, `${process.pid}\n`);
	const ended = await startWith({ PORT: "18099" });
	rmSync(lock);
	expectOneSentence(ended, /already runs on .*stop it first, or set ANSWERABLE_DATA/);
});

test("a directory that cannot be made is named in one sentence", async () => {
	const file = join(directory, "a-file");
	writeFileSync(file, "");
	expectOneSentence(
		await startWith({ ANSWERABLE_DATA: join(file, "below"), PORT: "18099" }),
		/cannot be used \(ENOTDIR\): set ANSWERABLE_DATA/,
	);
});

test("a database that cannot be reached is named in one sentence that repeats no password", async () => {
	const ended = await startWith({ DATABASE_URL: "postgres://owner:secret-word@127.0.0.1:1/answerable", PORT: "18099" });
	expectOneSentence(ended, /The database of DATABASE_URL cannot be reached/);
	expect(ended.said.join()).not.toContain("secret-word");
});

test.each([
	[{ PORT: "eighty" }, /PORT is "eighty": choose a whole number/],
	[{ DATABASE_URL: "mysql://here" }, /DATABASE_URL is not the address of a PostgreSQL database/],
	[{ ANSWERABLE_DEMO: "perhaps" }, /ANSWERABLE_DEMO is "perhaps": write yes or no/],
])("a wrong setting %j is named in one sentence", async (environment, sentence) => {
	expectOneSentence(await startWith(environment), sentence);
});
