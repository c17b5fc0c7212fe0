/** Releases: the leaf is published first, then the opened wrap is stored (design §5, "Releaser"). */
import { lostFor } from "@answerable/domain/abandonment";
import { type CommandOf, isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { type LeafFault, leafFaults, readCaseLeaves } from "./audit.ts";
import { type CaseHistory, lockFreeCases, readCase } from "./case-history.ts";
import { bytesColumn, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { StoreContext, Turn } from "./context.ts";
import { readLostKeys } from "./lost-keys.ts";
import { prepare, type Transacted, write } from "./transact.ts";

/**
 * A case, trusted events replayed, with the wraps as they were raised (one value, `crypto/wrap-list` reads it), the outer seals of
 * places that the reporter gave later, by the sequence of their events, and the leaves whose event is gone or was changed: an answer that
 * was taken out of the history would look like no answer. `lost` are the keys that two roots removed.
 */
export type ReleasableCase = {
	readonly history: CaseHistory;
	readonly wraps: Uint8Array;
	readonly seals: ReadonlyMap<number, Uint8Array>;
	readonly leafFaults: readonly LeafFault[];
	readonly lost: readonly TenureId[];
};

/** A released wrap that is not stored yet, though its leaf stands in a published checkpoint. */
export type Releasable = {
	readonly caseTag: CaseTag;
	readonly sequence: number;
	readonly rung: Rung;
	readonly tenure: TenureId;
	/** The leaf and its place, for the releaser to prove by itself. */
	readonly leaf: Uint8Array;
	readonly index: number;
};

/** Cases in which a rung may be due that was not released: the releaser decides by its own replay. */
export async function dueForRelease({ query }: Database, now: Instant, limit: number): Promise<readonly CaseTag[]> {
	const rows = await query
		.selectFrom("case_file")
		.select("case_tag")
		.where("release_at", "<=", now)
		.orderBy("release_at")
		.orderBy("case_tag")
		.limit(limit)
		.execute();
	return rows.map(({ case_tag }) => tagOf(case_tag));
}

/** Null if there is no such case, or it was erased. */
export async function readReleasable(ctx: StoreContext, caseTag: CaseTag): Promise<ReleasableCase | null> {
	const leaves = await readCaseLeaves(ctx.db.query, caseTag);
	const history = await readCase(ctx, caseTag);
	const row = await ctx.db.query.selectFrom("case_wraps").select("wraps").where("case_tag", "=", bytesColumn(caseTag)).executeTakeFirst();
	if (history === null || row === undefined) return null;
	const seals = await readSeals(ctx.db.query, caseTag);
	const lost = (await readLostKeys(ctx, ctx.db.query, history.organisation)).map(({ tenure }) => tenure);
	return { history, wraps: row.wraps, seals, leafFaults: leafFaults(history, leaves), lost };
}

async function readSeals(query: Database["query"], caseTag: CaseTag): Promise<ReadonlyMap<number, Uint8Array>> {
	const rows = await query.selectFrom("successor_seal").select(["sequence", "seal"]).where("case_tag", "=", bytesColumn(caseTag)).execute();
	return new Map(rows.map(({ sequence, seal }) => [sequence, seal]));
}

/**
 * Appends the release, asks for its publication, and remembers which wraps are to be opened once its leaf is out. Refused as
 * `unavailable` while somebody else holds the case (see [Note: The system waits for no lock]). It is decided by the removals that the
 * releaser knows of, and again by those that the history tells of: readers know of no others, and would not believe a release that
 * only the releaser could have made. A loss that is newer waits for the worker to pass the case on.
 */
export async function appendRelease(ctx: StoreContext, caseTag: CaseTag, command: CommandOf<"release">, now: Instant): Promise<Transacted> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const [locked] = await lockFreeCases(turn, [caseTag]);
		if (locked === undefined) return { refused: (await isThere(turn, caseTag)) ? "unavailable" : "not-found" };
		const prepared = await prepare(turn, await locked.read(), null, (state, rules) => {
			const decision = decide(state, command, now, rules);
			if (isRefused(decision)) return decision;
			return decide(state, { ...command, lost: lostFor(state, command.rung) }, now, rules);
		});
		if (!("chained" in prepared)) return prepared;
		await write(turn, prepared);
		const events = prepared.chained.map(({ event }) => event);
		const pending = events.flatMap(({ sequence, happening }) =>
			happening.kind === "released"
				? happening.consequence.tenures.map((tenure) => ({
						case_tag: bytesColumn(caseTag),
						sequence,
						rung: happening.consequence.rung,
						tenure,
					}))
				: [],
		);
		if (pending.length > 0) {
			await query
				.insertInto("pending_release")
				.values(pending)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
		}
		return { events, repeated: false };
	});
}

async function isThere({ query }: Turn, caseTag: CaseTag): Promise<boolean> {
	const row = await query.selectFrom("case_file").select("case_tag").where("case_tag", "=", bytesColumn(caseTag)).executeTakeFirst();
	return row !== undefined;
}

/** Releases whose leaf is in a published checkpoint and whose opened wrap is not stored yet. */
export async function releasable({ query }: Database, limit: number): Promise<readonly Releasable[]> {
	const rows = await query
		.selectFrom("pending_release")
		.innerJoin("leaf", (join) =>
			join.onRef("leaf.case_tag", "=", "pending_release.case_tag").onRef("leaf.sequence", "=", "pending_release.sequence"),
		)
		.innerJoin("log_entry", "log_entry.leaf_id", "leaf.id")
		.select(["pending_release.case_tag", "pending_release.sequence", "pending_release.rung", "pending_release.tenure"])
		.select(["leaf.bytes as leaf", "log_entry.index"])
		.orderBy("log_entry.index")
		.orderBy("pending_release.tenure")
		.limit(limit)
		.execute();
	return rows.map(({ case_tag, ...rest }) => ({ caseTag: tagOf(case_tag), ...rest }));
}

/** Stores an opened wrap; again is harmless. From then on its holder can open the case. */
export async function storeReleased({ query }: Database, release: Releasable, inner: Uint8Array): Promise<void> {
	const key = { case_tag: bytesColumn(release.caseTag), rung: release.rung, tenure: release.tenure };
	await query.transaction().execute(async (transaction) => {
		await transaction
			.insertInto("released_wrap")
			.values({ ...key, inner_wrap: inner })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		await forget(transaction, key);
	});
}

/** Gives up a release whose wrap cannot be opened (it was sealed wrongly by the client that raised). */
export async function forgetRelease({ query }: Database, release: Releasable): Promise<void> {
	await forget(query, { case_tag: bytesColumn(release.caseTag), rung: release.rung, tenure: release.tenure });
}

async function forget(query: Database["query"], key: { case_tag: Uint8Array; rung: Rung; tenure: TenureId }): Promise<void> {
	await query
		.deleteFrom("pending_release")
		.where("case_tag", "=", key.case_tag)
		.where("rung", "=", key.rung)
		.where("tenure", "=", key.tenure)
		.execute();
}
