/** A database of a suite's own: made, migrated, and dropped at the end. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { migrate } from "./migrate.ts";
import { openRoles, type RoleUrls } from "./roles.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Provided by the global set-up: a role that may create databases and roles. */
		readonly databaseUrl: string;
	}
}

export type SuiteDatabase = { readonly ownerUrl: string; readonly urls: RoleUrls; drop(): Promise<void> };

/** Every suite derives the same passwords: roles belong to the cluster, and suites run side by side. */
const SECRET = new Uint8Array(32).fill(7);

/** An empty database, not even migrated. */
export async function makeDatabase(): Promise<Pick<SuiteDatabase, "ownerUrl" | "drop">> {
	const clusterUrl = clusterOf();
	const name = `suite_${randomBytes(8).toString("hex")}`;
	await onCluster(clusterUrl, `create database ${name}`);
	const url = new URL(clusterUrl);
	url.pathname = `/${name}`;
	return { ownerUrl: url.href, drop: () => onCluster(clusterUrl, `drop database ${name} with (force)`) };
}

/** A migrated database whose three roles can log in. */
export async function openSuiteDatabase(): Promise<SuiteDatabase> {
	const { ownerUrl, drop } = await makeDatabase();
	await migrate(ownerUrl);
	return { ownerUrl, urls: await openRoles(ownerUrl, SECRET), drop };
}

function clusterOf(): string {
	return inject("databaseUrl");
}

async function onCluster(clusterUrl: string, statement: string): Promise<void> {
	const sql = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
	try {
		await sql.unsafe(statement);
	} finally {
		await sql.end({ timeout: 5 });
	}
}
