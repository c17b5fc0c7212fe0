import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { endAll, launch } from "./child.fixture.ts";
import { LOAD_ONLY } from "./program.ts";

const PROGRAM = new URL("./program.fixture.ts", import.meta.url);
const doing = (what = "") => launch(PROGRAM, { PATH: process.env.PATH, SUITE: what });
const UNDONE = "last step undone\nfirst step undone\n";

afterEach(endAll);

describe("a process of ours", () => {
	it("tells once, to its parent and in its journal, that it is ready", async () => {
		const child = doing();
		expect(await child.ready).toEqual({ ready: true, port: 7 });
		await child.end("SIGTERM");
		const [line = "", ...rest] = child.out().split("\n");
		expect(rest.join("\n")).toBe(UNDONE);
		expect(JSON.parse(line)).toEqual({
			level: "info",
			process: "suite",
			at: expect.stringMatching(/^[^.]{19}Z$/),
			ready: true,
			port: 7,
		});
	});

	it("that is only loaded does nothing and ends", () => {
		const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(PROGRAM), LOAD_ONLY], { encoding: "utf8" });
		expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
	});

	it.each(["SIGTERM", "SIGINT"] as const)("undoes its steps, last first, and ends with 0 at %s", async (signal) => {
		const child = doing();
		await child.ready;
		expect(await child.end(signal)).toBe(0);
		expect(child.out().endsWith(UNDONE)).toBe(true);
	});

	it("ends with 0 when its parent is gone", async () => {
		const child = doing();
		await child.ready;
		child.process.disconnect();
		expect(await child.end()).toBe(0);
		expect(child.out().endsWith(UNDONE)).toBe(true);
	});

	it.each([
		["waits", "waiting"],
		["hangs in an attempt", "hanging"],
	])("told to stop while it %s at its start, it ends with 0 and without having been ready", async (what, said) => {
		const child = doing(what);
		await expect.poll(child.out).toContain(said);
		const before = child.out();
		expect(await child.end("SIGTERM")).toBe(0);
		expect(child.out()).toBe(`${before}${UNDONE}`);
		expect(child.err()).toBe("");
	});

	it("ends a start that cannot succeed with 1 and one sentence, and undoes what it had begun", async () => {
		const child = doing("cannot start");
		expect(await child.end()).toBe(1);
		expect(child.err()).toMatch(/^The suite cannot start: \{"error":"Error",.*\}\.\n$/);
		expect(child.err()).not.toContain("SECRET");
		expect(child.out()).toBe(UNDONE);
	});

	it("ends with 1 when a step fails, having tried the others", async () => {
		const child = doing("cannot stop");
		await child.ready;
		expect(await child.end("SIGTERM")).toBe(1);
		expect(child.out()).toContain('"stopping":{"error":"Error"');
		expect(child.out()).not.toContain("SECRET");
		expect(child.out().endsWith("first step undone\n")).toBe(true);
	});

	it("ends with 1 after a fault that nobody caught, of which only the outline is told", async () => {
		const child = doing("uncaught");
		expect(await child.end()).toBe(1);
		const last = child.out().trim().split("\n").at(-1) ?? "";
		expect(JSON.parse(last)).toMatchObject({ level: "fatal", process: "suite", error: "TypeError", code: "E_SUITE" });
		expect(child.out() + child.err()).not.toContain("SECRET");
	});
});
