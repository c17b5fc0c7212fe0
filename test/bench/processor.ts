/** How long processors worked for us, from the kernel: unlike time on the wall it does not grow because others use the machine. */
import { readdirSync, readFileSync } from "node:fs";

/** A tick of `/proc/<pid>/stat` on every Linux that we know. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process has had, all its threads together. */
export function processorMs(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`);
	return threads.reduce((sum, thread) => sum + scheduledMs(`/proc/${pid}/task/${thread}`), 0);
}

/** The same of a PostgreSQL: of its postmaster, of what serves a connection now, and of what did and has ended. */
export function databaseMs(postmaster: number): number {
	const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ");
	const running = [String(postmaster), ...children.filter((child) => child !== "")];
	return running.reduce((sum, pid) => sum + scheduledMs(`/proc/${pid}`), endedMs(postmaster));
}

/** Nothing of a thread or process that has just ended. */
function scheduledMs(folder: string): number {
	try {
		return Number(readFileSync(`${folder}/schedstat`, "utf8").split(" ")[0]) / 1e6;
	} catch {
		return 0;
	}
}

/** Children that were waited for: `cutime` and `cstime` of proc(5), counted from behind the name, which may hold spaces. */
function endedMs(pid: number): number {
	const [user = 0, system = 0] = (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1] ?? "").split(" ").slice(13, 15).map(Number);
	return (user + system) * TICK_MS;
}
