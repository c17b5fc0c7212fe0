/** Founding an organisation: by the owner's connection only. What begins it is in `beginning.ts`. */

import { rootRolesOf } from "@answerable/domain/founding";
import type { InvitationToken } from "@answerable/types/account";
import type { DirectoryEntry } from "@answerable/types/founding";
import type { InvitationId, OrganisationId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { closeAppointment } from "./appointment-store.ts";
import type { Queries, StoreContext, Turn } from "./context.ts";
import { isTaken } from "./fault.ts";
import { type Founder, readFounders } from "./founders.ts";
import { type NotFounded, recordFounding, Undone, undoing, whileFounding } from "./founding-turn.ts";
import { insertInvitation } from "./invitation-store.ts";
import { newToken } from "./invitation-token.ts";
import { readRootSets } from "./proposal.ts";
import { addExternalEntry, addOrganisation, type NewOrganisation } from "./registration.ts";

export type NewFounding = { readonly organisation: NewOrganisation; readonly directory: readonly DirectoryEntry[]; readonly now: Instant };

/** An invitation to a post. The token is told here and never again. */
export type PostInvitation = { readonly role: Role; readonly token: InvitationToken; readonly expiresAt: Instant };

/** Writes an organisation that takes no concerns yet, its directory, and an invitation for each of its three first roots. */
export async function foundOrganisation(ctx: StoreContext, founding: NewFounding): Promise<readonly PostInvitation[] | NotFounded> {
	const { organisation, directory, now } = founding;
	const kind = organisation.rules === null ? "external" : "provider";
	return settled(ctx, founding, async (turn) => {
		await addOrganisation(turn, organisation);
		for (const entry of directory) await enterBody(turn, organisation.id, entry);
		await recordFounding(turn.query, organisation.id, "founded-organisation", now);
		const invitations: PostInvitation[] = [];
		for (const [place, role] of rootRolesOf(kind).entries()) {
			const { invitation, ...shown } = await invite(turn.query, { organisation: organisation.id, role, now });
			await turn.query.insertInto("founding_post").values({ organisation: organisation.id, place, role, invitation }).execute();
			invitations.push(shown);
		}
		return invitations;
	});
}

/** An entry is only written for a body that has begun, under roots that it has or had. */
async function enterBody(turn: Turn, organisation: OrganisationId, { body: slug, roots, ...entry }: DirectoryEntry): Promise<void> {
	const body = await turn.query
		.selectFrom("organisation")
		.select("id")
		.where("slug", "=", slug)
		.where("kind", "=", "external")
		.executeTakeFirst();
	if (body === undefined) throw new Undone("unknown-body", slug);
	const sets = await readRootSets(turn, body.id);
	if (sets.length === 0) throw new Undone("body-not-begun", slug);
	if (!sets.some(({ fingerprint }) => fingerprint === roots)) throw new Undone("other-roots", slug);
	await addExternalEntry(turn, { organisation, body: body.id, ...entry });
}

type Post = { readonly organisation: OrganisationId; readonly role: Role; readonly now: Instant };

async function invite(query: Queries, { organisation, role, now }: Post): Promise<PostInvitation & { readonly invitation: InvitationId }> {
	const { token, ...kept } = newToken(now);
	const to = { kind: "join" as const, organisation, roles: [role], person: null };
	const invitation = await insertInvitation(query, to, { ...kept, madeBy: null });
	return { invitation, role, token, expiresAt: kept.expiresAt };
}

/**
 * Invites somebody to a post anew: the invitation expired, or whoever came by it lost their words or is not to be it. Whatever they
 * offered and signed for this post no longer counts.
 */
export async function renewFounder(ctx: StoreContext, post: Post): Promise<PostInvitation | NotFounded> {
	const { organisation, role, now } = post;
	return whileFounding(ctx, organisation, async ({ query }, founders) => {
		const before = founders.find((founder) => founder.role === role);
		if (before === undefined) throw new Undone("not-a-post", role);
		const { invitation, ...shown } = await invite(query, post);
		await revokeOpen(query, organisation, now, role);
		await query
			.updateTable("founding_post")
			.set({ invitation })
			.where("organisation", "=", organisation)
			.where("role", "=", role)
			.execute();
		if (before.person !== null) await closeAppointment(query, { organisation, person: before.person, role }, now);
		await recordFounding(query, organisation, "renewed-founder", now);
		return shown;
	});
}

/** Gives up a founding: its name and code are free again, and nobody comes in by it. What people did in it stays recorded. */
export async function withdrawFounding(
	ctx: StoreContext,
	{ organisation, now }: { readonly organisation: OrganisationId; readonly now: Instant },
): Promise<null | NotFounded> {
	return whileFounding(ctx, organisation, async ({ query }) => {
		await revokeOpen(query, organisation, now);
		await query.deleteFrom("founding_post").where("organisation", "=", organisation).execute();
		await query
			.updateTable("appointment")
			.set({ ended_at: now })
			.where("organisation", "=", organisation)
			.where("ended_at", "is", null)
			.execute();
		const people = await query
			.updateTable("person")
			.set({ ended_at: now })
			.where("organisation", "=", organisation)
			.where("ended_at", "is", null)
			.returning("id")
			.execute();
		const ids = people.map(({ id }) => id);
		if (ids.length > 0) await query.deleteFrom("session").where("person", "in", ids).execute();
		const slug = `withdrawn-${organisation}`;
		await query.updateTable("organisation").set({ slug, ods_code: null }).where("id", "=", organisation).execute();
		await recordFounding(query, organisation, "withdrew-founding", now);
		return null;
	});
}

async function revokeOpen(query: Queries, organisation: OrganisationId, now: Instant, role?: Role): Promise<void> {
	await query
		.updateTable("invitation")
		.set({ revoked_at: now })
		.where("accepted_at", "is", null)
		.where("revoked_at", "is", null)
		.where("id", "in", (posts) =>
			posts
				.selectFrom("founding_post")
				.select("invitation")
				.where("organisation", "=", organisation)
				.$if(role !== undefined, (all) => all.where("role", "=", role ?? "guardian")),
		)
		.execute();
}

/** An organisation that is being founded, by its short name. */
export async function findFounding(
	{ query }: { readonly query: Queries },
	slug: string,
): Promise<{ readonly organisation: OrganisationId; readonly founders: readonly Founder[] } | NotFounded> {
	const row = await query.selectFrom("organisation").select("id").where("slug", "=", slug).executeTakeFirst();
	const founders = row === undefined ? null : await readFounders(query, row.id);
	return row === undefined || founders === null ? { refused: "not-founding", of: slug } : { organisation: row.id, founders };
}

/** Short names of the organisations that are being founded. */
export async function listFoundings({ query }: { readonly query: Queries }): Promise<readonly string[]> {
	const rows = await query
		.selectFrom("organisation")
		.innerJoin("founding_post", "founding_post.organisation", "organisation.id")
		.leftJoin("root_set", "root_set.organisation", "organisation.id")
		.select("organisation.slug")
		.distinct()
		.where("root_set.leaf_id", "is", null)
		.orderBy("organisation.slug")
		.execute();
	return rows.map(({ slug }) => slug);
}

/** Of two who found under one name or code at once, one is told. */
async function settled<T>(ctx: StoreContext, { organisation }: NewFounding, work: (turn: Turn) => Promise<T>): Promise<T | NotFounded> {
	try {
		return await undoing(() => ctx.db.query.transaction().execute((query) => work({ ctx, query })));
	} catch (error) {
		if (isTaken(error, "organisation", "organisation_slug_key")) return { refused: "slug-taken", of: organisation.slug };
		if (isTaken(error, "organisation", "organisation_ods_code_key")) return { refused: "ods-code-taken", of: organisation.odsCode ?? "" };
		throw error;
	}
}
