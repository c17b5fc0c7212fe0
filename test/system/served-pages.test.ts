/** The pages that `npm start` serves, and what its log says of them, looked at from outside. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { LoggedPages } from "@answerable/types/pages";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "../stage/stage.ts";

const COMMAND = fileURLToPath(new URL("../../apps/cli/bin/answerable.js", import.meta.url));
let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, 180_000);
afterAll(() => stage.close(), 60_000);

/** Runs the command as anybody would, from any machine. */
function verifyPages(origin: string): Promise<{ readonly code: number | null; readonly said: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [COMMAND, "verify-pages", origin]);
		const said: string[] = [];
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => void said.push(text.toString()));
		child.once("close", (code) => resolve({ code, said: said.join("") }));
	});
}

const shown = async () => LoggedPages.parse(await (await fetch(`${stage.origin}/log/pages`)).json());

/** Somebody between us and the server, who changes one file on its way. */
async function throughSomebody(changed: RegExp, work: (origin: string) => Promise<void>): Promise<void> {
	const between = createServer(async (request, response) => {
		const answer = await fetch(`${stage.origin}${request.url}`);
		const bytes = Buffer.from(await answer.arrayBuffer());
		const isChanged = changed.test(request.url ?? "");
		response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
		response.end(isChanged ? Buffer.concat([bytes, Buffer.from("\n")]) : bytes);
	});
	await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
	try {
		await work(`http://127.0.0.1:${(between.address() as AddressInfo).port}`);
	} finally {
		between.close();
		between.closeAllConnections();
	}
}

test("they are those that its log names, whoever looks", async () => {
	const { code, said } = await verifyPages(stage.origin);
	expect([code, said]).toEqual([0, expect.stringContaining("are those that its log names")]);
	expect(said.replaceAll(" ", "")).toContain((await shown()).statement.manifest);
}, 60_000);

test("a script that is changed on the way, by one byte, is found and named", async () => {
	await throughSomebody(/worker-.*\.js$/, async (origin) => {
		const { code, said } = await verifyPages(origin);
		expect(code).toBe(1);
		expect(said).toMatch(/\/assets\/worker-[^ ]+\.js, as it is, is another file/);
	});
}, 60_000);

test("a start with the same pages says nothing new", async () => {
	const before = await shown();
	await stage.restart();
	expect((await shown()).statement).toEqual(before.statement);
	expect((await fetch(`${stage.origin}/log/pages/2`)).status).toBe(404);
}, 180_000);
