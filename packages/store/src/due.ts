/** Which cases have something due, and doing it. The database is the ledger; any alarm clock may ring. */
import { decide } from "@answerable/domain/decide";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { anyOf, bytesColumn, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { StoreContext } from "./context.ts";
import { type Transacted, transact } from "./transact.ts";

export type Wake = { readonly caseTag: CaseTag; readonly wakeAt: Instant };

/** Every case that wakes up to an instant, in pages. `after` is the last wake of the page before. One that staff cannot see yet has none. */
export async function readWakes(
	{ query }: Database,
	page: { readonly until: Instant; readonly now: Instant; readonly limit: number; readonly after?: Wake | undefined },
): Promise<readonly Wake[]> {
	const { until, now, limit, after } = page;
	let wakes = query.selectFrom("case_file").select(["case_tag", "wake_at"]).where("wake_at", "<=", until).where("visible_at", "<=", now);
	if (after !== undefined) {
		wakes = wakes.where(({ eb, refTuple, tuple }) =>
			eb(refTuple("wake_at", "case_tag"), ">", tuple(after.wakeAt, bytesColumn(after.caseTag))),
		);
	}
	const rows = await wakes.orderBy("wake_at").orderBy("case_tag").limit(limit).execute();
	return rows.flatMap(({ case_tag, wake_at }) => (wake_at === null ? [] : [{ caseTag: tagOf(case_tag), wakeAt: wake_at }]));
}

/** Which of these cases still wake up to an instant. */
export async function stillWaking({ query }: Database, caseTags: readonly CaseTag[], until: Instant): Promise<readonly CaseTag[]> {
	const rows = await query
		.selectFrom("case_file")
		.select("case_tag")
		.where("case_tag", "=", anyOf(caseTags))
		.where("wake_at", "<=", until)
		.orderBy("wake_at")
		.orderBy("case_tag")
		.execute();
	return rows.map(({ case_tag }) => tagOf(case_tag));
}

/**
 * The instants within a span at which cases wake, each once however many cases share it: one look into the index for each.
 * A case that staff cannot see yet is left out: queues keep milliseconds, which would tell when its reporter wrote.
 */
export async function readWakeInstants(
	{ query }: Database,
	{ after, until, now }: { readonly after: Instant; readonly until: Instant; readonly now: Instant },
): Promise<readonly Instant[]> {
	const { rows } = await sql<{ at: Instant }>`
		with recursive wake (at) as (
			select min(wake_at) from case_file where wake_at > ${after}::timestamptz and visible_at <= ${now}::timestamptz
			union all
			select (select min(wake_at) from case_file where wake_at > wake.at and visible_at <= ${now}::timestamptz)
			from wake where wake.at < ${until}::timestamptz
		)
		select at from wake where at <= ${until}::timestamptz`.execute(query);
	return rows.map(({ at }) => at);
}

/** Does what is due on one case. Refused with `not-due` if nothing is: ringing twice is harmless. */
export async function escalateCase(ctx: StoreContext, caseTag: CaseTag, now: Instant): Promise<Transacted> {
	return transact(ctx, caseTag, null, (state, rules) => decide(state, { kind: "escalate-if-due" }, now, rules));
}
