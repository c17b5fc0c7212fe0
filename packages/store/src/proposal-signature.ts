/** The signatures of a proposal: kept as they come, each root's once. */
import type { Hash } from "@answerable/types/bytes";
import type { Countersignature } from "@answerable/types/key";
import { bytesColumn, signatureOf, signingKeyOf } from "./column.ts";
import type { Queries } from "./context.ts";

export async function keepSignature(query: Queries, hash: Hash, { root, signature }: Countersignature): Promise<void> {
	await query
		.insertInto("proposal_signature")
		.values({ proposal: bytesColumn(hash), root: bytesColumn(root), signature: bytesColumn(signature) })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** The signatures of a proposal, in an order that is always the same. */
export async function readSignatures(query: Queries, hash: Hash): Promise<readonly Countersignature[]> {
	const rows = await query
		.selectFrom("proposal_signature")
		.select(["root", "signature"])
		.where("proposal", "=", bytesColumn(hash))
		.orderBy("root")
		.execute();
	return rows.map(({ root, signature }) => ({ root: signingKeyOf(root), signature: signatureOf(signature) }));
}
