/** Looks at every case whatever its row says: a row can be edited, what it repeats is computed again. */
import { toHex } from "@answerable/log/bytes";
import { checkEventLeaf } from "@answerable/log/event-leaf";
import { ProofError } from "@answerable/log/proof-error";
import type { Bytes32 } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import { sql } from "kysely";
import { type CaseHistory, lockCase } from "./case-history.ts";
import { bytesColumn, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { Queries, StoreContext } from "./context.ts";
import { projectionOf } from "./projection.ts";

/** What an audit found: the leaf of an event that is gone, or that stands there otherwise than it was written. */
export type LeafFault = { readonly sequence: number; readonly code: "event-missing" | "leaf-differs" };

export type Audit = {
	/** The row told other rules, exclusions, instants or state than what was signed, or what follows from it; now it tells the right ones. */
	readonly mended: boolean;
	readonly suspect: CaseHistory["suspect"];
	readonly leaves: readonly LeafFault[];
};

/** Every case, page by page, in the order of their tags, which are random. */
export async function readCases({ query }: Database, after: CaseTag | null, limit: number): Promise<readonly CaseTag[]> {
	const cases = query.selectFrom("case_file").select("case_tag").orderBy("case_tag").limit(limit);
	const rows = await (after === null ? cases : cases.where("case_tag", ">", bytesColumn(after))).execute();
	return rows.map(({ case_tag }) => tagOf(case_tag));
}

/**
 * [Note: An alarm clock can be silenced] Sweep and releaser find what is due by the case's row. So that nobody stops a
 * ladder by one UPDATE, each case is looked at now and then by what was signed, and its row put right. Nothing is written
 * where nothing differs. Null if there is no such case.
 */
export async function auditCase(ctx: StoreContext, caseTag: CaseTag): Promise<Audit | null> {
	return ctx.db.query.transaction().execute(async (query) => {
		const history = await lockCase({ ctx, query }, caseTag);
		if (history === null) return null;
		const mended = await mendRow(query, history);
		return { mended, suspect: history.suspect, leaves: leafFaults(history, await readCaseLeaves(query, caseTag)) };
	});
}

async function mendRow(query: Queries, history: CaseHistory): Promise<boolean> {
	const { caseTag, organisation, visibleAt, state, rules } = history;
	const { severity, wakeAt, releaseAt, next, closed } = projectionOf(state, rules);
	const [policy, calendar] = [bytesColumn(history.policyHash), bytesColumn(history.calendarHash)];
	const { rows } = await sql<{ mended: boolean }>`
		update case_file set organisation = given.organisation, policy_hash = given.policy, calendar_hash = given.calendar,
			excluded = given.excluded, visible_at = given.visible_at, severity = given.severity, wake_at = given.wake_at,
			release_at = given.release_at, next = given.next, next_due = given.next_due, closed = given.closed
		from (values (
			${organisation}::uuid, ${policy}::bytea, ${calendar}::bytea, ${history.excluded}::uuid[], ${visibleAt}::timestamptz,
			${severity}::text, ${wakeAt}::timestamptz, ${releaseAt}::timestamptz, ${next}::jsonb, ${next?.due ?? null}::timestamptz, ${closed}::boolean
		)) as given (organisation, policy, calendar, excluded, visible_at, severity, wake_at, release_at, next, next_due, closed)
		where case_tag = ${bytesColumn(caseTag)} and given is distinct from (case_file.organisation, policy_hash, calendar_hash,
			case_file.excluded, case_file.visible_at, case_file.severity, case_file.wake_at, case_file.release_at, case_file.next,
			case_file.next_due, case_file.closed)
		returning true as mended`.execute(query);
	return rows.length > 0;
}

export type CaseLeaf = { readonly sequence: number | null; readonly bytes: Uint8Array };

/** The leaves of a case. Whoever holds no lock reads them before the events: an event that comes in between has its leaf. */
export async function readCaseLeaves(query: Queries, caseTag: CaseTag): Promise<readonly CaseLeaf[]> {
	return query.selectFrom("leaf").select(["sequence", "bytes"]).where("case_tag", "=", bytesColumn(caseTag)).execute();
}

/**
 * Leaves that no longer have their event. An event without a leaf is none of these: whether it is believed is judged by
 * its signature. Empty once the case was erased, because then no leaf can be opened any more.
 */
export function leafFaults({ events, logSalt }: CaseHistory, leaves: readonly CaseLeaf[]): readonly LeafFault[] {
	if (logSalt === null) return [];
	return leaves.flatMap(({ sequence, bytes }): readonly LeafFault[] => {
		if (sequence === null) return [];
		const event = events.find((one) => one.sequence === sequence);
		if (event === undefined) return [{ sequence, code: "event-missing" }];
		return isLeafOf(event, bytes, logSalt) ? [] : [{ sequence, code: "leaf-differs" }];
	});
}

function isLeafOf(event: CaseEvent, bytes: Uint8Array, logSalt: Bytes32): boolean {
	try {
		checkEventLeaf(event, toHex(bytes), logSalt);
		return true;
	} catch (error) {
		if (error instanceof ProofError) return false;
		throw error;
	}
}
