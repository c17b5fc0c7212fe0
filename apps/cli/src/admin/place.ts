/** Where a deployment keeps its things, and how its owner reaches its database. */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { connect, type Database } from "@answerable/store/connect";
import { isAway } from "@answerable/store/fault";
import { migrate } from "@answerable/store/migrate";
import { CliError } from "../cli-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The data directory: `ANSWERABLE_DATA`, or `/var/lib/answerable` for root (where the database's own user can reach it),
 * or the user's data home.
 */
export function dataDirectory(environment: Environment): string {
	const chosen = environment.ANSWERABLE_DATA;
	if (chosen !== undefined && chosen !== "") return resolve(chosen);
	if (process.getuid?.() === 0) return "/var/lib/answerable";
	return join(environment.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "answerable");
}

/** The directory of the deployment's keys. */
export function keyDirectory(environment: Environment): string {
	return join(dataDirectory(environment), "keys");
}

/** The owner's address of the database: `DATABASE_URL`, or that of the embedded one while it runs. */
export function ownerUrlOf(environment: Environment): string {
	const url = environment.DATABASE_URL;
	if (url !== undefined && url !== "") return url;
	const directory = dataDirectory(environment);
	const [password, lock] = [join(directory, "owner.password"), join(directory, "postgres", "data", "postmaster.pid")];
	if (!existsSync(password) || !existsSync(lock)) {
		throw new CliError(`No database runs in ${directory}: set DATABASE_URL to yours, or run npm start in another terminal first.`);
	}
	// The fourth line of PostgreSQL's own lock file is its port.
	const port = readFileSync(lock, "utf8").split("\n")[3];
	return `postgres://answerable:${readFileSync(password, "utf8").trim()}@127.0.0.1:${port}/postgres`;
}

/** Does something with the database as its owner, on the newest schema, and closes it again. */
export async function asOwner<T>(environment: Environment, work: (db: Database) => Promise<T>): Promise<T> {
	const url = ownerUrlOf(environment);
	const db = connect(url, { max: 2, applicationName: "answerable-admin" });
	try {
		await migrate(url);
		return await work(db);
	} catch (cause) {
		if (isAway(cause)) throw new CliError("The database cannot be reached: check that it runs and that DATABASE_URL is right.");
		throw cause;
	} finally {
		await db.close();
	}
}
