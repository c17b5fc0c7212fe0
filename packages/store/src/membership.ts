/** Whose organisation it is: where somebody holds a role, is to hold one, or was taken on. */
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import type { Queries } from "./context.ts";

/** Whether a person belongs to an organisation now. A buddy guardian belongs to two. */
export async function isMember(query: Queries, person: PersonId, organisation: OrganisationId, now: Instant): Promise<boolean> {
	const { rows } = await sql<{ belongs: boolean }>`
		select exists (
			select from person where id = ${person} and organisation = ${organisation} and (ended_at is null or ended_at > ${now}::timestamptz)
			union all select from tenure where person = ${person} and organisation = ${organisation} and not removed
			union all select from appointment where person = ${person} and organisation = ${organisation} and ended_at is null
		) as belongs`.execute(query);
	return rows[0]?.belongs ?? false;
}

/** Whether somebody is to hold this role and has no countersigned keys for it yet. */
export async function isAppointed(
	query: Queries,
	{ organisation, person, role }: { readonly organisation: OrganisationId; readonly person: PersonId; readonly role: Role },
): Promise<boolean> {
	const row = await query
		.selectFrom("appointment")
		.select("id")
		.where("organisation", "=", organisation)
		.where("person", "=", person)
		.where("role", "=", role)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return row !== undefined;
}
