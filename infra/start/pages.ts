/** The pages, built when they are missing or out of date, and the list of what they are made of. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BUILT_FROM, MANIFEST, sourcesHash, WEB } from "../../apps/web/scripts/built-from.ts";
import { StartError } from "./data-directory.ts";

const BUILT = join(WEB, "dist");
const VITE = join(WEB, "../../node_modules/vite/bin/vite.js");
const PROGRESS_MS = 3_000;

/**
 * Builds the pages unless those that are there were made of these very sources. They are built beside and put into place at once, so that
 * nobody reads half of them; two who build at the same time build the same.
 */
export async function ensurePages(say: (line: string) => void): Promise<void> {
	const hash = sourcesHash();
	if (builtFrom() === hash) return;
	say("building the pages");
	const startedAt = performance.now();
	const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
	const timer = setInterval(() => say(`  still building the pages (${seconds()} s)`), PROGRESS_MS);
	const fresh = join(WEB, `.dist-${process.pid}`);
	try {
		await buildPages(fresh);
		putInPlace(fresh);
	} finally {
		clearInterval(timer);
		rmSync(fresh, { recursive: true, force: true });
	}
	say(`built the pages in ${seconds()} s`);
}

/**
 * Builds the pages into a directory, in a process of its own: what they are must not depend on who builds them, and a test's own
 * surroundings would make them pages for developers.
 */
export function buildPages(directory: string, surroundings: NodeJS.ProcessEnv = {}): Promise<void> {
	const environment = { ...process.env, ...surroundings, NODE_ENV: "production" };
	const args = [VITE, "build", "--outDir", directory, "--emptyOutDir", "--logLevel", "error"];
	const child = spawn(process.execPath, args, { cwd: WEB, env: environment, stdio: ["ignore", "pipe", "pipe"] });
	const said: string[] = [];
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => void said.push(text.toString()));
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) =>
			code === 0 ? resolve() : reject(new StartError(`The pages could not be built:\n${said.join("").trim()}`)),
		);
	});
}

/** The list of the files that the pages are made of, as it was built. */
export function readManifest(): string {
	return readFileSync(join(BUILT, MANIFEST), "utf8");
}

function builtFrom(): string | null {
	const path = join(BUILT, BUILT_FROM);
	return existsSync(path) ? readFileSync(path, "utf8").trim() : null;
}

function putInPlace(fresh: string): void {
	const old = join(WEB, `.dist-old-${process.pid}`);
	if (existsSync(BUILT)) renameSync(BUILT, old);
	renameSync(fresh, BUILT);
	rmSync(old, { recursive: true, force: true });
}
