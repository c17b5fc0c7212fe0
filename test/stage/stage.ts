/** The whole product on a fresh directory: the same start script and processes as `npm start`, to be played on, killed and looked into. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Credentials, readCredentials } from "../../infra/demo/credentials.ts";
import { freePort } from "../../infra/start/port.ts";

/** A running deployment in a directory of its own. */
export type Stage = {
	readonly origin: string;
	readonly directory: string;
	readonly credentials: Credentials;
	/** Everything that the processes have printed so far. */
	output(): string;
	/** Where the worker's bells hang: in Redis if `REDIS_URL` says so, as for `npm start`, else in PostgreSQL. */
	readonly redisUrl: string | null;
	/** The database's owner: who runs the machine, and whoever stole their password. */
	ownerUrl(): string;
	/** Kills a process at once, without a chance to say goodbye (SIGKILL). */
	kill(process: ProcessName): void;
	/** Stops a process in its tracks, as a machine that swaps or a debugger would (SIGSTOP). */
	pause(process: ProcessName): void;
	/** Lets it go on. */
	resume(process: ProcessName): void;
	/** The id of a process. */
	pid(process: ProcessName): number;
	/** Stops it all and starts it again on the same directory. */
	restart(): Promise<void>;
	/** Stops it all, and removes the directory. */
	close(): Promise<void>;
};

export type ProcessName = "api" | "worker" | "releaser" | "database";

type Options = {
	readonly concerns?: boolean;
	readonly hear?: (line: string) => void;
	/** More variables for the start script. */
	readonly environment?: Readonly<Record<string, string>>;
};

const START = fileURLToPath(new URL("../../infra/start/main.ts", import.meta.url));
const READY_WITHIN_MS = 300_000;

/** Starts everything on a fresh temporary directory and resolves when it is ready. */
export async function openStage({ concerns = false, hear = () => undefined, environment = {} }: Options = {}): Promise<Stage> {
	const directory = mkdtempSync(join(tmpdir(), "answerable-stage-"));
	chmodSync(directory, 0o755);
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const said: string[] = [];
	const listen = (text: string): void => {
		said.push(text);
		for (const line of text.split("\n")) if (line.trim() !== "") hear(line);
	};
	const { REDIS_URL: given } = process.env;
	const more = given === undefined || given === "" ? environment : { REDIS_URL: given, ...environment };
	const run = (): Promise<ChildProcess> => launch({ directory, port, concerns, environment: more, listen });
	const pid = (name: ProcessName) => (name === "database" ? postmasterOf(directory) : childOf(running, name));
	let running = await run();
	const credentials = readCredentials(directory);
	if (credentials === null) throw new Error("The start script left no demo credentials.");
	return {
		origin,
		directory,
		credentials,
		redisUrl: more.REDIS_URL === undefined || more.REDIS_URL === "" ? null : more.REDIS_URL,
		output: () => said.join(""),
		ownerUrl: () => ownerUrlOf(directory),
		kill: (name) => process.kill(pid(name), "SIGKILL"),
		pause: (name) => process.kill(pid(name), "SIGSTOP"),
		resume: (name) => process.kill(pid(name), "SIGCONT"),
		pid,
		restart: async () => {
			await end(running);
			running = await run();
		},
		close: async () => {
			await end(running);
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

type Launch = Required<Pick<Options, "concerns" | "environment">> & {
	readonly directory: string;
	readonly port: number;
	readonly listen: (text: string) => void;
};

function launch({ directory, port, concerns, environment: more, listen }: Launch): Promise<ChildProcess> {
	const environment = {
		...more,
		PATH: process.env.PATH,
		PORT: String(port),
		ANSWERABLE_DATA: directory,
		ANSWERABLE_DEMO_CONCERNS: concerns ? "yes" : "no",
	};
	const child = spawn(process.execPath, [START], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error("The start script was not ready within five minutes.")), READY_WITHIN_MS);
		let heard = "";
		const onText = (chunk: Buffer): void => {
			listen(chunk.toString());
			heard += chunk.toString();
			if (!heard.includes("Answerable is ready:")) return;
			clearTimeout(late);
			heard = "";
			resolve(child);
		};
		child.stdout.on("data", onText);
		child.stderr.on("data", onText);
		child.once("exit", (code) => {
			clearTimeout(late);
			reject(new Error(`The start script ended with code ${code}:\n${heard}`));
		});
	});
}

function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.kill("SIGINT");
	});
}

function childOf(parent: ChildProcess, name: Exclude<ProcessName, "database">): number {
	const rows = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(parent.pid)], { encoding: "utf8" }).split("\n");
	const row = rows.find((candidate) => candidate.includes(`apps/${name}/src/main.ts`));
	if (row === undefined) throw new Error(`No ${name} is running.`);
	return Number.parseInt(row, 10);
}

function postmasterLines(directory: string): string[] {
	return readFileSync(join(directory, "postgres", "data", "postmaster.pid"), "utf8").split("\n");
}

function postmasterOf(directory: string): number {
	return Number(postmasterLines(directory)[0]);
}

/** The fourth line of PostgreSQL's own lock file is its port. */
function ownerUrlOf(directory: string): string {
	const password = readFileSync(join(directory, "owner.password"), "utf8").trim();
	return `postgres://answerable:${password}@127.0.0.1:${postmasterLines(directory)[3]}/postgres`;
}
