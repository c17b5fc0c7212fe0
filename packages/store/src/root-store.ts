/** The roots of organisations as they are stored: the first set, and every change since. */
import { ProofError } from "@answerable/log/proof-error";
import { checkRootHistory, type RootSet } from "@answerable/log/root-history";
import type { Verify } from "@answerable/log/signing";
import type { Signature, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { LoggedRoots } from "@answerable/types/intake";
import { type Countersignature, Countersignatures, RootChangeStatement, RootStatement } from "@answerable/types/key";
import { signatureOf } from "./column.ts";
import type { Queries } from "./context.ts";

/** `leafIndex` is null of what waits for its epoch. */
export type StoredRoots = {
	readonly statement: RootStatement;
	readonly signature: Signature;
	readonly leafIndex: number | null;
	readonly changes: readonly {
		readonly statement: RootChangeStatement;
		readonly countersignatures: readonly Countersignature[];
		readonly leafIndex: number | null;
	}[];
};

/** The roots of each of these organisations that has any. */
export async function readStoredRoots(
	query: Queries,
	organisations: readonly OrganisationId[],
): Promise<ReadonlyMap<OrganisationId, StoredRoots>> {
	if (organisations.length === 0) return new Map();
	const first = await query
		.selectFrom("root_set")
		.leftJoin("log_entry", "log_entry.leaf_id", "root_set.leaf_id")
		.select(["root_set.organisation", "root_set.statement", "root_set.signature", "log_entry.index"])
		.where("root_set.organisation", "in", organisations)
		.execute();
	const changes = await query
		.selectFrom("root_change")
		.leftJoin("log_entry", "log_entry.leaf_id", "root_change.leaf_id")
		.select(["root_change.organisation", "root_change.statement", "root_change.countersignatures", "log_entry.index"])
		.where("root_change.organisation", "in", organisations)
		.orderBy("root_change.number")
		.execute();
	return new Map(
		first.map(({ organisation, statement, signature, index }) => [
			organisation,
			{
				statement,
				signature: signatureOf(signature),
				leafIndex: index,
				changes: changes
					.filter((change) => change.organisation === organisation)
					.map((change) => ({ statement: change.statement, countersignatures: change.countersignatures, leafIndex: change.index })),
			},
		]),
	);
}

/** What may be served of them: what stands in the log. Null before the first roots do. */
export function servedRoots({ statement, signature, leafIndex, changes }: StoredRoots): LoggedRoots | null {
	if (leafIndex === null) return null;
	const logged = changes.flatMap((change) =>
		change.leafIndex === null
			? []
			: [{ statement: change.statement, countersignatures: [...change.countersignatures], leafIndex: change.leafIndex }],
	);
	return { statement, signature, leafIndex, changes: logged };
}

/** Every set of roots of an organisation, checked; the last one holds. Throws a `ProofError` if somebody wrote what was not signed. */
export function rootSetsOf(stored: StoredRoots, logKey: SigningKey, verify: Verify): readonly RootSet[] {
	const isWhole =
		RootStatement.safeParse(stored.statement).success &&
		stored.changes.every(
			({ statement, countersignatures }) =>
				RootChangeStatement.safeParse(statement).success && Countersignatures.safeParse(countersignatures).success,
		);
	if (!isWhole) throw new ProofError("malformed", "The stored roots cannot be read.");
	return checkRootHistory(stored, logKey, verify);
}
