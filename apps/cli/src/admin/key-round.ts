/**
 * The round of the deployment's keys, gone at each start and every hour after it: the next quarter's release key is made and named
 * in the log before its quarter begins, every key has its recovery copies before it is named, and a key that nothing waits for is
 * destroyed. Each step is harmless twice, so a machine that stops anywhere goes on at the next round.
 */
import { parseOuter } from "@answerable/crypto/outer";
import { sealCopy } from "@answerable/crypto/recovery";
import { releaseKeyPair } from "@answerable/crypto/release";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { mayGo, quarterOf, quartersDue } from "@answerable/domain/quarter";
import { sha256Hash } from "@answerable/log/bytes";
import { deploymentKeyBytes, deploymentKeyHash, deploymentKeyValue } from "@answerable/log/key-statement";
import { parseVerifierKey } from "@answerable/log/note";
import { keyDestroyedBytes, recoveryCopyBytes } from "@answerable/log/recovery-statement";
import type { Database } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { readDeploymentKey } from "@answerable/store/directory";
import {
	addRecoveryCopy,
	destroyReleaseKey,
	type RecoveryCopy,
	type RecoverySet,
	readDestroyedQuarters,
	readNamedKeys,
	readRecoveryCopies,
	readRecoverySets,
	readStandingWraps,
	readSuccessorSeals,
} from "@answerable/store/recovery-store";
import { addDeploymentKey } from "@answerable/store/registration";
import type { Hash } from "@answerable/types/bytes";
import type { DeploymentKeyStatement } from "@answerable/types/key";
import type { CivilDate, Instant } from "@answerable/types/time";
import { CliError } from "../cli-error.ts";
import { type DeploymentKeys, keysByName, makeReleaseKey, readKeys, removeReleaseKey } from "./key-files.ts";
import { requirePinned } from "./recovery-pin.ts";

/** A deployment: its database as the owner sees it, its key directory, and the present. */
export type Round = { readonly db: Database; readonly directory: string; readonly now: Instant };

const PAGE = 200;

/** Goes the round and says what was done, a sentence each. Throws one sentence when a key is lost or is not ours. */
export async function turnKeys(round: Round): Promise<readonly string[]> {
	await requireOwnLog(round);
	return [...(await makeDueKeys(round)), ...(await sealMissingCopies(round)), ...(await nameKeys(round)), ...(await destroyOldKeys(round))];
}

/** A copy of one key for the shares of a set. */
export function copyOf(
	keys: DeploymentKeys,
	set: Pick<RecoverySet, "set" | "key">,
	[name, key]: readonly [string, Uint8Array],
): RecoveryCopy {
	const copy = sealCopy(key, set.key, { set: set.set, name });
	const signature = sign(keys.log, recoveryCopyBytes({ set: set.set, name, copy: sha256Hash(copy) }));
	return { set: set.set, name, copy, signature };
}

/** The statements that name these keys, with the keys themselves. */
export function statementsOf(keys: DeploymentKeys): readonly { readonly statement: DeploymentKeyStatement; readonly key: Uint8Array }[] {
	const promise = signingKeyFromSeed(keys.promise);
	return [
		{ statement: { version: 1, use: "promise", quarter: "", key: promise }, key: Buffer.from(promise, "hex") },
		...[...keys.release].map(([quarter, seed]) => {
			const key = releaseKeyPair(seed).publicKey;
			return { statement: { version: 1, use: "release", quarter, key: deploymentKeyValue("release", key) } as const, key };
		}),
	];
}

/** Nothing is signed for a log whose key is not the one in the directory. */
export async function requireOwnLog({ db, directory }: Pick<Round, "db" | "directory">): Promise<void> {
	const { logKey } = await requireDeployment(db);
	if (parseVerifierKey(logKey).key === signingKeyFromSeed(readKeys(directory).log)) return;
	throw new CliError(`The log key in ${directory} is not that of this database: one of the two belongs to another deployment.`);
}

