/** Whether whoever a reporter gives a place to holds the office of the one before: looked up when the act arrives, and again at its slot. */
import { sha256Hash } from "@answerable/log/bytes";
import type { WaitingAct } from "@answerable/types/intake";
import type { RewrapStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { Turn } from "./context.ts";
import { isUsable } from "./directory.ts";
import { readLostKeys } from "./lost-keys.ts";
import { readSignKeys } from "./tenure-keys.ts";
import type { Refused } from "./transact.ts";

/**
 * Null for every other act. The one before is gone, by a removal that two roots signed. The one after is of the same organisation and
 * role; two roots signed their key, it stands in the log, its cooldown is over, and it was not removed. The wrap is the one signed for.
 */
export async function wrongSuccessor(turn: Turn, { act, wrap }: Giving, now: Instant): Promise<Refused | null> {
	if (act.kind !== "rewrapped") return wrap === null ? null : { refused: "ciphertext-mismatch" };
	const { statement } = act;
	if (wrap === null || sha256Hash(wrap) !== statement.wrap) return { refused: "ciphertext-mismatch" };
	return (await isSuccessor(turn, statement, now)) ? null : { refused: "stale-keys" };
}

type Giving = { readonly act: WaitingAct; readonly wrap: Uint8Array | null };

async function isSuccessor({ ctx, query }: Turn, statement: RewrapStatement, now: Instant): Promise<boolean> {
	const { place, tenure, person, key } = statement;
	const row = await query
		.selectFrom("tenure as next")
		.innerJoin("log_entry", "log_entry.leaf_id", "next.leaf_id")
		.innerJoin("tenure as before", "before.organisation", "next.organisation")
		.select("next.organisation")
		.where("next.id", "=", tenure)
		.where("before.id", "=", place.tenure)
		.where("next.removed", "=", false)
		.where(isUsable("next", now))
		.executeTakeFirst();
	if (row === undefined) return false;
	const keys = await readSignKeys(ctx, query, [tenure, place.tenure]);
	const [next, before] = [keys.get(tenure), keys.get(place.tenure)];
	if (next === undefined || next.key !== key || next.person !== person || next.role !== before?.role) return false;
	const gone = new Set((await readLostKeys(ctx, query, row.organisation)).map((lost) => lost.tenure));
	return gone.has(place.tenure) && !gone.has(tenure);
}
