/** The entries of the log, hashed once: for proofs of our own against checkpoints that were seen. */
import { toHex } from "@answerable/log/bytes";
import { isLeafOf } from "@answerable/log/leaf";
import type { RangeHash } from "@answerable/log/proof";
import { growTree, tiledHash, tilesIn } from "@answerable/log/tile";
import { leafHash } from "@answerable/log/tree";
import type { CaseTag } from "@answerable/types/id";

export type HashedLog = {
	readonly size: number;
	readonly root: Uint8Array;
	readonly range: RangeHash;
	/** Where a leaf stands, by its hash in hex: once, if all is well. */
	readonly placesOf: (leafHash: string) => readonly number[];
	/** The same by the leaf itself in hex. */
	readonly placesOfEntry: (entry: string) => readonly number[];
	/** Every leaf of a case, in the order of the log. */
	readonly leavesOf: (caseTag: CaseTag) => readonly Uint8Array[];
};

/** Hashes every entry. */
export function hashLog(entries: readonly Uint8Array[]): HashedLog {
	const hashes = entries.map(leafHash);
	const { root, tiles } = growTree(0, [], hashes);
	const byHash = placesIn(hashes);
	const byEntry = placesIn(entries);
	const byCase = leavesByCase(entries);
	return {
		size: hashes.length,
		root,
		range: tiledHash(hashes.length, tilesIn(tiles)),
		placesOf: (hash) => byHash.get(hash) ?? [],
		placesOfEntry: (entry) => byEntry.get(entry) ?? [],
		leavesOf: (caseTag) => byCase.get(caseTag) ?? [],
	};
}

/** A leaf of a case holds its tag after version and kind (packages/log/FORMAT.md, "Leaves"). */
function leavesByCase(entries: readonly Uint8Array[]): ReadonlyMap<CaseTag, readonly Uint8Array[]> {
	const leaves = new Map<CaseTag, Uint8Array[]>();
	for (const entry of entries) {
		const tag = toHex(entry.subarray(2, 34)) as CaseTag;
		if (!isLeafOf(entry, tag)) continue;
		const known = leaves.get(tag);
		if (known === undefined) leaves.set(tag, [entry]);
		else known.push(entry);
	}
	return leaves;
}

function placesIn(list: readonly Uint8Array[]): ReadonlyMap<string, readonly number[]> {
	const places = new Map<string, number[]>();
	for (const [index, bytes] of list.entries()) {
		const name = toHex(bytes);
		const known = places.get(name);
		if (known === undefined) places.set(name, [index]);
		else known.push(index);
	}
	return places;
}
