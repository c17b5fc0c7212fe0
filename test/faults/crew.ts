/** Workers beside the start script's own, started again whenever they die, as whoever runs several machines would have it. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RoleUrls } from "@answerable/store/roles";
import type { Stage } from "../stage/stage.ts";

export type Crew = {
	/** The process id of a worker; worker 0 is the start script's. Null while it is being started again. */
	readonly pid: (worker: number) => number | null;
	readonly count: number;
	/** Everything that the other workers have printed so far. */
	readonly output: () => string;
	/** Workers that ended by themselves: none may. */
	readonly ends: readonly string[];
	readonly close: () => Promise<void>;
};

const WORKER = fileURLToPath(new URL("../../apps/worker/src/main.ts", import.meta.url));
const REST_MS = 500;

/** A worker: where its bells hang (an address of Redis, or null for PostgreSQL), and how slow its clock is. */
export type Hand = { readonly queue: string | null; readonly slowSeconds: number };

/** Starts more workers. */
export function startCrew(stage: Stage, urls: RoleUrls, hands: readonly Hand[]): Crew {
	const said: string[] = [];
	const ends: string[] = [];
	const hear = (text: string) => void said.push(text);
	const others = hands.map((hand) => keepWorker({ stage, urls, hand, hear, onEnd: (how) => void ends.push(how) }));
	return {
		pid: (worker) => (worker === 0 ? pidOrNull(stage) : (others[worker - 1]?.pid() ?? null)),
		count: hands.length + 1,
		output: () => said.join(""),
		ends,
		close: async () => void (await Promise.all(others.map((other) => other.close()))),
	};
}

type Keeping = {
	readonly stage: Stage;
	readonly urls: RoleUrls;
	readonly hand: Hand;
	readonly hear: (text: string) => void;
	readonly onEnd: (how: string) => void;
};

function keepWorker(keeping: Keeping): { readonly pid: () => number | null; readonly close: () => Promise<void> } {
	let child: ChildProcess | null = null;
	let isClosing = false;
	const run = (): void => {
		if (isClosing) return;
		const started = launch(keeping);
		child = started;
		started.once("exit", (code) => {
			child = null;
			if (code !== null && !isClosing) keeping.onEnd(`a worker ended by itself with code ${code}`);
			if (!isClosing) setTimeout(run, REST_MS);
		});
	};
	run();
	return {
		pid: () => child?.pid ?? null,
		close: async () => {
			isClosing = true;
			const last = child;
			if (last === null) return;
			await new Promise((resolve) => {
				last.once("exit", resolve);
				last.kill("SIGCONT");
				last.kill("SIGTERM");
			});
		},
	};
}

function launch({ stage, urls, hand, hear }: Keeping): ChildProcess {
	const environment = {
		PATH: process.env.PATH,
		DATABASE_URL_WORKER: urls.worker,
		ANSWERABLE_KEYS: join(stage.directory, "keys"),
		...(hand.queue === null ? {} : { REDIS_URL: hand.queue }),
	};
	const options = ["--max-old-space-size=128", "--disable-warning=ExperimentalWarning", ...slowClock(hand.slowSeconds)];
	const child = spawn(process.execPath, [...options, WORKER], {
		env: environment,
		stdio: ["ignore", "pipe", "pipe", "ipc"],
	});
	child.stdout?.on("data", (chunk: Buffer) => hear(chunk.toString()));
	child.stderr?.on("data", (chunk: Buffer) => hear(chunk.toString()));
	return child;
}

/** Machines do not agree on the time. Processes ask for it in one place only, so that is where this one is told another. */
function slowClock(seconds: number): readonly string[] {
	if (seconds === 0) return [];
	const program = `const right = Temporal.Now.instant; Temporal.Now.instant = () => right().subtract({ seconds: ${seconds} });`;
	return ["--import", `data:text/javascript,${encodeURIComponent(program)}`];
}

function pidOrNull(stage: Stage): number | null {
	try {
		return stage.pid("worker");
	} catch {
		return null;
	}
}
