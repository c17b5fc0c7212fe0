/** The system's turn: at several cases in one transaction, or at one; never in line for a lock. */
import type { CaseTag } from "@answerable/types/id";
import { type Appended, appendToCases } from "./append.ts";
import { type LockedCase, lockFreeCases } from "./case-history.ts";
import type { StoreContext, Turn } from "./context.ts";
import { appendedOf, type Decide, prepare } from "./transact.ts";

/**
 * Does the system's turn at each case and returns those that were done, those included at which nothing was to be done. What
 * was left out wants a turn of its own: a case that somebody else holds, or that is broken.
 *
 * [Note: Cases that are due together are written together] A transaction costs a flush to disk and some round trips, whatever
 * it holds. So cases share one: each is locked, read, checked and decided by itself, exactly as it would be alone, and
 * their events are written in one statement. No lock is waited for, so that no two groups can wait for each other. A case that
 * cannot be read or decided is left out before anything is written; if the writing fails, nothing is written of any, and
 * the fault is thrown.
 */
export async function transactTogether(ctx: StoreContext, caseTags: readonly CaseTag[], decide: Decide): Promise<ReadonlySet<CaseTag>> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const done = new Set<CaseTag>();
		const appended: Appended[] = [];
		for (const locked of await lockFreeCases(turn, caseTags)) {
			const found = await prepareApart(turn, locked, decide);
			if (found === "broken") continue;
			done.add(locked.caseTag);
			if (found !== null) appended.push(found);
		}
		if (appended.length > 0) await appendToCases(query, appended);
		return done;
	});
}

/**
 * Does the system's turn at one case, unless somebody else holds it: then nothing is done, and it is held.
 *
 * [Note: The system waits for no lock] Whoever holds a case may have been stopped in its tracks (a machine that swaps, a
 * connection that hangs), and keeps it until the database ends the session, a minute later. Nobody else's case may be late for
 * that. A case that is held stays due, and is looked at again a moment later.
 */
export async function transactIfFree(ctx: StoreContext, caseTag: CaseTag, decide: Decide): Promise<"done" | "held"> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const [locked] = await lockFreeCases(turn, [caseTag]);
		if (locked === undefined) return "held";
		const prepared = await prepare(turn, await locked.read(), null, decide);
		if ("chained" in prepared) await appendToCases(query, [appendedOf(prepared)]);
		return "done";
	});
}

/** Null if nothing is to be done. Only what is written is kept of a case. What is wrong with one is told when it has its turn alone. */
async function prepareApart(turn: Turn, { read }: LockedCase, decide: Decide): Promise<Appended | null | "broken"> {
	try {
		const prepared = await prepare(turn, await read(), null, decide);
		return "chained" in prepared ? appendedOf(prepared) : null;
	} catch {
		return "broken";
	}
}
