/** One-time invitations. The token is a secret of whoever was invited; here is only its SHA-256. */
import { randomUUID } from "node:crypto";
import type { Confirmation, OpenInvitation } from "@answerable/types/account";
import type { Invitation, InvitationKind, InvitationState } from "@answerable/types/admin";
import type { LoginName } from "@answerable/types/desk";
import type { InvitationId, OrganisationId, PersonId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import { ROOT_ROLES, type Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { recordAction } from "./admin-action-store.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import type { Tables } from "./tables.ts";

type Row = Tables["invitation"];
type Refused = { readonly refused: RefusalCode };

/** Where an invitation stands. What was accepted or revoked never expires. */
export function stateOf(row: Row, now: Instant): InvitationState {
	if (row.accepted_at !== null) return "accepted";
	if (row.revoked_at !== null) return "revoked";
	if (row.expires_at <= now) return "expired";
	return row.kind === "join" || row.confirmed_by !== null ? "open" : "unconfirmed";
}

const REFUSALS: Readonly<Record<Exclude<InvitationState, "open">, RefusalCode>> = {
	accepted: "invitation-used",
	revoked: "invitation-revoked",
	expired: "invitation-expired",
	unconfirmed: "invitation-unconfirmed",
};

/** Why an invitation lets nobody in; null for one that does. */
export function whyShut(row: Row | undefined, now: Instant): Refused | null {
	if (row === undefined) return { refused: "invitation-unknown" };
	const state = stateOf(row, now);
	return state === "open" ? null : { refused: REFUSALS[state] };
}

export type NewInvitation = {
	readonly tokenHash: Uint8Array;
	/** Null: at the machine itself. */
	readonly madeBy: PersonId | null;
	readonly now: Instant;
	readonly expiresAt: Instant;
};

/** Invites somebody new: to an organisation, or as an administrator. Refuses an organisation that there is not. */
export async function invite(
	{ query }: Database,
	to: { readonly organisation: OrganisationId; readonly roles: readonly Role[] } | "administrator",
	made: NewInvitation,
): Promise<{ readonly invitation: InvitationId } | Refused> {
	const organisation = to === "administrator" ? null : to.organisation;
	const roles = to === "administrator" ? [] : to.roles;
	return query.transaction().execute(async (turn) => {
		if (organisation !== null) {
			const wrong = await wrongRoles(turn, organisation, roles);
			if (wrong !== null) return wrong;
		}
		const invitation = await insertInvitation(turn, { kind: "join", organisation, roles, person: null }, made);
		const what = organisation === null ? "invited-administrator" : "invited";
		await recordAction(turn, { organisation, by: made.madeBy, what, subject: invitation, at: made.now });
		return { invitation };
	});
}

/** An organisation that there is not, or a role that it does not have: only an outside body answers as one. */
export async function wrongRoles(query: Queries, organisation: OrganisationId, roles: readonly Role[]): Promise<Refused | null> {
	const row = await query.selectFrom("organisation").select("kind").where("id", "=", organisation).executeTakeFirst();
	if (row === undefined) return { refused: "unknown-organisation" };
	return row.kind === "provider" && roles.includes("external_body") ? { refused: "malformed" } : null;
}

/** Gives somebody a new way in, once a second person has confirmed it. Earlier renewals that nobody used are revoked. */
export async function renew(
	{ query }: Database,
	{ person, kind }: { readonly person: PersonId; readonly kind: Exclude<InvitationKind, "join"> },
	made: NewInvitation,
): Promise<{ readonly invitation: InvitationId } | Refused> {
	return query.transaction().execute(async (turn) => {
		const whose = await turn
			.selectFrom("person")
			.select("organisation")
			.where("id", "=", person)
			.where("ended_at", "is", null)
			.forUpdate()
			.executeTakeFirst();
		if (whose === undefined) return { refused: "not-found" };
		// Nobody renews their own way in: the second person would be the only one.
		if (made.madeBy === person) return { refused: "not-allowed" };
		await turn
			.updateTable("invitation")
			.set({ revoked_at: made.now })
			.where("person", "=", person)
			.where("accepted_at", "is", null)
			.where("revoked_at", "is", null)
			.execute();
		const invitation = await insertInvitation(turn, { kind, organisation: whose.organisation, roles: [], person }, made);
		const what = kind === "phone" ? "renewed-phone" : "renewed-words";
		await recordAction(turn, { organisation: whose.organisation, by: made.madeBy, what, subject: invitation, at: made.now });
		return { invitation };
	});
}

type To = Pick<Row, "kind" | "organisation" | "roles" | "person">;

/** Writes an invitation in a transaction that is under way. */
export async function insertInvitation(
	query: Queries,
	to: To,
	{ tokenHash, madeBy, now, expiresAt }: NewInvitation,
): Promise<InvitationId> {
	const id = randomUUID() as InvitationId;
	const dates = { made_at: now, expires_at: expiresAt, confirmed_by: null, accepted_at: null, revoked_at: null };
	await query
		.insertInto("invitation")
		.values({ id, token_hash: tokenHash, made_by: madeBy, ...to, ...dates })
		.execute();
	return id;
}

/** What an open invitation is to, for whoever holds its token; or why it lets nobody in. */
export async function readOpenInvitation(
	{ query }: Database,
	tokenHash: Uint8Array,
	now: Instant,
): Promise<(OpenInvitation & { readonly person: PersonId | null }) | Refused> {
	const row = await query.selectFrom("invitation").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst();
	const shut = whyShut(row, now);
	if (shut !== null || row === undefined) return shut ?? { refused: "invitation-unknown" };
	const [organisation, person] = await Promise.all([
		row.organisation === null
			? null
			: query.selectFrom("organisation").select(["id", "name"]).where("id", "=", row.organisation).executeTakeFirstOrThrow(),
		row.person === null ? null : query.selectFrom("person").select("login_name").where("id", "=", row.person).executeTakeFirstOrThrow(),
	]);
	return {
		kind: row.kind,
		organisation,
		roles: [...row.roles],
		name: (person?.login_name ?? null) as LoginName | null,
		expiresAt: row.expires_at,
		person: row.person,
	};
}

/** The newest invitations, without their tokens, which nobody has but whoever was invited. */
export async function readInvitations({ query }: Database, now: Instant, limit: number): Promise<readonly Invitation[]> {
	const rows = await query.selectFrom("invitation").selectAll().orderBy("made_at", "desc").orderBy("id").limit(limit).execute();
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		organisation: row.organisation,
		roles: [...row.roles],
		person: row.person,
		madeBy: row.made_by,
		madeAt: row.made_at,
		expiresAt: row.expires_at,
		state: stateOf(row, now),
	}));
}

