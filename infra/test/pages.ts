/** Vitest's global set-up for what serves or drives the pages: they are built from the sources that are tested. */
import { ensurePages } from "../start/pages.ts";

/** Builds them if they are missing or out of date. */
export async function setup(): Promise<void> {
	await ensurePages((line) => process.stderr.write(`${line}\n`));
}
