/** One turn at a founding: under the organisation's lock, recorded, and taken back as a whole where it is refused. */
import type { Verify } from "@answerable/log/signing";
import type { AdminActionKind } from "@answerable/types/admin";
import type { OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { recordAction } from "./admin-action-store.ts";
import type { Database } from "./connect.ts";
import type { Queries, StoreContext, Turn } from "./context.ts";
import { type Founder, readFounders } from "./founders.ts";
import { lockOrganisation } from "./organisation-lock.ts";

/** Why it was not done. `of` names the body, the post or the fingerprint that it is about. */
export type NotFounded = {
	readonly refused:
		| "slug-taken"
		| "ods-code-taken"
		| "unknown-body"
		| "body-not-begun"
		| "other-roots"
		| "not-founding"
		| "not-a-post"
		| "key-missing"
		| "signature-missing"
		| "wrong-signature"
		| "other-fingerprint";
	readonly of: string;
};

/** What the owner's connection needs to found and begin: no tag of a case is read or written, so nothing is blinded with a view key. */
export function foundingContext(db: Database, verify: Verify): StoreContext {
	return { db, verify, viewKey: new Uint8Array(32) };
}

/** Thrown to take back what a transaction wrote before it was refused. */
export class Undone extends Error {
	readonly notFounded: NotFounded;
	constructor(refused: NotFounded["refused"], of: string) {
		super(refused);
		this.notFounded = { refused, of };
	}
}

/** Does something to an organisation that is being founded. */
export async function whileFounding<T>(
	ctx: StoreContext,
	organisation: OrganisationId,
	work: (turn: Turn, founders: readonly Founder[]) => Promise<T>,
): Promise<T | NotFounded> {
	return undoing(() =>
		ctx.db.query.transaction().execute(async (query) => {
			await lockOrganisation(query, organisation);
			const founders = await readFounders(query, organisation);
			if (founders === null) throw new Undone("not-founding", organisation);
			return work({ ctx, query }, founders);
		}),
	);
}

/** Hands out what a transaction was refused for, once nothing of it is left. */
export async function undoing<T>(work: () => Promise<T>): Promise<T | NotFounded> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Undone) return error.notFounded;
		throw error;
	}
}

/** Writes into the record what was done at the machine. */
export async function recordFounding(query: Queries, organisation: OrganisationId, what: AdminActionKind, at: Instant): Promise<void> {
	await recordAction(query, { organisation, by: null, what, subject: organisation, at });
}
