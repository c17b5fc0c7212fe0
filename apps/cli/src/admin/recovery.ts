/** Making recovery shares, reading them back, and bringing the deployment's keys back from two of them. */
import { randomBytes } from "node:crypto";
import { SealError } from "@answerable/crypto/errors";
import { openCopy, recoveryKey } from "@answerable/crypto/recovery";
import { sealingKeyHash } from "@answerable/crypto/sealing-key";
import { combineShares, SHARES, type Share, splitSecret } from "@answerable/crypto/share";
import { signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import { parseVerifierKey } from "@answerable/log/note";
import { recoveryCopyBytes } from "@answerable/log/recovery-statement";
import type { Database } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import {
	addRecoverySet,
	markReadBack,
	type RecoveryCopy,
	type RecoverySet,
	readNamedKeys,
	readRecoveryCopies,
	readRecoverySets,
	readRecoveryState,
} from "@answerable/store/recovery-store";
import type { SigningKey } from "@answerable/types/bytes";
import type { Instant } from "@answerable/types/time";
import { CliError } from "../cli-error.ts";
import { type DeploymentKeys, keysByName, putBack, readKeys } from "./key-files.ts";
import { copyOf, type Round, statementsOf } from "./key-round.ts";
import { pinSet } from "./recovery-pin.ts";
import type { Sheet } from "./share-sheet.ts";

const SECRET_BYTES = 32;

/** Why a deployment's keys are not complete, in one sentence; null when they are. `backup` refuses without them (design §4). */
export async function whyIncomplete(db: Database): Promise<string | null> {
	const state = await readRecoveryState(db);
	if (state === null) {
		return "recovery shares were not made: whoever loses the keys can open nothing above the first rung any more. Make them with npx --no-install answerable admin keys --keeper.";
	}
	if (state.completeAt === null) {
		return "the recovery shares were not all read back, so nobody knows whether what was written down is right. Read them back with npx --no-install answerable admin keys --read-back.";
	}
	return null;
}

/** The three bodies that keep a share each. Throws one sentence if they are not three, or two of them are one. */
export function keepersOf(typed: readonly string[]): readonly string[] {
	const names = typed.map((keeper) => keeper.trim());
	const different = new Set(names.map((name) => name.toLocaleLowerCase("en")));
	if (names.length === SHARES && different.size === SHARES && names.every((name) => name.length >= 2 && name.length <= 120)) return names;
	throw new CliError(
		`Name three different bodies that each keep one share, since whoever holds two has the keys: ` +
			'admin keys --keeper "Care Standards Office" --keeper "Elmvale Hospice" --keeper "Board secretary, Northbrook".',
	);
}

/**
 * Makes a set of three shares, one for each keeper, and a sealed copy of every key. The secret is forgotten here: from now on it
 * exists only in the shares. An earlier set stays until this one was read back.
 */
export async function makeShares({ db, directory, now }: Round, keepers: readonly string[]): Promise<readonly Sheet[]> {
	const names = keepersOf(keepers);
	const { logKey } = await requireDeployment(db);
	const keys = readKeys(directory);
	const secret = new Uint8Array(randomBytes(SECRET_BYTES));
	const known = new Set((await readRecoverySets(db)).map(({ set }) => set));
	const set = newSetId(known);
	const shares = await splitSecret(secret, set);
	const key = recoveryKey(secret);
	const kept = shares.map(({ index, part }) => ({ index, keeper: names[index - 1] ?? "", hash: sha256Hash(part), readBackAt: null }));
	const copies = [...keysByName(keys)].map((entry) => copyOf(keys, { set, key }, entry));
	secret.fill(0);
	pinSet(directory, { set, key });
	await addRecoverySet(db, { set, key, madeAt: now, shares: kept }, copies);
	return shares.map((share) => ({ share, keeper: names[share.index - 1] ?? "", logKey, madeAt: now }));
}

/** Takes a share that was typed from paper as proof that it was written down. Returns the set as it stands then. */
export async function readBack(db: Database, share: Share, now: Instant): Promise<RecoverySet> {
	const sets = await readRecoverySets(db);
	const kept = setOf(sets, share).shares.find(({ index }) => index === share.index);
	if (kept?.hash !== sha256Hash(share.part)) {
		throw new CliError(`Share ${share.index} of set ${share.set} is not the one that was made: make new shares with admin keys --keeper.`);
	}
	await markReadBack(db, share.set, share.index, now);
	return setOf(await readRecoverySets(db), share);
}

/** A key that was brought back, and whether its file had been missing. */
export type Recovered = { readonly name: string; readonly written: boolean };

/**
 * Opens the copies with two shares, holds every key against the log, and only then writes those that are missing. `pinned` is the
 * log key on the sheets; without it the database's word is taken for it.
 */
export async function recoverKeys(
	{ db, directory }: Round,
	pair: readonly [Share, Share],
	pinned: string | null,
): Promise<readonly Recovered[]> {
	const { logKey } = await requireDeployment(db);
	if (pinned !== null && pinned !== logKey) {
		throw new CliError("The log of this database is not the one on the shares: it is another deployment's, or somebody put it there.");
	}
	const [secret, set] = await secretOf(db, pair);
	const copies = await readRecoveryCopies(db, set.set);
	const keys = new Map(copies.map((copy) => [copy.name, opened(copy, secret)]));
	requireOurs(copies, keys, parseVerifierKey(logKey).key);
	await requireNamed(db, keysOf(keys));
	const recovered = [...keys].map(([name, key]) => ({ name, written: putBack(directory, name, key) }));
	pinSet(directory, set);
	return recovered;
}

/** The secret of two shares, once its public half was found to be that of their set. */
async function secretOf(db: Database, [one, two]: readonly [Share, Share]): Promise<readonly [Uint8Array, RecoverySet]> {
	const secret = await combineShares(one, two);
	if ("fault" in secret) {
		throw new CliError(
			secret.fault === "same-share"
				? `Share ${one.index} was given twice: two different ones are needed.`
				: `The shares are of different sets (${one.set} and ${two.set}): two of the same set are needed.`,
		);
	}
	const set = setOf(await readRecoverySets(db), one);
	if (sealingKeyHash(recoveryKey(secret)) === sealingKeyHash(set.key)) return [secret, set];
	throw new CliError(
		`The two shares do not give the recovery key of set ${set.set}: one of them was damaged, or is of another deployment.`,
	);
}

function setOf(sets: readonly RecoverySet[], share: Share): RecoverySet {
	const set = sets.find((candidate) => candidate.set === share.set);
	if (set !== undefined) return set;
	const known = sets.length === 0 ? "it knows none" : `it knows ${sets.map((each) => each.set).join(" and ")}`;
	throw new CliError(
		`This database knows no set ${share.set} of shares (${known}): they were replaced by others, or are another deployment's.`,
	);
}

function opened({ set, name, copy }: RecoveryCopy, secret: Uint8Array): Uint8Array {
	try {
		return openCopy(copy, secret, { set, name });
	} catch (fault) {
		if (!(fault instanceof SealError)) throw fault;
		throw new CliError(
			`The copy of the ${name} key in this database was changed: nothing was written. Restore the database from a backup.`,
		);
	}
}

/** The log key must be the log's, and must have signed every copy. */
function requireOurs(copies: readonly RecoveryCopy[], keys: ReadonlyMap<string, Uint8Array>, logKey: SigningKey): void {
	const log = keys.get("log");
	if (log === undefined || signingKeyFromSeed(log) !== logKey) {
		throw new CliError("The log key among the copies is not that of the log: nothing was written.");
	}
	const foreign = copies.find(
		({ set, name, copy, signature }) => !verify(logKey, recoveryCopyBytes({ set, name, copy: sha256Hash(copy) }), signature),
	);
	if (foreign !== undefined) throw new CliError(`The copy of the ${foreign.name} key is not signed by the log: nothing was written.`);
}

/** Each key must be the one that the log names, and none that it names may be missing. */
async function requireNamed(db: Database, keys: DeploymentKeys): Promise<void> {
	const ours = statementsOf(keys).map(({ statement }) => statement);
	const named = await readNamedKeys(db);
	const promise = ours.find(({ use }) => use === "promise");
	if (!named.some(({ use, key }) => use === "promise" && key === promise?.key)) {
		throw new CliError("The copy of the promise key is not a key that the log names: nothing was written.");
	}
	for (const { quarter, key } of named.filter(({ use }) => use === "release")) {
		const own = ours.find((statement) => statement.use === "release" && statement.quarter === quarter);
		if (own === undefined)
			throw new CliError(`There is no copy of the release key of ${quarter}, which the log names: nothing was written.`);
		if (own.key !== key)
			throw new CliError(`The copy of the release key of ${quarter} is not the key that the log names: nothing was written.`);
	}
}

function keysOf(keys: ReadonlyMap<string, Uint8Array>): DeploymentKeys {
	const single = (name: string): Uint8Array => {
		const key = keys.get(name);
		if (key === undefined) throw new CliError(`There is no copy of the ${name} key: nothing was written.`);
		return key;
	};
	const release = [...keys].filter(([name]) => name.startsWith("release-")).map(([name, key]) => [name.slice(8), key] as const);
	const [log, promise, view, work, phone] = [single("log"), single("promise"), single("view"), single("work"), single("phone")];
	return { log, promise, view, work, phone, release: new Map(release) };
}

function newSetId(known: ReadonlySet<string>): string {
	for (;;) {
		const set = randomBytes(2).toString("hex");
		if (!known.has(set)) return set;
	}
}
