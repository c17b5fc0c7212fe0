/** One change at a time to an organisation's keys, roots, rules and appointments. */
import type { OrganisationId } from "@answerable/types/id";
import { sql } from "kysely";
import type { Queries } from "./context.ts";

/** Any number that nobody else locks; the second half is the organisation. */
const ORGANISATION_LOCK = 72_162;

/**
 * [Note: One change at a time] Whatever changes an organisation's keys, roots or rules, or appoints to its roles, holds the
 * organisation's lock until its transaction ends, so that of two changes that exclude each other one is done and the other is told.
 */
export async function lockOrganisation(query: Queries, organisation: OrganisationId): Promise<void> {
	await sql`select pg_advisory_xact_lock(${ORGANISATION_LOCK}, hashtext(${organisation}))`.execute(query);
}
