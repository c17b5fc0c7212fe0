/** Merkle trees of RFC 6962 §2.1. Tree hashes are byte strings here; `toHash` writes them as hex at the edge. */
import { sha256 } from "./bytes.ts";

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

/** A half-open range of leaves. */
export type LeafRange = { readonly start: number; readonly end: number };

/** A complete subtree: `height` levels over its leaves, the `index`-th of its height from the left. */
export type Subtree = { readonly height: number; readonly index: number };

/** A tree reduced to the roots of its complete subtrees, largest first: all that is needed to append. */
export type Frontier = { readonly size: number; readonly peaks: readonly Uint8Array[] };

/** Hash of an entry: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
	return sha256(LEAF_PREFIX, entry);
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
	return sha256(NODE_PREFIX, left, right);
}

/** The tree of no leaves. */
export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/** Appends one leaf hash: equal-sized complete subtrees at the right merge, as a binary counter carries. */
export function append({ size, peaks }: Frontier, leaf: Uint8Array): Frontier {
	let carried = 0;
	for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) carried += 1;
	const kept = peaks.slice(0, peaks.length - carried);
	const merged = peaks.slice(peaks.length - carried).reduceRight((right, left) => nodeHash(left, right), leaf);
	return { size: size + 1, peaks: [...kept, merged] };
}

/** The Merkle Tree Hash; of no leaves, SHA-256 of nothing. */
export function frontierRoot({ peaks }: Frontier): Uint8Array {
	return peaks.length === 0 ? sha256() : joinPeaks(peaks);
}

/** The Merkle Tree Hash of a list of leaf hashes. */
export function treeRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
	return frontierRoot(leafHashes.reduce(append, EMPTY_FRONTIER));
}

/** Hashes complete subtrees, largest first, into the root of the range that they make up together. */
export function joinPeaks(peaks: readonly Uint8Array[]): Uint8Array {
	return peaks.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * The complete subtrees that make up a range, left to right. The range must be one
 * that RFC 6962 hashes: its start a multiple of the largest power of two within it.
 */
export function completeSubtrees({ start, end }: LeafRange): readonly Subtree[] {
	const found: Subtree[] = [];
	let from = start;
	while (from < end) {
		let height = 0;
		while (2 ** (height + 1) <= end - from) height += 1;
		found.push({ height, index: from / 2 ** height });
		from += 2 ** height;
	}
	return found;
}
