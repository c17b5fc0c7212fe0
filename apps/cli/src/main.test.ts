import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const launcher = fileURLToPath(new URL("../bin/answerable.js", import.meta.url));

function run(...args: readonly string[]) {
	return spawnSync(process.execPath, [launcher, ...args], { encoding: "utf8" });
}

test("the launcher hands over to the pinned Node, and passes on what was asked and how it ended", () => {
	const { status, stdout, stderr } = run("explain", "--severity", "S3", "--received", "2026-04-02T10:00", "--json");
	expect([status, stderr]).toEqual([0, ""]);
	expect(JSON.parse(stdout).clocks[0].due).toBe("2026-04-09T16:00:00Z");
});

test("a note goes beside the answer, never into it", () => {
	const { status, stdout, stderr } = run("explain", "--severity", "S3", "--received", "2026-10-25T01:30", "--json");
	expect(status).toBe(0);
	expect(stderr).toContain("came twice in Europe/London");
	expect(() => JSON.parse(stdout)).not.toThrow();
});

test("a mistake is told in a sentence without a stack, and ends with 1", () => {
	const { status, stdout, stderr } = run("explain", "--severity", "S3", "--received", "2026-03-29T01:30");
	expect([status, stdout]).toEqual([1, ""]);
	expect(stderr).toMatch(/^answerable: --received 2026-03-29T01:30: there was no such time/);
	expect(stderr).not.toContain("    at ");
	expect(run("dance").stderr).toContain('There is no command "dance".');
});

test("without a command it says what can be asked", () => {
	expect(run().stdout).toContain("npx --no-install answerable explain");
});
