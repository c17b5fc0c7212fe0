/** The roots of an organisation through time: a first set that the operator signed, and changes that two of the roots before signed. */
import type { Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { Countersignature, DirectoryKey, RootChangeStatement, RootStatement } from "@answerable/types/key";
import { sha256Hash, utf8 } from "./bytes.ts";
import { checkCountersigned, type Signed } from "./countersigned.ts";
import { checkRoots, keyBytes, rootHash } from "./key-statement.ts";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";
import { textForm } from "./text-form.ts";

/** A change with the signatures of two of the roots before it, and where its leaf stands; null while it is not published. */
export type SignedRootChange = {
	readonly statement: RootChangeStatement;
	readonly countersignatures: readonly Countersignature[];
	readonly leafIndex: number | null;
};

/** The first roots with the operator's signature, and every change since, oldest first. */
export type RootHistory = {
	readonly statement: RootStatement;
	readonly signature: Signature;
	readonly changes: readonly SignedRootChange[];
};

/** Three roots that hold or held. `until` is the place of the leaf that ended them; null while they hold, or while it has none. */
export type RootSet = { readonly statement: RootStatement; readonly fingerprint: Hash; readonly until: number | null };

/** One root that makes way for another. */
export function rootChangeText({ organisation, previous, out, in: into }: RootChangeStatement): string {
	return textForm("root-change", [
		["organisation", organisation],
		["previous", previous],
		["out", out],
		["in", into],
	]);
}

/** The fingerprint of the roots that a change leaves: through `previous` it names every set before them. */
export function rootChangeHash(statement: RootChangeStatement): Hash {
	return sha256Hash(utf8(rootChangeText(statement)));
}

/** The roots after a change; throws unless it changes exactly one of these. */
export function changedRoots({ statement: before, fingerprint }: RootSet, change: RootChangeStatement): RootStatement {
	if (change.organisation !== before.organisation) throw new ProofError("other-organisation", "The roots of another organisation change.");
	const isNext = change.previous === fingerprint && before.roots.includes(change.out) && !before.roots.includes(change.in);
	if (!isNext) throw new ProofError("wrong-root-change", "A change of roots does not follow the roots before it.");
	return { ...before, roots: before.roots.map((root) => (root === change.out ? change.in : root)) };
}

/**
 * Every set of roots, oldest first; the last one holds. Throws unless the operator signed the first and two roots of each set
 * signed the next.
 *
 * [Note: Old posters keep working] A fingerprint on a poster is that of the set of its day. Whoever pins any set of the history
 * believes the sets after it, because its own roots signed them, and the sets before it, because its text names them.
 */
export function checkRootHistory({ statement, signature, changes }: RootHistory, operator: SigningKey, verify: Verify): readonly RootSet[] {
	checkRoots(statement, signature, operator, verify);
	const sets: RootSet[] = [];
	let present: RootSet = { statement, fingerprint: rootHash(statement), until: null };
	for (const change of changes) {
		const roots = changedRoots(present, change.statement);
		const message = utf8(rootChangeText(change.statement));
		checkCountersigned({ organisation: statement.organisation, message }, change.countersignatures, present.statement, verify);
		const before = sets.at(-1)?.until ?? -1;
		if (change.leafIndex !== null && change.leafIndex <= before)
			throw new ProofError("wrong-root-change", "Changes of roots out of order.");
		sets.push({ ...present, until: change.leafIndex });
		present = { statement: roots, fingerprint: rootChangeHash(change.statement), until: null };
	}
	return [...sets, present];
}

/**
 * Throws unless two roots signed who held when the statement's leaf got its place.
 *
 * [Note: Who held then] What was countersigned stays countersigned when a root leaves, but a root that has left signs nothing new:
 * its signature counts only on leaves that stand before the one that ended it. Nothing is published of an organisation's keys
 * between a change of its roots and the change's own leaf, except by roots of both sets (store, "One change at a time").
 */
export function checkSignedByRoots(
	signed: Signed & { readonly leafIndex: number | null },
	countersignatures: readonly Countersignature[],
	sets: readonly RootSet[],
	verify: Verify,
): void {
	const { leafIndex } = signed;
	const holding = sets.filter(({ until }) => until === null || (leafIndex !== null && leafIndex < until));
	let last: unknown = new ProofError("unknown-root", "No roots are known that could have signed.");
	for (const { statement } of holding.reverse()) {
		try {
			checkCountersigned(signed, countersignatures, statement, verify);
			return;
		} catch (error) {
			if (!(error instanceof ProofError)) throw error;
			last = error;
		}
	}
	throw last;
}

/** A key with its signatures, and where its leaf stands; null while it is not published. */
export type SignedKey = Pick<DirectoryKey, "statement" | "countersignatures"> & { readonly leafIndex: number | null };

/**
 * Throws unless two different roots of the same organisation signed the key, no signature on it is wrong or a stranger's, and
 * `sealBytes` (the decoded X-Wing key) is the key that the statement names.
 */
export function checkDirectoryKey(key: SignedKey, sets: readonly RootSet[], sealBytes: Uint8Array, verify: Verify): void {
	const { statement, countersignatures, leafIndex } = key;
	checkSignedByRoots({ organisation: statement.organisation, message: keyBytes(statement), leafIndex }, countersignatures, sets, verify);
	if (sha256Hash(sealBytes) !== statement.seal) throw new ProofError("wrong-seal-key", "The sealing key is not the one that was signed.");
}
