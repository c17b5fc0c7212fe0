/** The embedded database: a real PostgreSQL from npm packages, kept in a directory, started and stopped by us. */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../start/port.ts";
import { type Binaries, copyBinaries } from "./binaries.ts";
import { claimDatabase, disownServer, ownServer } from "./ownership.ts";
import { assertReachable, databaseUser, openDirectory, ownDirectory, type SystemUser } from "./system-user.ts";

/** A running embedded database. */
export type Embedded = {
	/** The owner's address: a superuser of this cluster, on the loopback interface, with a password. */
	readonly url: string;
	/** False once the server process has ended. */
	isAlive(): boolean;
	/** Starts the server again on the same port after it was killed. */
	restart(): Promise<void>;
	stop(): Promise<void>;
};

/** `directory` holds the programs, the cluster, its log and the owner's password. `throwaway` skips the flush to disk, for tests only. */
export type EmbeddedOptions = { readonly directory: string; readonly throwaway?: boolean };

type Cluster = {
	readonly binaries: Binaries;
	readonly user: SystemUser;
	readonly data: string;
	readonly log: string;
	readonly port: number;
	readonly throwaway: boolean;
};

const OWNER = "answerable";

/**
 * Starts the database in its directory, laying it out first if it is new. A
 * server left behind by a start that was killed is stopped first; one that
 * belongs to a start that still runs is left alone. Throws an error whose
 * message is the whole explanation.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const user = databaseUser();
	const home = join(options.directory, "postgres");
	openDirectory(options.directory, user);
	ownDirectory(home, user);
	assertReachable(home, user);
	const data = join(home, "data");
	const disclaim = claimDatabase(options.directory, data);
	const binaries = copyBinaries(join(options.directory, "programs"), user);
	const passwordFile = join(options.directory, "owner.password");
	const password = layOut({ binaries, user, home, data, passwordFile, throwaway: options.throwaway ?? false });
	const cluster: Cluster = {
		binaries,
		user,
		data,
		log: join(home, "server.log"),
		port: await freePort(),
		throwaway: options.throwaway ?? false,
	};
	if (isServing(cluster)) control(cluster, ["stop", "-m", "fast", "-w"]);
	await launch(cluster);
	return {
		url: `postgres://${OWNER}:${password}@127.0.0.1:${cluster.port}/postgres`,
		isAlive: () => isServing(cluster),
		restart: () => launch(cluster),
		stop: async () => {
			await halt(cluster);
			disclaim();
		},
	};
}

type Layout = Pick<Cluster, "binaries" | "user" | "data" | "throwaway"> & { readonly home: string; readonly passwordFile: string };

/** Makes the cluster on first use, aside and then in one step, and gives the owner's password. */
function layOut({ binaries, user, home, data, passwordFile, throwaway }: Layout): string {
	if (existsSync(join(data, "PG_VERSION"))) {
		if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
		throw new Error(`${passwordFile} is missing, so the database in ${data} cannot be opened: restore it from your backup.`);
	}
	const making = `${data}.making`;
	rmSync(making, { recursive: true, force: true });
	const password = randomBytes(24).toString("hex");
	const handed = join(home, "password");
	writeFileSync(handed, `${password}\n`, { mode: 0o644 });
	chmodSync(handed, 0o644);
	const flags = ["--auth=scram-sha-256", `--username=${OWNER}`, `--pwfile=${handed}`, "--encoding=UTF8", "--no-locale"];
	const made = run(binaries.initdb, [`--pgdata=${making}`, ...flags, ...(throwaway ? ["--no-sync"] : [])], user, home);
	rmSync(handed);
	if (made.status !== 0) throw new Error(`The database could not be laid out in ${data}: ${lastLine(made)}`);
	writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
	renameSync(making, data);
	return password;
}

/** `pg_ctl start -w` returns once the server accepts connections, which it does in a session of its own: a Ctrl-C in our terminal does not reach it. */
async function launch(cluster: Cluster): Promise<void> {
	const settings = [
		`-p ${cluster.port}`,
		"-c listen_addresses=127.0.0.1",
		"-c unix_socket_directories=''",
		"-c max_connections=200",
		// A server log is a log like any other: no statement, parameter or address of anyone.
		"-c log_min_error_statement=panic",
		"-c log_parameter_max_length_on_error=0",
		// Without this the detail of an error names the key of the row that it was about.
		"-c log_error_verbosity=terse",
		"-c log_connections=off",
		...(cluster.throwaway ? ["-c fsync=off"] : []),
	];
	const started = await startPatiently(cluster, ["start", "-w", "-t", "60", "-l", cluster.log, "-o", settings.join(" ")]);
	if (started !== 0) throw new Error(`The database did not start: see ${cluster.log}.`);
	if (!existsSync(join(cluster.data, "postmaster.pid")))
		throw new Error(`The database ended as soon as it had started: see ${cluster.log}.`);
}

/** Processes of a server that was killed hold its memory until they notice: a moment later the same start succeeds. */
async function startPatiently(cluster: Cluster, args: readonly string[]): Promise<number | null> {
	for (let attempt = 1; ; attempt += 1) {
		disownServer(cluster.data);
		const logged = sizeOf(cluster.log);
		const started = await runAside(cluster, args);
		if (started === 0 || attempt === 40) return started;
		const said = readFileSync(cluster.log).subarray(logged).toString();
		if (!said.includes("shared memory block")) return started;
		await new Promise((resume) => setTimeout(resume, 250));
	}
}

function sizeOf(file: string): number {
	return existsSync(file) ? statSync(file).size : 0;
}

async function halt(cluster: Cluster): Promise<void> {
	if (isServing(cluster)) await runAside(cluster, ["stop", "-m", "fast", "-w", "-t", "30"]);
}

function isServing(cluster: Pick<Cluster, "binaries" | "user" | "data">): boolean {
	return ownServer(cluster.data) !== null && control(cluster, ["status"]).status === 0;
}

function control({ binaries, user, data }: Pick<Cluster, "binaries" | "user" | "data">, args: readonly string[]): SpawnSyncReturns<Buffer> {
	return run(binaries.pgCtl, ["-D", data, ...args], user, data);
}

function run(program: string, args: readonly string[], user: SystemUser, cwd: string): SpawnSyncReturns<Buffer> {
	return spawnSync(program, args, { ...(user ?? {}), cwd, env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } });
}

/** As `control`, without holding up our own event loop. */
function runAside({ binaries, user, data }: Cluster, args: readonly string[]): Promise<number | null> {
	return new Promise((resolve, reject) => {
		const child = spawn(binaries.pgCtl, ["-D", data, ...args], {
			...(user ?? {}),
			cwd: data,
			env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
			stdio: "ignore",
		});
		child.once("error", reject);
		child.once("exit", (code) => resolve(code));
	});
}

function lastLine(result: SpawnSyncReturns<Buffer>): string {
	return result.stderr.toString().trim().split("\n").at(-1) ?? "no reason given";
}
