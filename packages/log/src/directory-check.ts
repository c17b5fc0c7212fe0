/** What the log itself says of an organisation's keys, held against what a server shows of them. */
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { DirectoryKey } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { epochSeconds, instantOf } from "./epoch.ts";
import { keyHash } from "./key-statement.ts";
import { statementOfLeaf } from "./leaf.ts";
import { ProofError } from "./proof-error.ts";
import { rootChangeHash } from "./root-history.ts";
import type { KeyAddition, StatementLeaf } from "./statement-leaf.ts";

/** What a server shows of one organisation. Signatures and places were checked before. */
export type ShownDirectory = {
	readonly organisation: OrganisationId;
	/** Keys that may be sealed to. */
	readonly keys: readonly (Pick<DirectoryKey, "statement"> & KeyAddition)[];
	/** Tenures whose removal two roots signed. */
	readonly removed: ReadonlySet<TenureId>;
	/** Fingerprints of all sets of roots but the first. */
	readonly roots: ReadonlySet<string>;
	/** Which register of ties is shown; 0 if none is. */
	readonly interests: number;
	/** Which policy is shown; null of a body that follows none of ours. */
	readonly policy: Hash | null;
	/** Which roles of this organisation are shown at all: of an outside body only those who answer for it. */
	readonly shows: (role: Role) => boolean;
	readonly now: Instant;
};

/** The statements among the entries of a log, in their order. */
export function statementsIn(entries: readonly Uint8Array[]): readonly StatementLeaf[] {
	return entries.flatMap((entry) => statementOfLeaf(entry) ?? []);
}

/** From when on anything is sealed to a key. */
export function usableFrom({ addedAt, cooldownSeconds }: KeyAddition): Instant {
	return instantOf(epochSeconds(addedAt) + cooldownSeconds);
}

/**
 * Throws if a key is shown that was removed or is in its cooldown, if one that should be shown is not, or if the log holds a
 * change of roots that is not shown. A removal counts against a key that is shown whoever signed it; it excuses a key that is
 * not shown only if two roots signed it.
 *
 * [Note: What a scan proves] Every entry is looked at, so a server that hides a board's keys must hide them from the log as
 * well, and the log is the same for everybody. How far back the entries reach is for the caller to say.
 */
export function checkDirectory(log: readonly StatementLeaf[], shown: ShownDirectory): void {
	const { organisation, keys, now } = shown;
	if (keys.some((key) => usableFrom(key) > now)) throw new ProofError("key-in-cooldown", "A key is shown that may not be sealed to yet.");
	const names = new Set(keys.map(({ statement }) => keyHash(statement)));
	for (const leaf of log) {
		if ("organisation" in leaf.statement && leaf.statement.organisation === organisation) checkLeaf(leaf, names, shown);
	}
	const adopted = log.findLast((leaf) => leaf.kind === "policy-adoption" && leaf.statement.organisation === organisation);
	if (adopted?.kind === "policy-adoption" && adopted.statement.policy !== shown.policy) {
		throw new ProofError("policy-left-out", "The policy that is shown is not the one that was adopted last.");
	}
}

function checkLeaf(leaf: StatementLeaf, names: ReadonlySet<string>, shown: ShownDirectory): void {
	if (leaf.kind === "key-removal" && names.has(leaf.statement.key)) throw new ProofError("key-removed", "A key is shown that was removed.");
	if (leaf.kind === "root-change" && !shown.roots.has(rootChangeHash(leaf.statement))) {
		throw new ProofError("roots-left-out", "The log holds a change of the roots that is not shown.");
	}
	if (leaf.kind === "interests" && leaf.statement.number > shown.interests) {
		throw new ProofError("interests-left-out", "The log holds a later register of ties than the one that is shown.");
	}
	if (leaf.kind === "key" && isMissing(leaf, names, shown)) throw new ProofError("key-left-out", "A key of the log is not shown.");
}

function isMissing(
	leaf: Extract<StatementLeaf, { kind: "key" }>,
	names: ReadonlySet<string>,
	{ removed, shows, now }: ShownDirectory,
): boolean {
	const { statement } = leaf;
	if (!shows(statement.role) || usableFrom(leaf) > now) return false;
	return !names.has(keyHash(statement)) && !removed.has(statement.tenure);
}
