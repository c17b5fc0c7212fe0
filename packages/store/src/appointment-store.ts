/** That somebody is to hold a role. It gives no sight of anything: only a key that two roots countersigned does. */
import { randomUUID } from "node:crypto";
import { isHeldByOne } from "@answerable/domain/turnover";
import type { Appointment } from "@answerable/types/account";
import type { AppointmentId, OrganisationId, PersonId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { recordAction } from "./admin-action-store.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { wrongRoles } from "./invitation-store.ts";
import { lockOrganisation } from "./organisation-lock.ts";

type Refused = { readonly refused: RefusalCode };

export type NewAppointment = {
	readonly organisation: OrganisationId;
	readonly person: PersonId;
	readonly role: Role;
	/** Null: at the machine itself. */
	readonly madeBy: PersonId | null;
	readonly now: Instant;
};

/** What somebody is to hold now. */
export async function readAppointments({ query }: Database, person: PersonId): Promise<readonly Appointment[]> {
	return query
		.selectFrom("appointment")
		.select(["id", "organisation", "role"])
		.where("person", "=", person)
		.where("ended_at", "is", null)
		.orderBy("made_at")
		.orderBy("id")
		.execute();
}

/** Writes an appointment in a transaction that is under way. Null where the same one stands already. */
export async function insertAppointment(
	query: Queries,
	{ organisation, person, role, madeBy, now }: NewAppointment,
): Promise<AppointmentId | null> {
	const id = randomUUID() as AppointmentId;
	const row = await query
		.insertInto("appointment")
		.values({ id, organisation, person, role, made_by: madeBy, made_at: now, ended_at: null })
		.onConflict((conflict) => conflict.columns(["organisation", "person", "role"]).where("ended_at", "is", null).doNothing())
		.returning("id")
		.executeTakeFirst();
	return row?.id ?? null;
}

/**
 * Appoints somebody of any organisation to a role in this one, as a buddy guardian is. Of two who appoint at once, one is told: to the
 * same person's role, and to an office that one person holds at a time. The holder of an office may still be there: a successor is
 * appointed before they leave, and their key waits until they did (`role-held`).
 */
export async function appoint(db: Database, made: NewAppointment): Promise<{ readonly appointment: AppointmentId } | Refused> {
	const { organisation, person, role, madeBy, now } = made;
	return db.query.transaction().execute(async (turn) => {
		await lockOrganisation(turn, organisation);
		const wrong = await wrongRoles(turn, organisation, [role]);
		if (wrong !== null) return wrong;
		const whom = await turn
			.selectFrom("person")
			.select("administrator")
			.where("id", "=", person)
			.where("ended_at", "is", null)
			.forUpdate()
			.executeTakeFirst();
		if (whom === undefined) return { refused: "not-found" };
		if (whom.administrator) return { refused: "not-allowed" };
		const held = await turn
			.selectFrom("tenure")
			.select("id")
			.where("organisation", "=", organisation)
			.where("person", "=", person)
			.where("role", "=", role)
			.where("removed", "=", false)
			.executeTakeFirst();
		const isFree = held === undefined && !(await isPromised(turn, made));
		const appointment = isFree ? await insertAppointment(turn, made) : null;
		if (appointment === null) return { refused: "already-appointed" };
		await recordAction(turn, { organisation, by: madeBy, what: "appointed", subject: appointment, at: now });
		return { appointment };
	});
}

/** Whether somebody is to hold an office already that one person holds at a time. */
async function isPromised(query: Queries, { organisation, role }: NewAppointment): Promise<boolean> {
	if (!isHeldByOne(role)) return false;
	const row = await query
		.selectFrom("appointment")
		.select("id")
		.where("organisation", "=", organisation)
		.where("role", "=", role)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return row !== undefined;
}

/** Ends what somebody was to hold: its key counts now, or it was given to somebody else. */
export async function closeAppointment(
	query: Queries,
	{ organisation, person, role }: Pick<NewAppointment, "organisation" | "person" | "role">,
	now: Instant,
): Promise<void> {
	await query
		.updateTable("appointment")
		.set({ ended_at: now })
		.where("organisation", "=", organisation)
		.where("person", "=", person)
		.where("role", "=", role)
		.where("ended_at", "is", null)
		.execute();
}

/** Ends an appointment. A key that came of it is removed by its own rules. */
export async function endAppointment(
	db: Database,
	{ appointment, by, now }: { readonly appointment: AppointmentId; readonly by: PersonId; readonly now: Instant },
): Promise<Refused | null> {
	return db.query.transaction().execute(async (turn) => {
		const row = await turn
			.updateTable("appointment")
			.set({ ended_at: now })
			.where("id", "=", appointment)
			.where("ended_at", "is", null)
			.returning("organisation")
			.executeTakeFirst();
		if (row === undefined) return { refused: "not-found" };
		await recordAction(turn, { organisation: row.organisation, by, what: "ended-appointment", subject: appointment, at: now });
		return null;
	});
}
