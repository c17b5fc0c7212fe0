import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const root = new URL("../..", import.meta.url).pathname;

/** Runs the real runner on one specimen and gives its exit code and last line. */
function runSpecimen(name: string): { readonly code: number | null; readonly lastLine: string; readonly output: string } {
	const args = ["infra/test/run.ts", "--config", "infra/test/fixture/vitest.config.ts", name];
	const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", timeout: 60_000 });
	return { code: status, lastLine: stdout.trimEnd().split("\n").at(-1) ?? "", output: stdout };
}

test("a run whose tests pass ends in the counts and exit code 0", () => {
	expect(runSpecimen("passes")).toMatchObject({ code: 0, lastLine: "1 passed, 0 failed, 0 skipped" });
});

test.each([
	["a failing test", "fails", "0 passed, 1 failed, 0 skipped"],
	["a file that breaks while it is read", "broken-file", "0 passed, 1 failed, 0 skipped"],
	["a suite whose preparation fails", "broken-hook", "0 passed, 1 failed, 1 skipped"],
	["an error that nobody waits for", "unhandled", "1 passed, 1 failed, 0 skipped"],
	["a process that dies under its test", "crash", "0 passed, 2 failed, 0 skipped"],
	["a file without tests", "empty", "0 passed, 1 failed, 0 skipped"],
	["a run without files", "no-such-file", "0 passed, 0 failed, 0 skipped"],
])("%s fails the run", (_, name, lastLine) => {
	expect(runSpecimen(name)).toMatchObject({ code: 1, lastLine });
});

test("what was left out is named with its reason, and leaving out everything fails the run", () => {
	const { code, lastLine, output } = runSpecimen("skipped");
	expect({ code, lastLine }).toEqual({ code: 1, lastLine: "0 passed, 0 failed, 1 skipped" });
	expect(output).toContain("one is left out\n    because the browser is not installed");
});
