import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const start = new URL(".", import.meta.url).href;

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "answerable-start-"));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** Runs a program of one of the start script's modules, as nothing but Node would. */
function program(text: string): ChildProcess {
	return spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: ["ignore", "pipe", "pipe"] });
}

async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly out: string }> {
	let out = "";
	child.stdout?.on("data", (chunk) => (out += String(chunk)));
	child.stderr?.on("data", (chunk) => (out += String(chunk)));
	return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
}

function installing(name: string): string {
	return `
		import { appendFileSync } from "node:fs";
		import { withInstallLock } from "${start}install-lock.mjs";
		await withInstallLock("${folder}", (line) => console.log(line), async () => {
			appendFileSync("${folder}/journal", "${name} begins\\n");
			await new Promise((resolve) => setTimeout(resolve, 300));
			appendFileSync("${folder}/journal", "${name} ends\\n");
		});`;
}

test("two commands that start together install one after the other", async () => {
	const both = await Promise.all([ended(program(installing("one"))), ended(program(installing("two")))]);
	expect(both.map(({ code }) => code)).toEqual([0, 0]);
	const journal = readFileSync(join(folder, "journal"), "utf8").trim().split("\n");
	const [first = ""] = journal;
	const order = first.startsWith("one") ? ["one", "two"] : ["two", "one"];
	expect(journal).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test("an installation whose process died is taken over", async () => {
	const gone = spawnSync(process.execPath, ["-e", ""]).pid;
	writeFileSync(join(folder, ".install-lock"), `${hostname()} ${gone} a-token`);
	const { code, out } = await ended(program(installing("one")));
	expect({ code, out }).toEqual({ code: 0, out: "Taking over an installation that was interrupted.\n" });
});

test("an interrupted installation keeps others waiting until it has really stopped", async () => {
	const interrupted = program(`
		import { appendFileSync } from "node:fs";
		import { withInstallLock } from "${start}install-lock.mjs";
		await withInstallLock("${folder}", () => {}, async (signal) => {
			console.log("installing");
			await new Promise((resolve) => setInterval(() => signal.aborted && resolve(), 10));
			await new Promise((resolve) => setTimeout(resolve, 300));
			appendFileSync("${folder}/journal", "interrupted ends\\n");
		});
		process.exit(1);`);
	await new Promise((resolve) => interrupted.stdout?.once("data", resolve));
	const next = ended(program(installing("next")));
	interrupted.kill("SIGINT");
	expect((await ended(interrupted)).code).toBe(1);
	expect((await next).code).toBe(0);
	expect(readFileSync(join(folder, "journal"), "utf8")).toBe("interrupted ends\nnext begins\nnext ends\n");
});

test("nothing is installed when node_modules was made from this very lockfile, something is when it was not", async () => {
	writeFileSync(join(folder, "package-lock.json"), "{}");
	mkdirSync(join(folder, "node_modules"));
	const isInstalled = `import { isInstalled } from "${start}install.mjs"; console.log(isInstalled("${folder}"));`;
	expect((await ended(program(isInstalled))).out).toBe("false\n");
	const mark = readFileSync(join(import.meta.dirname, "../../node_modules/.answerable-lockfile"), "utf8");
	const platform = mark.trim().split(" ")[1];
	const emptyObject = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
	writeFileSync(join(folder, "node_modules/.answerable-lockfile"), `${emptyObject} ${platform}\n`);
	expect((await ended(program(isInstalled))).out).toBe("true\n");
	writeFileSync(join(folder, "package-lock.json"), "{ }");
	expect((await ended(program(isInstalled))).out).toBe("false\n");
});

test("exit code, arguments and signals pass through", async () => {
	const child = join(folder, "child.mjs");
	writeFileSync(
		child,
		'process.on("SIGTERM", () => { console.log(process.argv.slice(2).join(" ")); process.exit(7); }); console.log("up"); setInterval(() => {}, 1000);',
	);
	const outer = program(`
		import { handOver } from "${start}hand-over.mjs";
		process.exitCode = await handOver(process.execPath, ["${child}", "--port", "1"], "${folder}");`);
	outer.stdout?.once("data", () => outer.kill("SIGTERM"));
	expect(await ended(outer)).toEqual({ code: 7, out: "up\n--port 1\n" });
});

test("a child that a signal ends gives 128 and the signal's number", async () => {
	const outer = program(`
		import { handOver } from "${start}hand-over.mjs";
		process.exitCode = await handOver(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"], "${folder}");`);
	expect((await ended(outer)).code).toBe(137);
});

test.each([
	["18.20.8", true],
	["20.18.3", true],
	["20.19.0", false],
	["20.20.2", false],
	["21.7.3", true],
	["22.11.0", true],
	["22.12.0", false],
	["24.1.0", false],
	["26.10.0", false],
])("whether Node %s is too old to install under: %s", async (version, expected) => {
	const { out } = await ended(
		program(`import { isTooOldToInstall } from "${start}install-runtime.mjs"; console.log(isTooOldToInstall("${version}"));`),
	);
	expect(out).toBe(`${expected}\n`);
});

test("an unknown task and an unknown machine each get one sentence", async () => {
	const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "run.mjs"), "dance"], { encoding: "utf8" });
	expect(status).toBe(1);
	expect(stderr).toMatch(/^answerable: There is no task "dance": choose one of [a-z, ]+\.\n$/);
	const machine = `import { runtimePackage } from "${start}runtime.mjs"; try { runtimePackage("win32", "x64"); } catch (error) { console.log(error.message); }`;
	expect((await ended(program(machine))).out).toBe("Answerable runs on linux-x64, linux-arm64, darwin-arm64; this machine is win32-x64.\n");
});
