/** A process as the start script starts it, for tests: a child with a channel, of which everything it says is kept. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Child = {
	readonly process: ChildProcess;
	/** Everything on standard output so far, and on standard error. */
	readonly out: () => string;
	readonly err: () => string;
	/** What it told beside `ready`; rejects if it ends before. */
	readonly ready: Promise<Readonly<Record<string, unknown>>>;
	/** Sends a signal, if one is given, and waits for the end. */
	readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
};

const children: Child[] = [];

/** Starts a program with this environment and no other. */
export function launch(program: URL, environment: NodeJS.ProcessEnv): Child {
	const child = fork(fileURLToPath(program), [], { env: environment, execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
	const [out, err]: [string[], string[]] = [[], []];
	child.stdout?.on("data", (text) => out.push(String(text)));
	child.stderr?.on("data", (text) => err.push(String(text)));
	// A child whose channel was cut never emits `close`, so its end is put together from its parts.
	const closed = [child.stdout, child.stderr].map((stream) => new Promise((resolve) => stream?.once("close", resolve)));
	const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
	const ended = Promise.all([exited, ...closed]).then(([code]) => code);
	const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
		child.once("message", (message) => resolve(message as Record<string, unknown>));
		void ended.then(() => reject(new Error(`It ended: ${err.join("")}`)));
	});
	ready.catch(() => undefined);
	const end: Child["end"] = (signal) => {
		if (signal !== undefined) child.kill(signal);
		return ended;
	};
	const launched = { process: child, out: () => out.join(""), err: () => err.join(""), ready, end };
	children.push(launched);
	return launched;
}

/** Kills what a test left running. */
export async function endAll(): Promise<void> {
	await Promise.all(children.splice(0).map(({ end }) => end("SIGKILL")));
}
