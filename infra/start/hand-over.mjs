/** Hands over to the pinned Node as if we had become it. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** Runs one process with our terminal, passes signals on to it, and gives its exit code (128 + n if a signal ended it). */
export function handOver(node, args, root) {
	return new Promise((resolve, reject) => {
		const child = spawn(node, args, { cwd: root, stdio: "inherit", env: environment(node, root) });
		const stopForwarding = forwardSignals(child);
		child.on("error", (error) => {
			stopForwarding();
			reject(new Error(`The pinned Node could not be started (${error.message}): it needs a system with glibc, or macOS.`));
		});
		child.on("exit", (code, signal) => {
			stopForwarding();
			resolve(signal === null ? code : 128 + constants.signals[signal]);
		});
	});
}

/** npm and the terminal both send Ctrl-C: one within two seconds of another is the same wish, and is passed on once. */
function forwardSignals(child) {
	const lastAt = new Map();
	const forward = (signal) => {
		const now = Date.now();
		if (now - (lastAt.get(signal) ?? 0) < 2000) return;
		lastAt.set(signal, now);
		child.kill(signal);
	};
	const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
	for (const signal of signals) process.on(signal, forward);
	return () => {
		for (const signal of signals) process.removeListener(signal, forward);
	};
}

/** The pinned Node leads the path, so that every tool started from here runs under it. */
function environment(node, root) {
	const path = [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
	return { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
}
