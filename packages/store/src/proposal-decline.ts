/** Who will not sign a proposal: roots who said no, and whoever made it and took it back. */
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { bytesColumn, hashOf } from "./column.ts";
import type { Queries } from "./context.ts";

/** Somebody who will not sign, by person and, for each key that they hold, by what they sign with. */
export type Decline = { readonly person: PersonId; readonly signs: readonly SigningKey[] };

export async function keepDecline(query: Queries, hash: Hash, { person, at }: { readonly person: PersonId; readonly at: Instant }) {
	await query
		.insertInto("proposal_decline")
		.values({ proposal: bytesColumn(hash), person, at })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Whoever signs it again has changed their mind. */
export async function dropDecline(query: Queries, hash: Hash, person: PersonId): Promise<void> {
	await query.deleteFrom("proposal_decline").where("proposal", "=", bytesColumn(hash)).where("person", "=", person).execute();
}

/** Makes another the one who proposes it, from now on. */
export async function takeUp(
	query: Queries,
	hash: Hash,
	{ person, at }: { readonly person: PersonId; readonly at: Instant },
): Promise<void> {
	await query.updateTable("proposal").set({ proposer: person, made_at: at }).where("hash", "=", bytesColumn(hash)).execute();
}

/** Whoever will not sign, for each proposal of an organisation that waits. */
export async function readDeclines(query: Queries, organisation: OrganisationId): Promise<ReadonlyMap<Hash, readonly Decline[]>> {
	const rows = await query
		.selectFrom("proposal_decline")
		.innerJoin("proposal", "proposal.hash", "proposal_decline.proposal")
		.leftJoin("tenure", (join) =>
			join.onRef("tenure.person", "=", "proposal_decline.person").onRef("tenure.organisation", "=", "proposal.organisation"),
		)
		.select(["proposal_decline.proposal", "proposal_decline.person", "tenure.statement"])
		.where("proposal.organisation", "=", organisation)
		.where("proposal.enacted", "=", false)
		.orderBy("proposal_decline.at")
		.orderBy("proposal_decline.person")
		.execute();
	const found = new Map<Hash, Decline[]>();
	for (const { proposal, person, statement } of rows) {
		const declines = found.get(hashOf(proposal)) ?? [];
		const signs = [...(declines.find((each) => each.person === person)?.signs ?? []), ...(statement === null ? [] : [statement.sign])];
		found.set(hashOf(proposal), [...declines.filter((each) => each.person !== person), { person, signs }]);
	}
	return found;
}

/** Whether it waits for nobody any more: whoever made it took it back, or too few roots are left to sign it. */
export function isGivenUp(
	{ proposer, declines }: { readonly proposer: PersonId; readonly declines: readonly Decline[] },
	present: readonly SigningKey[],
): boolean {
	const left = present.filter((root) => !hasDeclined(declines, root));
	return declines.some(({ person }) => person === proposer) || left.length < 2;
}

/** Whether the holder of a key will not sign. */
export function hasDeclined(declines: readonly Decline[], root: SigningKey): boolean {
	return declines.some(({ signs }) => signs.includes(root));
}
