/** Which user the embedded database runs as: PostgreSQL refuses to run as root. */
import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, chownSync, constants, lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** A user to run as; null: whoever we are. */
export type SystemUser = { readonly uid: number; readonly gid: number } | null;

const NAME = "postgres";

/** The ordinary user itself, or for root the system user `postgres`, made when it is missing. */
export function databaseUser(): SystemUser {
	if (process.getuid?.() !== 0) return null;
	const found = lookUp();
	if (found !== null) return found;
	const made = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]);
	const user = lookUp();
	if (user === null) {
		throw new Error(
			`The database needs a user of its own and "${NAME}" could not be made (${made.stderr?.toString().trim() || "no useradd"}): run as an ordinary user instead.`,
		);
	}
	return user;
}

/** Makes a directory that we can write and that the database's user can walk through. Throws one sentence if that is impossible. */
export function openDirectory(directory: string, user: SystemUser): void {
	try {
		mkdirSync(directory, { recursive: true, mode: 0o755 });
		accessSync(directory, constants.W_OK | constants.X_OK);
		if (user !== null) chmodSync(directory, lstatSync(directory).mode | 0o111);
	} catch (cause) {
		const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
		throw new Error(`The database cannot be kept in ${directory} (${reason}): set ANSWERABLE_DATA to a folder that you can write to.`);
	}
}

/** Makes a directory that only this user can read. */
export function ownDirectory(directory: string, user: SystemUser): void {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	if (user !== null) chownSync(directory, user.uid, user.gid);
}

/** Throws one sentence if the user cannot walk down to the directory, as with a folder inside a private home. */
export function assertReachable(directory: string, user: SystemUser): void {
	accessSync(directory, constants.R_OK);
	if (user === null) return;
	for (let folder = directory; folder !== dirname(folder); folder = dirname(folder)) {
		const { mode, uid, gid } = lstatSync(folder);
		const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
		if ((mode & bit) === 0) {
			throw new Error(
				`The database's user cannot enter ${folder}: set ANSWERABLE_DATA to a folder outside private homes, such as /var/lib/answerable.`,
			);
		}
	}
}

function lookUp(): SystemUser {
	const id = (flag: string): number => Number.parseInt(spawnSync("id", [flag, NAME]).stdout?.toString() ?? "", 10);
	const [uid, gid] = [id("-u"), id("-g")];
	return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null;
}
