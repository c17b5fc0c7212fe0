/** The directory where a deployment keeps its database, keys and credentials, and the lock that lets only one run there. */
import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Something that stops a start and that the person at the terminal can put right. Its message is the whole explanation. */
export class StartError extends Error {
	override readonly name = "StartError";
}

/** Makes the directory if it is missing. Throws a `StartError` when it cannot be made or written. */
export function prepareDirectory(directory: string): void {
	try {
		mkdirSync(directory, { recursive: true, mode: 0o755 });
		accessSync(directory, constants.W_OK | constants.X_OK);
	} catch (cause) {
		const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
		throw new StartError(
			`The data directory ${directory} cannot be used (${reason}): set ANSWERABLE_DATA to a folder that you can write to.`,
		);
	}
}

/**
 * Takes the directory's lock for this process and returns how to give it back.
 * A lock left by a process that is gone is taken over. Throws a `StartError`
 * when another start holds it.
 */
export function lockDirectory(directory: string): () => void {
	const file = join(directory, "answerable.lock");
	for (let attempt = 0; attempt < 2; attempt += 1) {
		try {
			const descriptor = openSync(file, "wx", 0o644);
			writeSync(descriptor, `${process.pid}\n`);
			closeSync(descriptor);
			return () => rmSync(file, { force: true });
		} catch (cause) {
			if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
			const holder = Number.parseInt(readFileSync(file, "utf8"), 10);
			if (isRunning(holder)) {
				throw new StartError(
					`Answerable already runs on ${directory} (process ${holder}): stop it first, or set ANSWERABLE_DATA to another folder.`,
				);
			}
			rmSync(file, { force: true });
		}
	}
	throw new StartError(`The lock ${file} keeps coming back: is another start under way?`);
}

function isRunning(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (cause) {
		return cause instanceof Error && "code" in cause && cause.code === "EPERM";
	}
}
