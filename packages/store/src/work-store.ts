/** Proofs of work that were used, so that none is used twice. A raise spends its own in its own statement. */
import type { Hash } from "@answerable/types/bytes";
import type { CivilDate } from "@answerable/types/time";
import { bytesColumn } from "./column.ts";
import type { Database } from "./connect.ts";

/** True the first time; false for a proof that was spent before. */
export async function spendWork({ query }: Database, hash: Hash, expiresOn: CivilDate): Promise<boolean> {
	const row = await query
		.insertInto("spent_work")
		.values({ hash: bytesColumn(hash), expires_on: expiresOn })
		.onConflict((conflict) => conflict.doNothing())
		.returning("hash")
		.executeTakeFirst();
	return row !== undefined;
}

/** Forgets proofs that nobody could offer any more. */
export async function forgetWork({ query }: Database, today: CivilDate): Promise<void> {
	await query.deleteFrom("spent_work").where("expires_on", "<", today).execute();
}
