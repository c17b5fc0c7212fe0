/** Keeps two commands that start together from installing into the same folder. */
import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const pollMs = 500;
const settleMs = 100;
const staleMs = 60_000;
const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs `act` while holding the lock; waits for another holder, and takes over from one that died. `act` is given a signal that
 * tells it to stop; the lock is kept until it has, so that nobody installs into what is still being written.
 */
export async function withInstallLock(root, say, act) {
	const path = join(root, ".install-lock");
	const token = `${hostname()} ${process.pid} ${randomUUID()}`;
	await take(path, token, say);
	const beat = setInterval(() => touch(path), 2000);
	const abort = new AbortController();
	const interrupt = () => abort.abort();
	for (const signal of stopSignals) process.on(signal, interrupt);
	try {
		return await act(abort.signal);
	} finally {
		for (const signal of stopSignals) process.removeListener(signal, interrupt);
		clearInterval(beat);
		if (read(path) === token) rmSync(path, { force: true });
	}
}

async function take(path, token, say) {
	let told = false;
	for (;;) {
		if (create(path, token)) {
			// Two that find the same dead holder may both take over; the last to write wins, so look once more.
			await pause(settleMs);
			if (read(path) === token) return;
			continue;
		}
		const holder = read(path);
		if (holder !== null && isDead(path, holder)) {
			say("Taking over an installation that was interrupted.");
			discard(path, holder);
			continue;
		}
		if (!told) say("Another command is installing; waiting for it…");
		told = true;
		await pause(pollMs);
	}
}

function create(path, token) {
	try {
		writeFileSync(path, token, { flag: "wx" });
		return true;
	} catch (error) {
		if (error.code === "EEXIST") return false;
		throw new Error(`The install lock ${path} cannot be written (${error.code}).`);
	}
}

/** Dead: its process is gone from this machine, or its heartbeat stopped (another machine or container shares the folder). */
function isDead(path, holder) {
	const [host, pid] = holder.split(" ");
	const age = ageMs(path);
	if (age > staleMs) return true;
	if (host !== hostname()) return false;
	if (!/^\d+$/.test(pid ?? "")) return age > pollMs * 4;
	try {
		process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		return error.code === "ESRCH";
	}
}

function discard(path, holder) {
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
		if (read(aside) === holder) rmSync(aside, { force: true });
		else renameSync(aside, path);
	} catch (error) {
		if (error.code !== "ENOENT") throw error;
	}
}

function read(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return null;
	}
}

function touch(path) {
	try {
		const now = new Date();
		utimesSync(path, now, now);
	} catch {
		// The lock is gone: whoever took it over will see our packages, and we will see theirs.
	}
}

function ageMs(path) {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch {
		return 0;
	}
}

function pause(durationMs) {
	return new Promise((resolve) => {
		setTimeout(resolve, durationMs);
	});
}
