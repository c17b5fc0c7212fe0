/** Whose signatures count: tenures whose key two roots of their organisation countersigned, roots that the log's key signed. */
import { keyHash } from "@answerable/log/key-statement";
import { parseVerifierKey } from "@answerable/log/note";
import { ProofError } from "@answerable/log/proof-error";
import { checkDirectoryKey } from "@answerable/log/root-history";
import type { Verify } from "@answerable/log/signing";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { PersonId, TenureId } from "@answerable/types/id";
import { Countersignature, KeyStatement } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import { hashOf } from "./column.ts";
import type { Queries, StoreContext } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { readStoredRoots, rootSetsOf, type StoredRoots } from "./root-store.ts";

/** A key that may sign, its name (the hash that a raise or a grant gives it), and who holds it by the statement that was signed. */
export type TenureKey = { readonly key: Hash; readonly sign: SigningKey; readonly person: PersonId; readonly role: Role };

/** Statements are immutable and were checked, so a key is looked up once. */
const known = new WeakMap<StoreContext, Map<TenureId, TenureKey>>();

/**
 * Signing keys of these tenures, removed or not: an act was lawful if it was when it was done. A tenure that somebody
 * wrote into the table without its roots' signatures has no key here, so that what it signs is not believed.
 */
export async function readSignKeys(
	ctx: StoreContext,
	query: Queries,
	tenures: readonly TenureId[],
): Promise<ReadonlyMap<TenureId, TenureKey>> {
	const keys = known.get(ctx) ?? new Map<TenureId, TenureKey>();
	known.set(ctx, keys);
	const missing = [...new Set(tenures)].filter((tenure) => !keys.has(tenure));
	if (missing.length > 0) {
		const rows = await query
			.selectFrom("tenure")
			.leftJoin("log_entry", "log_entry.leaf_id", "tenure.leaf_id")
			.select(["tenure.id", "tenure.organisation", "tenure.key_hash", "tenure.statement", "tenure.countersignatures", "tenure.seal_key"])
			.select("log_entry.index as leaf_index")
			.where("tenure.id", "in", missing)
			.execute();
		const roots = await readStoredRoots(query, [...new Set(rows.map(({ organisation }) => organisation))]);
		const logKey = ctx.logKey ?? parseVerifierKey((await requireDeployment(ctx.db)).logKey).key;
		for (const row of rows) {
			const key = checkedKey(row, roots.get(row.organisation), { logKey, verify: ctx.verify });
			if (key !== null) {
				keys.set(row.id, key);
			}
		}
	}
	return keys;
}

type TenureRow = {
	readonly id: TenureId;
	readonly key_hash: Uint8Array;
	readonly statement: unknown;
	readonly countersignatures: unknown;
	readonly seal_key: Uint8Array;
	readonly leaf_index: number | null;
};

type Checking = { readonly logKey: SigningKey; readonly verify: Verify };

function checkedKey(row: TenureRow, roots: StoredRoots | undefined, { logKey, verify }: Checking): TenureKey | null {
	const statement = KeyStatement.safeParse(row.statement);
	const countersignatures = [row.countersignatures].flat().map((value) => Countersignature.safeParse(value));
	if (!statement.success || roots === undefined || !countersignatures.every(({ success }) => success)) {
		return null;
	}
	if (statement.data.tenure !== row.id || keyHash(statement.data) !== hashOf(row.key_hash)) {
		return null;
	}
	const stored = {
		statement: statement.data,
		countersignatures: countersignatures.flatMap(({ data }) => data ?? []),
		leafIndex: row.leaf_index,
	};
	try {
		checkDirectoryKey(stored, rootSetsOf(roots, logKey, verify), row.seal_key, verify);
		const { sign, person, role } = statement.data;
		return { key: keyHash(statement.data), sign, person, role };
	} catch (error) {
		if (error instanceof ProofError) {
			return null;
		}
		throw error;
	}
}
