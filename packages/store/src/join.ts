/** Using an invitation: once, in one transaction, with everything that follows from it. */
import type { LoginName } from "@answerable/types/desk";
import type { PersonId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import type { Instant } from "@answerable/types/time";
import { insertAppointment } from "./appointment-store.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { isTaken } from "./fault.ts";
import { whyShut } from "./invitation-store.ts";
import { insertPerson, type NewPerson } from "./person-store.ts";
import { addPhone } from "./phone-store.ts";
import type { Tables } from "./tables.ts";

type Refused = { readonly refused: RefusalCode };

export type Accepting = {
	readonly tokenHash: Uint8Array;
	/** Of somebody new, the id that they get; else theirs, for which the phone's secret was sealed. */
	readonly person: PersonId;
	readonly loginName: LoginName;
	/** SHA-256 of the derived login secret. */
	readonly loginHash: Uint8Array;
	readonly phone: NewPerson["phone"];
	readonly now: Instant;
};

/**
 * Accepts an invitation. Somebody new is written with what they were invited to hold; a renewal replaces the phone, and of
 * `reset` the words too, and ends every session. Whoever comes second finds it used.
 */
export async function acceptInvitation({ query }: Database, accepting: Accepting): Promise<{ readonly person: PersonId } | Refused> {
	try {
		return await query.transaction().execute((turn) => accept(turn, accepting));
	} catch (error) {
		// Only whoever holds an open invitation comes this far: a stranger never learns which names there are.
		if (isTaken(error, "person")) return { refused: "name-taken" };
		throw error;
	}
}

async function accept(turn: Queries, accepting: Accepting): Promise<{ readonly person: PersonId } | Refused> {
	const { tokenHash, person, now } = accepting;
	const row = await turn.selectFrom("invitation").selectAll().where("token_hash", "=", tokenHash).forUpdate().executeTakeFirst();
	const shut = whyShut(row, now);
	if (shut !== null || row === undefined) return shut ?? { refused: "invitation-unknown" };
	const refused = row.kind === "join" ? await join(turn, row, accepting) : await replaceWayIn(turn, row, accepting);
	if (refused !== null) return refused;
	await turn.updateTable("invitation").set({ accepted_at: now, person }).where("id", "=", row.id).execute();
	return { person };
}

async function join(turn: Queries, row: Tables["invitation"], accepting: Accepting): Promise<null> {
	const { person, loginName, loginHash, phone, now } = accepting;
	const { organisation, roles, made_by } = row;
	await insertPerson(turn, { id: person, organisation, loginName, loginHash, phone });
	if (organisation === null) return null;
	for (const role of roles) await insertAppointment(turn, { organisation, person, role, madeBy: made_by, now });
	return null;
}

async function replaceWayIn(turn: Queries, row: Tables["invitation"], accepting: Accepting): Promise<Refused | null> {
	const { person, loginName, loginHash, phone } = accepting;
	const whose = await turn
		.selectFrom("person")
		.select(["id", "login_name", "login_hash"])
		.where("id", "=", person)
		.where("ended_at", "is", null)
		.forUpdate()
		.executeTakeFirst();
	// The words grow into keys together with the name, so another name would be another phrase.
	if (whose === undefined || row.person !== person || whose.login_name !== loginName) return { refused: "malformed" };
	if (row.kind === "phone" && !Buffer.from(whose.login_hash).equals(loginHash)) return { refused: "wrong-credentials" };
	if (row.kind === "reset") await turn.updateTable("person").set({ login_hash: loginHash }).where("id", "=", person).execute();
	await turn.deleteFrom("phone").where("person", "=", person).execute();
	await addPhone(turn, person, phone.sealed, phone.usedStep);
	await turn.deleteFrom("session").where("person", "=", person).execute();
	return null;
}