async function makeDueKeys({ db, directory, now }: Round): Promise<readonly string[]> {
	const named = await readNamedKeys(db);
	const held = readKeys(directory).release;
	const missing = quartersDue(now.slice(0, 10) as CivilDate).filter((quarter) => !held.has(quarter));
	return missing.map((quarter) => {
		if (named.some((statement) => statement.quarter === quarter)) {
			throw new CliError(
				`The release key of ${quarter} is in the log but not in ${directory}: put it back with npx --no-install answerable admin keys --recover.`,
			);
		}
		makeReleaseKey(directory, quarter);
		return `made the release key of ${quarter}`;
	});
}

async function sealMissingCopies({ db, directory }: Round): Promise<readonly string[]> {
	const sets = await readRecoverySets(db);
	requirePinned(directory, sets);
	const keys = readKeys(directory);
	const gone = await readDestroyedQuarters(db);
	const done: string[] = [];
	for (const set of sets) {
		const kept = new Set((await readRecoveryCopies(db, set.set)).map(({ name }) => name));
		for (const entry of keysByName(keys)) {
			if (kept.has(entry[0]) || gone.some((quarter) => entry[0] === `release-${quarter}`)) continue;
			await addRecoveryCopy(db, copyOf(keys, set, entry));
			done.push(`sealed a copy of the ${entry[0]} key for the shares of set ${set.set}`);
		}
	}
	return done;
}

async function nameKeys({ db, directory, now }: Round): Promise<readonly string[]> {
	const keys = readKeys(directory);
	const [named, gone] = await Promise.all([readNamedKeys(db), readDestroyedQuarters(db)]);
	const done: string[] = [];
	for (const { statement, key } of statementsOf(keys)) {
		const { use, quarter } = statement;
		if (use === "release" && gone.includes(quarter)) continue;
		const before = named.filter((other) => other.use === use && other.quarter === quarter);
		if (before.length > 0 && before.every(({ key: other }) => other !== statement.key)) {
			throw new CliError(
				`The ${use} key${quarter === "" ? "" : ` of ${quarter}`} in ${directory} is not the one that the log names: ` +
					"move it away, and put the right one back with npx --no-install answerable admin keys --recover.",
			);
		}
		if (await addDeploymentKey(db, { statement, key, signature: sign(keys.log, deploymentKeyBytes(statement)) }, now))
			done.push(`named the ${use} key${quarter === "" ? "" : ` of ${quarter}`} in the log`);
	}
	return done;
}

async function destroyOldKeys({ db, directory, now }: Round): Promise<readonly string[]> {
	const keys = readKeys(directory);
	const old = statementsOf(keys).filter(({ statement }) => statement.use === "release" && mayGo(statement.quarter, now));
	const present = quarterOf(now);
	// Whoever raises now is served the present quarter's key first.
	const serving = old.length === 0 ? null : await readDeploymentKey(db, "release", present);
	if (serving?.statement.quarter !== present) return [];
	const wanted = await namesThatWait(db);
	const done: string[] = [];
	for (const { statement } of old) {
		const { quarter, key } = statement;
		if (wanted.has(key as Hash)) continue;
		const gone = { version: 1, quarter, key: key as Hash } as const;
		const destruction = { hash: deploymentKeyHash(statement), statement: gone, signature: sign(keys.log, keyDestroyedBytes(gone)) };
		await destroyReleaseKey(db, destruction, now);
		removeReleaseKey(directory, quarter);
		done.push(`destroyed the release key of ${quarter}, which nothing waits for`);
	}
	return done;
}

/** Names of the release keys that some wrap still needs: sealed twice, and not released. */
async function namesThatWait(db: Database): Promise<ReadonlySet<Hash>> {
	const names = new Set<Hash>();
	for (const seal of await readSuccessorSeals(db)) for (const { key } of parseOuter(seal).holders) names.add(key);
	for (
		let page = await readStandingWraps(db, null, PAGE);
		page.length > 0;
		page = await readStandingWraps(db, page.at(-1)?.caseTag ?? null, PAGE)
	) {
		for (const { wraps, released } of page) {
			const waiting = decodeWraps(wraps).filter(
				({ layer, rung, tenure }) => layer === 2 && !released.some((done) => done.rung === rung && done.tenure === tenure),
			);
			for (const { body } of waiting) for (const { key } of parseOuter(body).holders) names.add(key);
		}
	}
	return names;
}
