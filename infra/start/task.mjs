/** What each npm script runs once everything is installed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { handOver } from "./hand-over.mjs";

const turbo = (...args) => ({ bin: "turbo/bin/turbo", args: ["run", "--continue", "--output-logs=errors-only", ...args] });
const source = (path) => ({ source: path });

/** Each task is a list of steps; the first that fails ends it. Extra arguments go to the last step. */
const tasks = {
	start: [source("infra/start/main.ts")],
	test: [source("infra/test/run.ts")],
	browser: [{ source: "infra/test/run.ts", args: ["--config", "test/browser/vitest.config.ts"] }],
	story: [source("test/story/main.ts")],
	tour: [source("test/tour/main.ts")],
	bench: [source("test/bench/main.ts")],
	faults: [source("test/faults/main.ts")],
	lighthouse: [source("test/lighthouse/main.ts")],
	lock: [source("infra/lockfile/main.ts")],
	docs: [source("infra/docs/main.ts")],
	calendars: [source("packages/domain/scripts/refresh-calendars.ts")],
	migrate: [source("infra/start/migrate.ts")],
	types: [turbo("types", "//#types:root")],
	lint: [turbo("lint", "//#lint:root")],
	build: [turbo("build")],
	check: [
		turbo("types", "lint", "//#types:root", "//#lint:root"),
		{ bin: "vitest/vitest.mjs", args: ["run", "test/architecture.test.ts"] },
	],
	fix: [{ bin: "@biomejs/biome/bin/biome", args: ["check", "--write"] }],
};

/** The tasks that exist. */
export function taskNames() {
	return Object.keys(tasks);
}

/** True if `name` is a task. */
export function isTask(name) {
	return Object.hasOwn(tasks, name);
}

/** Runs the steps of a task under the pinned Node and gives the exit code of the first that fails, or 0. */
export async function runTask(name, extra, { root, node }) {
	const steps = tasks[name];
	for (const [index, step] of steps.entries()) {
		const args = [...stepArguments(step, root), ...(index === steps.length - 1 ? extra : [])];
		const code = await handOver(node, args, root);
		if (code !== 0) return code;
	}
	return 0;
}

function stepArguments(step, root) {
	const path = step.source === undefined ? join(root, "node_modules", step.bin) : join(root, step.source);
	if (!existsSync(path)) throw new Error(`${path} is missing: this clone is not complete.`);
	return [path, ...(step.args ?? [])];
}
