/** People: who signs in by which name, and how they leave. Roles and keys are tenures; what is to become one is an appointment. */
import type { AdminPerson } from "@answerable/types/admin";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import type { Instant } from "@answerable/types/time";
import { recordAction } from "./admin-action-store.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { addPhone } from "./phone-store.ts";

type Refused = { readonly refused: RefusalCode };

export type NewPerson = {
	readonly id: PersonId;
	/** Null for an administrator, who belongs to none. */
	readonly organisation: OrganisationId | null;
	readonly loginName: LoginName;
	/** SHA-256 of the derived login secret. */
	readonly loginHash: Uint8Array;
	/** The phone's secret under the api's key, and the step of the code that enrolled it. */
	readonly phone: { readonly sealed: Uint8Array; readonly usedStep: number };
};

/** Writes a person and their phone. */
export async function addPerson({ query }: Pick<Database, "query">, person: NewPerson): Promise<void> {
	await query.transaction().execute((turn) => insertPerson(turn, person));
}

/** The same, in a transaction that is under way. */
export async function insertPerson(query: Queries, { id, organisation, loginName, loginHash, phone }: NewPerson): Promise<void> {
	const administrator = organisation === null;
	await query
		.insertInto("person")
		.values({ id, organisation, login_name: loginName, login_hash: loginHash, administrator, ended_at: null })
		.execute();
	await addPhone(query, id, phone.sealed, phone.usedStep);
}

export type Login = { readonly person: PersonId; readonly loginHash: Uint8Array; readonly administrator: boolean };

/** Who signs in by this name; null if nobody does, or nobody any more. */
export async function readLogin({ query }: Database, name: LoginName | string): Promise<Login | null> {
	const row = await query
		.selectFrom("person")
		.select(["id", "login_hash", "administrator"])
		.where("login_name", "=", name)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return row === undefined ? null : { person: row.id, loginHash: row.login_hash, administrator: row.administrator };
}

/** Whether this person administers the deployment now. */
export async function isAdministrator({ query }: Database, person: PersonId): Promise<boolean> {
	const row = await query
		.selectFrom("person")
		.select("id")
		.where("id", "=", person)
		.where("administrator", "=", true)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return row !== undefined;
}

/** How many people administer the deployment now. */
export async function countAdministrators({ query }: { readonly query: Queries }): Promise<number> {
	const { count } = await query
		.selectFrom("person")
		.select(({ fn }) => fn.countAll<number>().as("count"))
		.where("administrator", "=", true)
		.where("ended_at", "is", null)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** Everybody who can sign in, with what they are to hold and what they hold keys of. */
export async function readPeople({ query }: Database): Promise<readonly AdminPerson[]> {
	const [people, appointments, tenures] = await Promise.all([
		query.selectFrom("person").select(["id", "login_name", "organisation"]).where("ended_at", "is", null).orderBy("login_name").execute(),
		query.selectFrom("appointment").select(["id", "person", "organisation", "role"]).where("ended_at", "is", null).orderBy("id").execute(),
		query.selectFrom("tenure").select(["id", "person", "organisation", "role"]).where("removed", "=", false).orderBy("id").execute(),
	]);
	const of = <Row extends { readonly person: PersonId }>(rows: readonly Row[], person: PersonId) =>
		rows.filter((row) => row.person === person).map(({ person: _, ...rest }) => rest);
	return people.map(({ id, login_name, organisation }) => ({
		id,
		name: login_name,
		organisation,
		appointments: of(appointments, id),
		tenures: of(tenures, id),
	}));
}

/**
 * Ends a person's way in: their sessions, what they were to hold, and the invitations that they made and nobody used. Refuses
 * while they hold keys, which are handed over or removed first; and the last administrator, whom nobody could follow.
 */
export async function removePerson(
	db: Database,
	{ person, by, now }: { readonly person: PersonId; readonly by: PersonId; readonly now: Instant },
): Promise<Refused | null> {
	return db.query.transaction().execute(async (turn) => {
		// Two administrators who remove one another take their turns.
		await turn.selectFrom("person").select("id").where("administrator", "=", true).orderBy("id").forUpdate().execute();
		const row = await turn
			.selectFrom("person")
			.select(["organisation", "administrator"])
			.where("id", "=", person)
			.where("ended_at", "is", null)
			.forUpdate()
			.executeTakeFirst();
		if (row === undefined) return { refused: "not-found" };
		if (row.administrator && (await countAdministrators({ query: turn })) === 1) return { refused: "last-administrator" };
		const held = await turn.selectFrom("tenure").select("id").where("person", "=", person).where("removed", "=", false).executeTakeFirst();
		if (held !== undefined) return { refused: "holds-keys" };
		await turn.updateTable("person").set({ ended_at: now }).where("id", "=", person).execute();
		await turn.deleteFrom("session").where("person", "=", person).execute();
		await turn.deleteFrom("phone").where("person", "=", person).execute();
		await turn.updateTable("appointment").set({ ended_at: now }).where("person", "=", person).where("ended_at", "is", null).execute();
		await turn
			.updateTable("invitation")
			.set({ revoked_at: now })
			.where(({ eb, or }) => or([eb("made_by", "=", person), eb("person", "=", person)]))
			.where("accepted_at", "is", null)
			.where("revoked_at", "is", null)
			.execute();
		await recordAction(turn, { organisation: row.organisation, by, what: "removed-person", subject: person, at: now });
		return null;
	});
}
