/** Reporters' acts that wait for their slot: applied by the sweep, in the order in which each case's were done. */
import { isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { lockFreeCases } from "./case-history.ts";
import { bytesColumn, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { StoreContext } from "./context.ts";
import { reporterCommand, signedAct } from "./looking-ahead.ts";
import { writeAct } from "./reporter-act.ts";
import { wrongSuccessor } from "./successor-check.ts";
import { prepare } from "./transact.ts";

/** Cases with acts whose slot has come. */
export async function dueWaiting({ query }: Database, now: Instant, limit: number): Promise<readonly CaseTag[]> {
	const rows = await query
		.selectFrom("waiting_act")
		.select("case_tag")
		.distinct()
		.where("visible_at", "<=", now)
		.where("refused", "is", null)
		.limit(limit)
		.execute();
	return rows.map(({ case_tag }) => tagOf(case_tag));
}

/**
 * Appends one case's acts whose slot has come, each decided at its slot; however late the sweep is, the event tells
 * the slot. An act that the rules refuse by now (the case was closed, or a key that it names was removed) stays with the code, for its writer to see.
 */
export async function applyWaiting(ctx: StoreContext, caseTag: CaseTag, now: Instant): Promise<readonly CaseEvent[]> {
	const applied: CaseEvent[] = [];
	while (true) {
		const events = await applyNext(ctx, caseTag, now);
		if (events === null) return applied;
		applied.push(...events);
	}
}

/** One act in one transaction; null when none is left, or somebody else holds the case: then it stays, and is found again. */
async function applyNext(ctx: StoreContext, caseTag: CaseTag, now: Instant): Promise<readonly CaseEvent[] | null> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const [locked] = await lockFreeCases(turn, [caseTag]);
		const row = await query
			.selectFrom("waiting_act")
			.selectAll()
			.where("case_tag", "=", bytesColumn(caseTag))
			.where("visible_at", "<=", now)
			.where("refused", "is", null)
			.orderBy("place")
			.limit(1)
			.executeTakeFirst();
		if (locked === undefined || row === undefined) return null;
		const history = await locked.read();
		const { act, ciphertext, visible_at: slot } = row;
		const wrong = await wrongSuccessor(turn, row, now);
		const prepared =
			wrong ??
			(await prepare(turn, history, signedAct({ act, ciphertext }), (state, rules) => decide(state, reporterCommand(act), slot, rules)));
		if (isRefused(prepared)) {
			await query.updateTable("waiting_act").set({ refused: prepared.refused }).where("id", "=", row.id).execute();
			return [];
		}
		await query.deleteFrom("waiting_act").where("id", "=", row.id).execute();
		if (!("chained" in prepared)) return [];
		await writeAct(turn, prepared, row);
		return prepared.chained.map(({ event }) => event);
	});
}
