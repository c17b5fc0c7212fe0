/** Recovery sets, their shares' keepers and the sealed copies of the deployment's keys: by the owner's connection only. */

import type { Hash, Signature } from "@answerable/types/bytes";
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { DeploymentKeyStatement } from "@answerable/types/key";
import type { KeyDestroyedStatement } from "@answerable/types/published";
import type { Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { bytesColumn, hashOf, signatureOf, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { withLeaf } from "./registration.ts";

/** A share that somebody keeps on paper. `hash` is the SHA-256 of its part. */
export type KeptShare = { readonly index: number; readonly keeper: string; readonly hash: Hash; readonly readBackAt: Instant | null };

export type RecoverySet = {
	readonly set: string;
	/** The recovery key, public half. */
	readonly key: Uint8Array;
	readonly madeAt: Instant;
	/** Null until all shares were read back. */
	readonly completeAt: Instant | null;
	readonly shares: readonly KeptShare[];
};

/** A key sealed to the recovery key of a set, with the log key's signature. */
export type RecoveryCopy = { readonly set: string; readonly name: string; readonly copy: Uint8Array; readonly signature: Signature };

/** Remembers a set with its shares' keepers and its copies, all or nothing. Sets that were never completed make way for it. */
export async function addRecoverySet(
	{ query }: Database,
	{ set, key, madeAt, shares }: Pick<RecoverySet, "set" | "key" | "madeAt" | "shares">,
	copies: readonly RecoveryCopy[],
): Promise<void> {
	await query.transaction().execute(async (transaction) => {
		await transaction.deleteFrom("recovery_set").where("complete_at", "is", null).execute();
		await transaction.insertInto("recovery_set").values({ set_id: set, key, made_at: madeAt, complete_at: null }).execute();
		const rows = shares.map(({ index, keeper, hash }) => ({ set_id: set, index, keeper, hash: bytesColumn(hash), read_back_at: null }));
		await transaction.insertInto("recovery_share").values(rows).execute();
		for (const copy of copies) await insertCopy(transaction, copy);
	});
}

/** Sets that hold copies, the newest last: one that is complete, and one that is being made. */
export async function readRecoverySets({ query }: Database): Promise<readonly RecoverySet[]> {
	const sets = await query.selectFrom("recovery_set").selectAll().orderBy("made_at").orderBy("set_id").execute();
	const shares = await query.selectFrom("recovery_share").selectAll().orderBy("index").execute();
	return sets.map(({ set_id, key, made_at, complete_at }) => ({
		set: set_id,
		key,
		madeAt: made_at,
		completeAt: complete_at,
		shares: shares
			.filter((share) => share.set_id === set_id)
			.map(({ index, keeper, hash, read_back_at }) => ({ index, keeper, hash: hashOf(hash), readBackAt: read_back_at })),
	}));
}

/** Whether the keys could be brought back: null if no shares were made, else since when, or null while they were not read back. */
export async function readRecoveryState({ query }: Database): Promise<{ readonly completeAt: Instant | null } | null> {
	const rows = await query.selectFrom("recovery_set").select("complete_at").execute();
	if (rows.length === 0) return null;
	return { completeAt: rows.find(({ complete_at }) => complete_at !== null)?.complete_at ?? null };
}

/** The copies of a set, by name. */
export async function readRecoveryCopies({ query }: Database, set: string): Promise<readonly RecoveryCopy[]> {
	const rows = await query.selectFrom("recovery_copy").selectAll().where("set_id", "=", set).orderBy("name").execute();
	return rows.map(({ set_id, name, copy, signature }) => ({ set: set_id, name, copy, signature: signatureOf(signature) }));
}

/** Adds the copy of a key that was made later. */
export async function addRecoveryCopy({ query }: Database, copy: RecoveryCopy): Promise<void> {
	await insertCopy(query, copy);
}

/** Remembers that a share was read back. With the last one the set is complete, and those before it, with their copies, are deleted. */
export async function markReadBack({ query }: Database, set: string, index: number, now: Instant): Promise<void> {
	await query.transaction().execute(async (transaction) => {
		await transaction.selectFrom("recovery_set").select("set_id").where("set_id", "=", set).forUpdate().execute();
		await transaction
			.updateTable("recovery_share")
			.set({ read_back_at: now })
			.where("set_id", "=", set)
			.where("index", "=", index)
			.execute();
		const missing = await transaction
			.selectFrom("recovery_share")
			.select("index")
			.where("set_id", "=", set)
			.where("read_back_at", "is", null)
			.execute();
		if (missing.length > 0) return;
		await transaction
			.updateTable("recovery_set")
			.set({ complete_at: now })
			.where("set_id", "=", set)
			.where("complete_at", "is", null)
			.execute();
		await transaction.deleteFrom("recovery_set").where("set_id", "!=", set).execute();
	});
}

/** The wraps of a case as raised, and those of them that were released. */
export type StandingWraps = {
	readonly caseTag: CaseTag;
	readonly wraps: Uint8Array;
	readonly released: readonly { readonly rung: Rung; readonly tenure: TenureId }[];
};

/**
 * Outer seals of places that reporters gave later and that were not released. Those that wait for their slot are none yet: they do so for
 * days, and a key outlives its quarter by another.
 */
export async function readSuccessorSeals({ query }: Database): Promise<readonly Uint8Array[]> {
	const rows = await query
		.selectFrom("successor_seal")
		.leftJoin("released_wrap", (join) =>
			join
				.onRef("released_wrap.case_tag", "=", "successor_seal.case_tag")
				.onRef("released_wrap.rung", "=", "successor_seal.rung")
				.onRef("released_wrap.tenure", "=", "successor_seal.tenure"),
		)
		.select("successor_seal.seal")
		.where("released_wrap.case_tag", "is", null)
		.execute();
	return rows.map(({ seal }) => seal);
}

/** Pages through all cases whose wraps are stored, in the order of their tags; `after` is the last tag of the page before. */
export async function readStandingWraps({ query }: Database, after: CaseTag | null, limit: number): Promise<readonly StandingWraps[]> {
	const rows = await query
		.selectFrom("case_wraps")
		.select(["case_tag", "wraps"])
		.where("case_tag", ">", after === null ? new Uint8Array() : bytesColumn(after))
		.orderBy("case_tag")
		.limit(limit)
		.execute();
	if (rows.length === 0) return [];
	const released = await query
		.selectFrom("released_wrap")
		.select(["case_tag", "rung", "tenure"])
		.where(
			"case_tag",
			"in",
			rows.map(({ case_tag }) => case_tag),
		)
		.execute();
	return rows.map(({ case_tag, wraps }) => ({
		caseTag: tagOf(case_tag),
		wraps,
		released: released.filter((row) => tagOf(row.case_tag) === tagOf(case_tag)).map(({ rung, tenure }) => ({ rung, tenure })),
	}));
}

/** A destruction, with the log key's signature. `hash` names the deployment key. */
export type Destruction = { readonly hash: Hash; readonly statement: KeyDestroyedStatement; readonly signature: Signature };

/** Deletes every recovery copy of a quarter's release key and says in the log that it is gone, in one transaction. Again is harmless. */
export async function destroyReleaseKey(db: Database, { hash, statement, signature }: Destruction, now: Instant): Promise<void> {
	const known = await db.query.selectFrom("destroyed_key").select("hash").where("hash", "=", bytesColumn(hash)).executeTakeFirst();
	if (known !== undefined) return;
	await withLeaf(db, { kind: "key-destroyed", statement }, now, async (query, leaf) => {
		await query.deleteFrom("recovery_copy").where("name", "=", `release-${statement.quarter}`).execute();
		await query
			.insertInto("destroyed_key")
			.values({ hash: bytesColumn(hash), statement, signature: bytesColumn(signature), leaf_id: leaf })
			.execute();
	});
}

/** Every key of the deployment that was named and is not gone, whether or not the log has published it. */
export async function readNamedKeys({ query }: Database): Promise<readonly DeploymentKeyStatement[]> {
	const rows = await query
		.selectFrom("deployment_key")
		.leftJoin("destroyed_key", "destroyed_key.hash", "deployment_key.hash")
		.select("deployment_key.statement")
		.where("destroyed_key.hash", "is", null)
		.execute();
	return rows.map(({ statement }) => statement);
}

/** Quarters whose release key is gone. */
export async function readDestroyedQuarters({ query }: Database): Promise<readonly string[]> {
	const rows = await query.selectFrom("destroyed_key").select("statement").execute();
	return rows.map(({ statement }) => statement.quarter).sort();
}

async function insertCopy(query: Queries, { set, name, copy, signature }: RecoveryCopy): Promise<void> {
	await query
		.insertInto("recovery_copy")
		.values({ set_id: set, name, copy, signature: bytesColumn(signature) })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
