/** Leaves in clear: what an organisation or the deployment says about its keys and its rules, appended with the row that it is about. */
import { randomUUID } from "node:crypto";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import type { StatementLeaf } from "@answerable/log/statement-leaf";
import type { OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import type { Queries } from "./context.ts";
import { boundaryAfter } from "./lane.ts";

/** Appends a statement's leaf and returns its id. A change of keys forces an epoch, so that nobody waits for a key that is there. */
export async function appendStatement(query: Queries, leaf: StatementLeaf, at: { now: Instant; epochSeconds: number }): Promise<string> {
	const id = randomUUID();
	const place = { publish_after: boundaryAfter(at.now, "epoch", at.epochSeconds), lane: "epoch" as const, case_tag: null, sequence: null };
	await query
		.insertInto("leaf")
		.values({ id, bytes: encodeStatementLeaf(leaf), ...place })
		.execute();
	await query
		.insertInto("pending_leaf")
		.values({ leaf_id: id, ...place })
		.execute();
	await sql`select pg_notify('answerable_publish', '')`.execute(query);
	return id;
}

/** Whether something that two roots of an organisation signed still waits for its place in the log. */
export async function hasPendingStatements(query: Queries, organisation: OrganisationId): Promise<boolean> {
	const { rows } = await sql<{ waits: boolean }>`
		select exists (
			select from (
				select leaf_id from tenure where organisation = ${organisation}
				union all select leaf_id from key_removal where organisation = ${organisation}
				union all select leaf_id from root_change where organisation = ${organisation}
				union all select leaf_id from interests_register where organisation = ${organisation}
				union all select leaf_id from policy_adoption where organisation = ${organisation}
			) as said where not exists (select from log_entry where log_entry.leaf_id = said.leaf_id)
		) as waits`.execute(query);
	return rows[0]?.waits ?? false;
}
