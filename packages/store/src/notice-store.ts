/** The outbox. A notice tells a handler that something waits; it names no case and no organisation's unit. */
import type { Notice } from "@answerable/types/desk";
import type { NoticeId, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { sql } from "kysely";
import type { Database } from "./connect.ts";
import type { NoticeKind } from "./tables.ts";

export type OutgoingNotice = {
	readonly id: NoticeId;
	readonly kind: NoticeKind;
	readonly tenure: TenureId;
	readonly person: PersonId;
	readonly role: Role;
	readonly organisation: OrganisationId;
	readonly organisationName: string;
};

export type Delivery = { readonly delivered: number; readonly failed: number };

/** How long handing over one notice may take before the others are left for another time. */
const HAND_OVER_MS = 60_000;
/** As many as the column can hold. */
const MOST_ATTEMPTS = 32_000;

/**
 * Hands up to `limit` notices to the transport, at least once each: a notice is locked while it is handed over and
 * marked in the same transaction, and other workers skip it. One that fails waits behind all others.
 */
export async function deliverNotices(
	{ query }: Database,
	limit: number,
	deliver: (notice: OutgoingNotice) => Promise<boolean>,
): Promise<Delivery> {
	return query.transaction().execute(async (transaction) => {
		// Whoever takes notices may be slow, and nobody waits for these rows.
		await sql`set local idle_in_transaction_session_timeout = ${sql.lit(HAND_OVER_MS)}`.execute(transaction);
		const rows = await transaction
			.selectFrom("notice")
			.innerJoin("tenure", "tenure.id", "notice.tenure")
			.innerJoin("organisation", "organisation.id", "tenure.organisation")
			.select(["notice.id", "notice.kind", "notice.attempts", "tenure.id as tenure", "tenure.person", "tenure.role"])
			.select(["organisation.id as organisation", "organisation.name as organisationName"])
			.where("notice.delivered", "=", false)
			.orderBy("notice.attempts")
			.orderBy("notice.at")
			.orderBy("notice.id")
			.limit(limit)
			.forUpdate("notice")
			.skipLocked()
			.execute();
		const outcomes: { readonly id: NoticeId; readonly delivered: boolean; readonly attempts: number }[] = [];
		for (const { attempts, ...notice } of rows) {
			outcomes.push({ id: notice.id, delivered: await deliver(notice), attempts: Math.min(attempts + 1, MOST_ATTEMPTS) });
		}
		await sql`
			update notice set delivered = given.delivered, attempts = given.attempts
			from jsonb_to_recordset(${outcomes}::jsonb) as given (id uuid, delivered boolean, attempts smallint)
			where notice.id = given.id`.execute(transaction);
		const delivered = outcomes.filter((outcome) => outcome.delivered).length;
		return { delivered, failed: rows.length - delivered };
	});
}

/** The newest notices of a person's present tenures, for the desk. */
export async function readNotices({ query }: Database, person: PersonId, limit: number): Promise<readonly Notice[]> {
	return query
		.selectFrom("notice")
		.innerJoin("tenure", "tenure.id", "notice.tenure")
		.select(["notice.id", "notice.tenure", "notice.kind"])
		.where("tenure.person", "=", person)
		.where("tenure.removed", "=", false)
		.orderBy("notice.at", "desc")
		.orderBy("notice.id")
		.limit(limit)
		.execute();
}

export async function countUndelivered({ query }: Database): Promise<number> {
	const row = await query
		.selectFrom("notice")
		.select(({ fn }) => fn.countAll<number>().as("count"))
		.where("delivered", "=", false)
		.executeTakeFirstOrThrow();
	return row.count;
}
