/** Runs the three processes as children: starts them, starts them again when one dies, and stops them in order. */
import { type ChildProcess, fork } from "node:child_process";

/** A child: its name, its program, its environment and the most memory its heap, and the young part of it, may take. */
export type ChildPlan = {
	readonly name: "api" | "worker" | "releaser";
	readonly program: string;
	readonly environment: NodeJS.ProcessEnv;
	readonly heapMiB: number;
	readonly youngMiB: number;
};

type Running = { readonly plan: ChildPlan; child: ChildProcess; deaths: number[] };

const DEATHS_ALLOWED = 5;
const DEATHS_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/** Keeps children running until `stop`. `say` prints a sentence; `giveUp` is called when a child cannot be kept alive. */
export class Supervisor {
	readonly #running: Running[] = [];
	readonly #say: (sentence: string) => void;
	readonly #giveUp: (sentence: string) => void;
	#stopping = false;

	constructor(say: (sentence: string) => void, giveUp: (sentence: string) => void) {
		this.#say = say;
		this.#giveUp = giveUp;
	}

	/** Starts a child and resolves when it says that it is ready; rejects with one sentence if it ends before that. */
	async start(plan: ChildPlan): Promise<void> {
		const child = launch(plan);
		const entry: Running = { plan, child, deaths: [] };
		this.#running.push(entry);
		await ready(entry.plan.name, child);
		this.#watch(entry);
	}

	/** The process id of a child, or undefined while there is none. */
	pid(name: ChildPlan["name"]): number | undefined {
		return this.#running.find((entry) => entry.plan.name === name)?.child.pid;
	}

	/** Stops the children one after another, in the order in which they were named. */
	async stop(order: readonly ChildPlan["name"][]): Promise<void> {
		this.#stopping = true;
		for (const name of order) {
			const entry = this.#running.find((candidate) => candidate.plan.name === name);
			if (entry !== undefined) await stopChild(entry.child);
		}
	}

	#watch(entry: Running): void {
		entry.child.once("exit", (code, signal) => {
			if (this.#stopping) return;
			const how = signal === null ? `ended with code ${code}` : `was killed (${signal})`;
			const now = Date.now();
			entry.deaths = [...entry.deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
			if (entry.deaths.length >= DEATHS_ALLOWED) {
				this.#giveUp(
					`The ${entry.plan.name} ${how} ${entry.deaths.length} times within a minute, so everything is stopped: see the lines above for why.`,
				);
				return;
			}
			this.#say(`The ${entry.plan.name} ${how}: starting it again. Nothing that was accepted is lost.`);
			this.#again(entry);
		});
	}

	#again(entry: Running): void {
		entry.child = launch(entry.plan);
		this.#watch(entry);
	}
}

/** What Node is told of a child's memory. */
export function flagsOf({ heapMiB, youngMiB }: ChildPlan): readonly string[] {
	return [`--max-old-space-size=${heapMiB}`, `--max-semi-space-size=${youngMiB}`, "--disable-warning=ExperimentalWarning"];
}

function launch(plan: ChildPlan): ChildProcess {
	return fork(plan.program, [], {
		env: plan.environment,
		execArgv: [...flagsOf(plan)],
		stdio: ["ignore", "inherit", "inherit", "ipc"],
		// A Ctrl-C in the terminal reaches the whole group; the children wait for our word, so that they stop in order.
		detached: true,
	});
}

function ready(name: string, child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		const ended = (code: number | null, signal: NodeJS.Signals | null): void =>
			reject(new Error(`The ${name} ended before it was ready (${signal ?? `code ${code}`}).`));
		child.once("exit", ended);
		child.on("message", (message) => {
			if (typeof message === "object" && message !== null && "ready" in message) {
				child.off("exit", ended);
				resolve();
			}
		});
	});
}

function stopChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const force = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
		child.once("exit", () => {
			clearTimeout(force);
			resolve();
		});
		child.kill("SIGTERM");
	});
}
