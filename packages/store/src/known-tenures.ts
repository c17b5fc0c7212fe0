/** Names and keys of those who act on a case: enough to show a role and to check a signature. */
import type { TenureId } from "@answerable/types/id";
import type { KnownTenure } from "@answerable/types/intake";
import type { CaseHistory } from "./case-history.ts";
import { hashOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { StoreContext } from "./context.ts";

const MOST_REMEMBERED = 5_000;
const remembered = new WeakMap<StoreContext, Map<TenureId, KnownTenure>>();

/** Everybody who received the case, was given it or acted on it. What a key's statement says never changes: each is read once. */
export async function readKnownTenures(ctx: StoreContext, { state, events }: CaseHistory): Promise<KnownTenure[]> {
	const actors = events.flatMap(({ by }) => (by.actor === "handler" ? [by.tenure] : []));
	const ids = new Set<TenureId>([...actors, ...state.recipients.map(({ tenure }) => tenure), ...state.grants.map(({ tenure }) => tenure)]);
	const known = remembered.get(ctx) ?? new Map<TenureId, KnownTenure>();
	remembered.set(ctx, known);
	const missing = [...ids].filter((id) => !known.has(id));
	const read = missing.length === 0 ? [] : await readTenures(ctx.db, missing);
	if (known.size + read.length > MOST_REMEMBERED) known.clear();
	for (const [id, tenure] of read) known.set(id, tenure);
	const found = new Map(read);
	return [...ids].sort().flatMap((id) => known.get(id) ?? found.get(id) ?? []);
}

async function readTenures({ query }: Database, ids: readonly TenureId[]): Promise<readonly (readonly [TenureId, KnownTenure])[]> {
	const rows = await query.selectFrom("tenure").select(["id", "statement", "key_hash"]).where("id", "in", ids).execute();
	return rows.map(({ id, statement, key_hash }) => [id, { statement, key: hashOf(key_hash) }]);
}
