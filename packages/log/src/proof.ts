/** Proofs of inclusion and consistency: RFC 6962 §2.1.1 and §2.1.2, checked as RFC 9162 §2.1.3.2 and §2.1.4.2 write it. */
import { equalBytes } from "./bytes.ts";
import { ProofError } from "./proof-error.ts";
import { type LeafRange, nodeHash, treeRoot } from "./tree.ts";

/** The hash of a range of leaves: from a list (`listedHash`) or from tiles (`tiledHash` in `tile.ts`). */
export type RangeHash = (range: LeafRange) => Uint8Array;

export type Inclusion = {
	/** The leaf hash, not the leaf. */
	readonly leaf: Uint8Array;
	readonly index: number;
	readonly size: number;
	readonly root: Uint8Array;
	readonly proof: readonly Uint8Array[];
};

/** A tree's size and root. */
export type TreeHead = { readonly size: number; readonly root: Uint8Array };

export type Consistency = {
	readonly first: TreeHead;
	readonly second: TreeHead;
	readonly proof: readonly Uint8Array[];
};

/** Hashes ranges of a list of leaf hashes. */
export function listedHash(leafHashes: readonly Uint8Array[]): RangeHash {
	return ({ start, end }) => treeRoot(leafHashes.slice(start, end));
}

/** The ranges whose hashes prove that the tree holds the leaf at this index, in the order of the proof. */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
	requireSize(size);
	if (!Number.isSafeInteger(index) || index < 0 || index >= size)
		throw new ProofError("out-of-range", `No leaf ${index} in a tree of ${size}.`);
	return path(index, { start: 0, end: size });
}

/** The ranges whose hashes prove that a tree of the second size begins with the tree of the first. */
export function consistencyRanges(first: number, second: number): readonly LeafRange[] {
	requireSize(first);
	requireSize(second);
	if (first > second) throw new ProofError("out-of-range", `A tree of ${second} does not begin with one of ${first}.`);
	return first === 0 ? [] : subproof(first, { start: 0, end: second }, true);
}

/** Makes a proof of inclusion. */
export function proveInclusion(index: number, size: number, hash: RangeHash): Uint8Array[] {
	return inclusionRanges(index, size).map(hash);
}

/** Makes a proof of consistency. */
export function proveConsistency(first: number, second: number, hash: RangeHash): Uint8Array[] {
	return consistencyRanges(first, second).map(hash);
}

/** Throws a ProofError unless the proof shows the leaf in the tree (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ leaf, index, size, root, proof }: Inclusion): void {
	if (inclusionRanges(index, size).length !== proof.length)
		throw new ProofError("wrong-proof-length", "The proof has the wrong number of hashes.");
	requireHashes([leaf, root, ...proof]);
	let node = index;
	let lastNode = size - 1;
	let hash = leaf;
	for (const sibling of proof) {
		if (node % 2 === 1 || node === lastNode) {
			hash = nodeHash(sibling, hash);
			while (node % 2 === 0 && node !== 0) [node, lastNode] = [half(node), half(lastNode)];
		} else {
			hash = nodeHash(hash, sibling);
		}
		[node, lastNode] = [half(node), half(lastNode)];
	}
	if (!equalBytes(hash, root)) throw new ProofError("root-mismatch", "The proof does not lead to the root of the tree.");
}

/** Throws a ProofError unless the second tree begins with the first (RFC 9162 §2.1.4.2); every tree begins with the empty one. */
export function verifyConsistency({ first, second, proof }: Consistency): void {
	if (consistencyRanges(first.size, second.size).length !== proof.length) {
		throw new ProofError("wrong-proof-length", "The proof has the wrong number of hashes.");
	}
	requireHashes([first.root, second.root, ...proof]);
	if (first.size === 0) requireRoot(treeRoot([]), first.root);
	else if (first.size === second.size) requireRoot(first.root, second.root);
	else verifyGrowth(first, second, proof);
}

function verifyGrowth(first: TreeHead, second: TreeHead, proof: readonly Uint8Array[]): void {
	let node = first.size - 1;
	let lastNode = second.size - 1;
	while (node % 2 === 1) [node, lastNode] = [half(node), half(lastNode)];
	// When the first tree is one complete subtree, its root is where the proof starts and is left out of it.
	const seeds = node === 0 ? 0 : 1;
	let firstHash = proof.slice(0, seeds).at(0) ?? first.root;
	let secondHash = firstHash;
	for (const sibling of proof.slice(seeds)) {
		if (node % 2 === 1 || node === lastNode) {
			firstHash = nodeHash(sibling, firstHash);
			secondHash = nodeHash(sibling, secondHash);
			while (node % 2 === 0 && node !== 0) [node, lastNode] = [half(node), half(lastNode)];
		} else {
			secondHash = nodeHash(secondHash, sibling);
		}
		[node, lastNode] = [half(node), half(lastNode)];
	}
	requireRoot(firstHash, first.root);
	requireRoot(secondHash, second.root);
}

/** PATH of RFC 6962 §2.1.1, as ranges. */
function path(index: number, { start, end }: LeafRange): LeafRange[] {
	if (end - start === 1) return [];
	const middle = start + largestPowerBelow(end - start);
	const [left, right] = [
		{ start, end: middle },
		{ start: middle, end },
	];
	return index < middle ? [...path(index, left), right] : [...path(index, right), left];
}

/** SUBPROOF of RFC 6962 §2.1.2, as ranges; `whole` says that the first tree's root is the range's own. */
function subproof(first: number, { start, end }: LeafRange, whole: boolean): LeafRange[] {
	if (first === end) return whole ? [] : [{ start, end }];
	const middle = start + largestPowerBelow(end - start);
	const [left, right] = [
		{ start, end: middle },
		{ start: middle, end },
	];
	return first <= middle ? [...subproof(first, left, whole), right] : [...subproof(first, right, false), left];
}

function largestPowerBelow(count: number): number {
	let power = 1;
	while (power * 2 < count) power *= 2;
	return power;
}

function half(value: number): number {
	return Math.floor(value / 2);
}

function requireSize(size: number): void {
	if (!Number.isSafeInteger(size) || size < 0) throw new ProofError("out-of-range", `Not the size of a tree: ${size}`);
}

/** A node is hashed from two hashes of 32 bytes, or its preimage could be cut in two in several ways. */
function requireHashes(hashes: readonly Uint8Array[]): void {
	if (hashes.some((hash) => hash.length !== 32)) throw new ProofError("wrong-length", "A hash in a proof does not have 32 bytes.");
}

function requireRoot(computed: Uint8Array, given: Uint8Array): void {
	if (!equalBytes(computed, given)) throw new ProofError("root-mismatch", "The proof does not lead to the root of the tree.");
}
