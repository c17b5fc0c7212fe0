/** The release keys, one a calendar quarter, each proved to be the one that the log names. */
import { readdir } from "node:fs/promises";
import { releaseKeyPair } from "@answerable/crypto/release";
import { quarterOf, servingQuarter } from "@answerable/domain/quarter";
import { checkDeploymentKey, deploymentKeyValue } from "@answerable/log/key-statement";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import { ProofError } from "@answerable/log/proof-error";
import { refuseStart } from "@answerable/process/fault";
import { readKey } from "@answerable/process/key-file";
import type { LoggedDeploymentKey } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { isPublished, type LogCheck } from "./inclusion.ts";

/** A release key of ours. `name` is the SHA-256 of its public half: what seals and the log know it by. */
export type ReleaseKey = { readonly quarter: string; readonly name: string; readonly publicKey: Uint8Array; readonly secret: Uint8Array };

const FILE = /^release-(\d{4}-Q[1-4])\.key$/;

/** Reads every `release-<quarter>.key` of the directory. */
export async function readReleaseKeys(directory: string): Promise<readonly ReleaseKey[]> {
	const files = await releaseKeyFiles(directory).catch((fault: NodeJS.ErrnoException) =>
		refuseStart(`the keys in ${directory} cannot be read (${fault.code ?? fault.name})`),
	);
	const keys: ReleaseKey[] = [];
	for (const { quarter, name } of files) keys.push(releaseKey(quarter, await readKey(directory, name)));
	return keys.length > 0 ? keys : refuseStart(`there is no release key in ${directory}`);
}

/** The release keys' files, oldest quarter first. */
async function releaseKeyFiles(directory: string): Promise<readonly { readonly quarter: string; readonly name: string }[]> {
	const names = await readdir(directory);
	return names.sort().flatMap((name) => {
		const quarter = FILE.exec(name)?.[1];
		return quarter === undefined ? [] : [{ quarter, name }];
	});
}

function releaseKey(quarter: string, seed: Uint8Array): ReleaseKey {
	const { publicKey, secretKey } = releaseKeyPair(seed);
	return { quarter, name: deploymentKeyValue("release", publicKey), publicKey, secret: secretKey };
}

/** `waiting`: the log does not name the key yet; it may after the next epoch. */
export type KeyVerdict = "right" | { readonly waiting: string } | { readonly refused: string };

/** The release key that serves a quarter by the log: its own or, if it names none, that of the latest one before. */
export type ReadLoggedKey = (quarter: string) => Promise<LoggedDeploymentKey | null>;

/**
 * Whether our keys are those in the log: each of ours is named for its quarter, signed by the log's key, at a place of
 * the published tree; and the one that reporters seal to in this quarter is ours. A releaser with a wrong key could open
 * nothing and would find out only when a rung is due, so it refuses to start.
 */
export async function checkKeys(
	ours: readonly ReleaseKey[],
	quarter: string,
	readLogged: ReadLoggedKey,
	check: LogCheck,
): Promise<KeyVerdict> {
	const served = await readLogged(quarter);
	if (served === null) return { waiting: "the log names no release key yet" };
	if (!ours.some((own) => own.quarter === served.statement.quarter)) {
		return { refused: `it has no release key for ${served.statement.quarter}, which the log names` };
	}
	for (const own of ours) {
		const verdict = await checkKey(own, readLogged, check);
		if (verdict !== "right") return verdict;
	}
	return "right";
}

/** Whether one key of ours is the one that the log names for its quarter. */
export async function checkKey(own: ReleaseKey, readLogged: ReadLoggedKey, check: LogCheck): Promise<KeyVerdict> {
	const logged = await readLogged(own.quarter);
	if (logged?.statement.quarter !== own.quarter) return { waiting: `its release key for ${own.quarter} is not in the log` };
	if (logged.statement.key !== own.name) return { refused: `its release key for ${own.quarter} is not the one in the log` };
	if (!(await isInLog(logged, own, check))) return { refused: `what names its release key for ${own.quarter} is not signed by the log` };
	return "right";
}

/** The release keys of this process. */
export type KeyRing = {
	/** Those that were proved, oldest quarter first. */
	readonly keys: () => readonly ReleaseKey[];
	/** The one that reporters seal to at this instant, of those; it is what the log names unless something is wrong. */
	readonly serving: (now: Instant) => ReleaseKey | null;
	/** Looks at the directory again: takes up a new quarter's key once the log names it, and lets go of one whose file is gone. */
	readonly refresh: () => Promise<void>;
};

/** A ring of keys that were proved already, kept in step with `directory`. */
export function keyRing(proved: readonly ReleaseKey[], directory: string, isRight: (key: ReleaseKey) => Promise<boolean>): KeyRing {
	let keys = proved;
	return {
		keys: () => keys,
		serving: (now) => {
			const serving = servingQuarter(
				keys.map(({ quarter }) => quarter),
				quarterOf(now),
			);
			return keys.find(({ quarter }) => quarter === serving) ?? null;
		},
		refresh: async () => {
			const names = await releaseKeyFiles(directory);
			const next: ReleaseKey[] = [];
			for (const { quarter, name } of names) {
				const known = keys.find((key) => key.quarter === quarter);
				const key = known ?? releaseKey(quarter, await readKey(directory, name));
				if (known !== undefined || (await isRight(key))) next.push(key);
			}
			keys = next;
		},
	};
}

async function isInLog(
	{ statement, signature, leafIndex }: LoggedDeploymentKey,
	{ publicKey }: ReleaseKey,
	check: LogCheck,
): Promise<boolean> {
	try {
		checkDeploymentKey({ statement, signature, key: publicKey }, "release", check.logKey.key, check.verify);
		return await isPublished(encodeStatementLeaf({ kind: "deployment-key", statement }), leafIndex, check);
	} catch (fault) {
		if (fault instanceof ProofError) return false;
		throw fault;
	}
}
