/** Whether a process lives, asked of the machine. */
import { execFileSync } from "node:child_process";

/** True until it has ended; one that only waits to be buried has. */
export function isAlive(pid: number): boolean {
	try {
		const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).trim();
		return state !== "" && !state.startsWith("Z");
	} catch {
		return false;
	}
}
