/** The deployment's own keys as files: one line of lower-case hex each, which only their user can read (mode 0600). */
import { randomBytes } from "node:crypto";
import {
	chmodSync,
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeSync,
} from "node:fs";
import { join } from "node:path";
import { CliError } from "../cli-error.ts";

/** Keys that a deployment has one of; `release` has one a quarter. */
const SINGLE = ["log", "promise", "view", "work", "phone"] as const;
const RELEASE_FILE = /^release-(\d{4}-Q[1-4])\.key$/;
const KEY_BYTES = 32;

/** The seeds, 32 bytes each; `release` by quarter. */
export type DeploymentKeys = Readonly<Record<(typeof SINGLE)[number], Uint8Array>> & { readonly release: ReadonlyMap<string, Uint8Array> };

/** Whether the directory holds any key. */
export function hasKeys(directory: string): boolean {
	return existsSync(directory) && readdirSync(directory).some((name) => name.endsWith(".key"));
}

/** Makes the keys that a new deployment lacks. Never call it for one that has rows: lost keys must not be replaced in silence. */
export function makeKeys(directory: string): void {
	openKeyDirectory(directory);
	for (const name of SINGLE) if (!existsSync(fileOf(directory, name))) writeKey(directory, name, randomBytes(KEY_BYTES));
}

/** Makes the release key of a quarter, or reads the one that somebody made in the same moment. */
export function makeReleaseKey(directory: string, quarter: string): Uint8Array {
	const name = `release-${quarter}`;
	if (!existsSync(fileOf(directory, name))) writeKey(directory, name, randomBytes(KEY_BYTES));
	return readKeyFile(directory, name);
}

/** Reads all keys. Throws one sentence when one is missing or damaged. */
export function readKeys(directory: string): DeploymentKeys {
	const [log, promise, view, work, phone] = SINGLE.map((name) => readKeyFile(directory, name));
	if (log === undefined || promise === undefined || view === undefined || work === undefined || phone === undefined)
		throw new Error("Every key was read.");
	return { log, promise, view, work, phone, release: readReleaseKeys(directory) };
}

/** Every key by the name of its file without `.key`. */
export function keysByName({ release, ...single }: DeploymentKeys): ReadonlyMap<string, Uint8Array> {
	return new Map([...Object.entries(single), ...[...release].map(([quarter, key]) => [`release-${quarter}`, key] as const)]);
}

/** Writes a key that is not there. The same key again changes nothing; another is refused. Returns whether it was written. */
export function putBack(directory: string, name: string, key: Uint8Array): boolean {
	openKeyDirectory(directory);
	if (existsSync(fileOf(directory, name))) {
		if (Buffer.from(readKeyFile(directory, name)).equals(key)) return false;
		throw new CliError(`${fileOf(directory, name)} holds another key than the one that was recovered: move it away first, and keep it.`);
	}
	writeKey(directory, name, key);
	return true;
}

/** Overwrites a release key's file and removes it. What the disk keeps of it beneath is the disk's affair. */
export function removeReleaseKey(directory: string, quarter: string): void {
	const file = fileOf(directory, `release-${quarter}`);
	if (!existsSync(file)) return;
	const descriptor = openSync(file, "r+");
	writeSync(descriptor, randomBytes(KEY_BYTES).toString("hex"));
	fsyncSync(descriptor);
	closeSync(descriptor);
	rmSync(file);
}

function readReleaseKeys(directory: string): ReadonlyMap<string, Uint8Array> {
	const names = readdirSync(directory).sort();
	const quarters = names.flatMap((name) => RELEASE_FILE.exec(name)?.[1] ?? []);
	return new Map(quarters.map((quarter) => [quarter, readKeyFile(directory, `release-${quarter}`)]));
}

function readKeyFile(directory: string, name: string): Uint8Array {
	const file = fileOf(directory, name);
	if (!existsSync(file)) {
		throw new CliError(
			`The key file ${file} is missing: put it back with npx --no-install answerable admin keys --recover, or from its backup.`,
		);
	}
	const text = readFileSync(file, "utf8").trim();
	if (!/^[0-9a-f]{64}$/.test(text)) {
		throw new CliError(
			`The key file ${file} is damaged: move it away, and put it back with npx --no-install answerable admin keys --recover.`,
		);
	}
	return new Uint8Array(Buffer.from(text, "hex"));
}

/** Whole or not at all: written aside, flushed, and given its name, so that a machine that stops leaves no half key. */
function writeKey(directory: string, name: string, key: Uint8Array): void {
	const file = fileOf(directory, name);
	const aside = `${file}.${process.pid}.making`;
	const descriptor = openSync(aside, "wx", 0o600);
	writeSync(descriptor, `${Buffer.from(key).toString("hex")}\n`);
	fsyncSync(descriptor);
	closeSync(descriptor);
	renameSync(aside, file);
}

function openKeyDirectory(directory: string): void {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	chmodSync(directory, 0o700);
}

function fileOf(directory: string, name: string): string {
	return join(directory, `${name}.key`);
}
