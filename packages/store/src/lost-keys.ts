/** Keys that open nothing any more, by the signatures of two roots; and the cases that they leave shut. */
import { utf8 } from "@answerable/log/bytes";
import { parseVerifierKey } from "@answerable/log/note";
import { keyRemovalText } from "@answerable/log/organisation-statement";
import { ProofError } from "@answerable/log/proof-error";
import { checkSignedByRoots } from "@answerable/log/root-history";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import { Countersignatures } from "@answerable/types/key";
import { KeyRemovalStatement } from "@answerable/types/published";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { tagOf } from "./column.ts";
import type { Queries, StoreContext } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { readStoredRoots, rootSetsOf } from "./root-store.ts";

export type LostKey = { readonly tenure: TenureId; readonly removedAt: Instant };

/**
 * The keys of an organisation that were removed.
 *
 * [Note: A key is lost by signature] A rung is given a case early because those below lost their keys. Whoever gives it believes
 * that by the roots' signatures, not by a row: else an UPDATE on a guardian's tenure would open a concern to the board.
 */
export async function readLostKeys(ctx: StoreContext, query: Queries, organisation: OrganisationId): Promise<readonly LostKey[]> {
	const rows = await query
		.selectFrom("key_removal")
		.leftJoin("log_entry", "log_entry.leaf_id", "key_removal.leaf_id")
		.select(["key_removal.tenure", "key_removal.statement", "key_removal.countersignatures", "key_removal.removed_at", "log_entry.index"])
		.where("key_removal.organisation", "=", organisation)
		.execute();
	const stored = rows.length === 0 ? undefined : (await readStoredRoots(query, [organisation])).get(organisation);
	if (stored === undefined) return [];
	const logKey = ctx.logKey ?? parseVerifierKey((await requireDeployment(ctx.db)).logKey).key;
	const isSigned = (row: (typeof rows)[number]): boolean => {
		const statement = KeyRemovalStatement.safeParse(row.statement);
		const countersignatures = Countersignatures.safeParse(row.countersignatures);
		if (!statement.success || !countersignatures.success || statement.data.tenure !== row.tenure) return false;
		const signed = { organisation, message: utf8(keyRemovalText(statement.data)), leafIndex: row.index };
		checkSignedByRoots(signed, countersignatures.data, rootSetsOf(stored, logKey, ctx.verify), ctx.verify);
		return true;
	};
	return rows.filter((row) => believed(() => isSigned(row))).map(({ tenure, removed_at }) => ({ tenure, removedAt: removed_at }));
}

function believed(check: () => boolean): boolean {
	try {
		return check();
	} catch (error) {
		if (error instanceof ProofError) return false;
		throw error;
	}
}

/** Open cases that somebody could read whose key was removed, and that nobody inside can read now: a hint, to be decided by history. */
export async function readAbandoned(query: Queries, now: Instant, limit: number): Promise<readonly CaseTag[]> {
	const { rows } = await sql<{ case_tag: Uint8Array }>`
		select distinct case_file.case_tag
		from key_removal join case_sight on case_sight.tenure = key_removal.tenure join case_file on case_file.case_tag = case_sight.case_tag
		where not case_file.closed and case_file.visible_at <= ${now}::timestamptz and case_sight.sight = 'content' and case_sight.rung < 5
			and not exists (
				select from case_sight other join tenure on tenure.id = other.tenure
				where other.case_tag = case_file.case_tag and other.sight = 'content' and other.rung < 5 and not tenure.removed
			)
		order by case_file.case_tag limit ${limit}`.execute(query);
	return rows.map(({ case_tag }) => tagOf(case_tag));
}