/** Takes an invitation back. One that was used, taken back or has expired is refused as what it is. */
export async function revokeInvitation(
	{ query }: Database,
	{ invitation, by, now }: { readonly invitation: InvitationId; readonly by: PersonId; readonly now: Instant },
): Promise<Refused | null> {
	return query.transaction().execute(async (turn) => {
		const row = await turn.selectFrom("invitation").selectAll().where("id", "=", invitation).forUpdate().executeTakeFirst();
		if (row === undefined) return { refused: "not-found" };
		const shut = whyShut(row, now);
		if (shut !== null && shut.refused !== "invitation-unconfirmed") return shut;
		await turn.updateTable("invitation").set({ revoked_at: now }).where("id", "=", invitation).execute();
		await recordAction(turn, { organisation: row.organisation, by, what: "revoked-invitation", subject: invitation, at: now });
		return null;
	});
}

/** What waits for this person's confirmation. */
export async function readConfirmations({ query }: Database, person: PersonId, now: Instant): Promise<readonly Confirmation[]> {
	const rows = await confirmable(query, person, now).execute();
	return rows.map(({ id, kind, login_name, expires_at }) => ({
		invitation: id,
		kind,
		name: login_name as LoginName,
		expiresAt: expires_at,
	}));
}

/** Confirms that whoever asked for a new way in is who they say. What is not this person's to confirm is not found. */
export async function confirmRenewal(
	{ query }: Database,
	{ invitation, by, now }: { readonly invitation: InvitationId; readonly by: PersonId; readonly now: Instant },
): Promise<Refused | null> {
	return query.transaction().execute(async (turn) => {
		const row = await confirmable(turn, by, now).where("invitation.id", "=", invitation).forUpdate("invitation").executeTakeFirst();
		if (row === undefined) return { refused: "not-found" };
		await turn.updateTable("invitation").set({ confirmed_by: by }).where("id", "=", invitation).execute();
		await recordAction(turn, { organisation: row.organisation, by, what: "confirmed-renewal", subject: invitation, at: now });
		return null;
	});
}

/** Organisations of which this person is a root by the post that they hold now. */
export async function readRootPosts({ query }: Database, person: PersonId): Promise<readonly OrganisationId[]> {
	const rows = await query
		.selectFrom("tenure")
		.select("organisation")
		.distinct()
		.where("person", "=", person)
		.where("role", "in", [...ROOT_ROLES])
		.where("removed", "=", false)
		.execute();
	return rows.map(({ organisation }) => organisation);
}

/**
 * Renewals that wait for a second person, where this may be they: a root of the same organisation, or for an administrator
 * another administrator; never whoever made the invitation, and never the person themself.
 */
function confirmable(query: Queries, by: PersonId, now: Instant) {
	return query
		.selectFrom("invitation")
		.innerJoin("person", "person.id", "invitation.person")
		.select(["invitation.id", "invitation.kind", "invitation.organisation", "person.login_name", "invitation.expires_at"])
		.where("invitation.kind", "<>", "join")
		.where("invitation.confirmed_by", "is", null)
		.where("invitation.accepted_at", "is", null)
		.where("invitation.revoked_at", "is", null)
		.where("invitation.expires_at", ">", now)
		.where("invitation.person", "<>", by)
		.where(({ eb, or }) => or([eb("invitation.made_by", "is", null), eb("invitation.made_by", "<>", by)]))
		.where(({ exists, or, selectFrom }) =>
			or([
				exists(
					selectFrom("tenure")
						.select("tenure.id")
						.whereRef("tenure.organisation", "=", "invitation.organisation")
						.where("tenure.person", "=", by)
						.where("tenure.role", "in", [...ROOT_ROLES])
						.where("tenure.removed", "=", false),
				),
				exists(
					selectFrom("person as other")
						.select("other.id")
						.where("other.id", "=", by)
						.where("other.administrator", "=", true)
						.where("other.ended_at", "is", null)
						.where("invitation.organisation", "is", null),
				),
			]),
		)
		.orderBy("invitation.made_at");
}
