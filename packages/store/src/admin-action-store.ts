/** The record of what administrators did: written in the transaction that does it, never changed. */
import { randomUUID } from "node:crypto";
import type { AdminAction, AdminActionKind } from "@answerable/types/admin";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";

export type NewAction = {
	/** Of whom it is; null for what is the whole deployment's. */
	readonly organisation: OrganisationId | null;
	/** Null: at the machine itself, as the database's owner. */
	readonly by: PersonId | null;
	readonly what: AdminActionKind;
	/** The id of what it was done to. */
	readonly subject: string | null;
	readonly at: Instant;
};

/** Writes one line of the record. Call it in the transaction of the action itself. */
export async function recordAction(query: Queries, action: NewAction): Promise<void> {
	await query
		.insertInto("admin_action")
		.values({ id: randomUUID(), ...action })
		.execute();
}

/** The newest lines: everybody's for `null`, else those of these organisations and of the deployment itself. */
export async function readActions(
	{ query }: Database,
	organisations: readonly OrganisationId[] | null,
	limit: number,
): Promise<readonly AdminAction[]> {
	return query
		.selectFrom("admin_action")
		.select(["id", "organisation", "by", "what", "subject", "at"])
		.$if(organisations !== null, (all) =>
			all.where(({ eb, or }) => or([eb("organisation", "is", null), eb("organisation", "in", [...(organisations ?? [])])])),
		)
		.orderBy("at", "desc")
		.orderBy("id")
		.limit(limit)
		.execute();
}
