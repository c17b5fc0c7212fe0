/** Staff sessions. The token's SHA-256 is the key, so that a copy of the table opens nothing. */
import type { Hash } from "@answerable/types/bytes";
import type { PersonId } from "@answerable/types/id";
import type { CivilDate, Instant } from "@answerable/types/time";
import { bytesColumn, hashOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { Tables } from "./tables.ts";

export type Session = {
	/** SHA-256 of the token. */
	readonly id: Hash;
	readonly person: PersonId;
	readonly expiresAt: Instant;
	/** However often the session is extended, it ends then. */
	readonly absoluteExpiresAt: Instant;
	readonly openedOn: CivilDate;
	/** When the quarter of the day began in which it was last renewed. */
	readonly usedAt: Instant;
};

export async function insertSession({ query }: Database, session: Session): Promise<void> {
	await query
		.insertInto("session")
		.values({
			id: bytesColumn(session.id),
			person: session.person,
			expires_at: session.expiresAt,
			absolute_expires_at: session.absoluteExpiresAt,
			opened_on: session.openedOn,
			used_at: session.usedAt,
		})
		.execute();
}

/** The session as stored, expired or not; null if there is none, or its person has left. */
export async function readSession({ query }: Database, id: Hash): Promise<Session | null> {
	const row = await query
		.selectFrom("session")
		.innerJoin("person", "person.id", "session.person")
		.selectAll("session")
		.where("session.id", "=", bytesColumn(id))
		.where("person.ended_at", "is", null)
		.executeTakeFirst();
	return row === undefined ? null : toSession(row);
}

export async function readSessionsOf({ query }: Database, person: PersonId): Promise<readonly Session[]> {
	const rows = await query
		.selectFrom("session")
		.selectAll()
		.where("person", "=", person)
		.orderBy("opened_on", "desc")
		.orderBy("id")
		.execute();
	return rows.map(toSession);
}

/** Moves the sliding expiry, never beyond the absolute one. */
export async function extendSession(
	{ query }: Database,
	id: Hash,
	{ expiresAt, usedAt }: Pick<Session, "expiresAt" | "usedAt">,
): Promise<void> {
	await query
		.updateTable("session")
		.set(({ fn, ref, val }) => ({ expires_at: fn<Instant>("least", [val(expiresAt), ref("absolute_expires_at")]), used_at: usedAt }))
		.where("id", "=", bytesColumn(id))
		.execute();
}

export async function deleteSession({ query }: Database, id: Hash): Promise<void> {
	await query.deleteFrom("session").where("id", "=", bytesColumn(id)).execute();
}

/** Deletes a session of this person; false if it is none of theirs. */
export async function deleteSessionOf({ query }: Database, person: PersonId, id: Hash): Promise<boolean> {
	const row = await query
		.deleteFrom("session")
		.where("id", "=", bytesColumn(id))
		.where("person", "=", person)
		.returning("id")
		.executeTakeFirst();
	return row !== undefined;
}

export async function deleteSessionsOf({ query }: Database, person: PersonId): Promise<void> {
	await query.deleteFrom("session").where("person", "=", person).execute();
}

export async function deleteExpiredSessions({ query }: Database, now: Instant): Promise<void> {
	await query
		.deleteFrom("session")
		.where(({ eb, or }) => or([eb("expires_at", "<=", now), eb("absolute_expires_at", "<=", now)]))
		.execute();
}

function toSession(row: Tables["session"]): Session {
	const { id, person, expires_at, absolute_expires_at, opened_on, used_at } = row;
	return { id: hashOf(id), person, expiresAt: expires_at, absoluteExpiresAt: absolute_expires_at, openedOn: opened_on, usedAt: used_at };
}
