/** Whose database it is: the process that started it, and the server process that serves it. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Takes the database for this process and returns how to give it back. What a process that is gone left behind is
 * taken over. Throws one sentence if another process that still runs holds it.
 */
export function claimDatabase(directory: string, data: string): () => void {
	const file = join(directory, "database.starter");
	const holder = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : Number.NaN;
	if (holder !== process.pid && isRunning(holder) && ownServer(data) !== null) {
		throw new Error(
			`The database in ${directory} is in use by process ${holder}: stop that first, or set ANSWERABLE_DATA to another folder.`,
		);
	}
	writeFileSync(file, `${process.pid}\n`, { mode: 0o644 });
	return () => rmSync(file, { force: true });
}

/**
 * The server that runs on this data; null if none does. A process id on disk may be somebody else's by now (after a
 * reboot), so the process must name the data in its command line.
 */
export function ownServer(data: string): number | null {
	const file = join(data, "postmaster.pid");
	if (!existsSync(file)) return null;
	const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
	if (!isRunning(pid)) return null;
	const { stdout } = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
	const command = stdout ?? readCommand(pid);
	return command.includes(data) ? pid : null;
}

/**
 * Makes a lock file say that its server is gone, if it is. The process id may still be taken, by a zombie that nobody
 * reaps (as in a container) or by a stranger, and then PostgreSQL would refuse to start for ever. The rest of the file
 * stays, by which it finds out whether processes of the old server are still at work on the data.
 */
export function disownServer(data: string): void {
	const file = join(data, "postmaster.pid");
	if (!existsSync(file) || ownServer(data) !== null) return;
	const gone = spawnSync(process.execPath, ["--version"]).pid;
	writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(gone)));
}

/** Where there is no `ps`. */
function readCommand(pid: number): string {
	const file = `/proc/${pid}/cmdline`;
	return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function isRunning(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (cause) {
		return cause instanceof Error && "code" in cause && cause.code === "EPERM";
	}
}
