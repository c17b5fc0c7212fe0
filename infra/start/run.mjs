/**
 * The door that every npm script goes through, under any Node from 18 on and with nothing installed yet:
 * installs what the lockfile says, then hands over to the pinned Node. It must import nothing but Node's own modules.
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfNeeded } from "./install.mjs";
import { pinnedNode } from "./runtime.mjs";
import { isTask, runTask, taskNames } from "./task.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

async function main() {
	const [name = "", ...extra] = process.argv.slice(2);
	if (!isTask(name)) throw new Error(`There is no task "${name}": choose one of ${taskNames().join(", ")}.`);
	await installIfNeeded(root);
	process.exitCode = await runTask(name, extra, { root, node: pinnedNode(root) });
}

main().catch((error) => {
	console.error(`answerable: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
});
