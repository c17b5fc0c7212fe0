/** The PostgreSQL that tests run on: `DATABASE_URL` if it is set, else an embedded one of their own, thrown away at the end. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "./embedded.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** A role that may create databases and roles. */
		readonly databaseUrl: string;
	}
}

/** Vitest's global set-up; returns its teardown. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const given = process.env.DATABASE_URL;
	if (given !== undefined && given !== "") {
		project.provide("databaseUrl", given);
		return async () => undefined;
	}
	const directory = mkdtempSync(join(tmpdir(), "answerable-test-"));
	chmodSync(directory, 0o755);
	const database = await startEmbedded({ directory, throwaway: true });
	project.provide("databaseUrl", database.url);
	return async () => {
		await database.stop();
		rmSync(directory, { recursive: true, force: true });
	};
}
