import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256, toHex, u32 } from "./bytes.ts";
import { at, corrupted } from "./case.fixture.ts";
import {
	consistencyRanges,
	inclusionRanges,
	listedHash,
	proveConsistency,
	proveInclusion,
	verifyConsistency,
	verifyInclusion,
} from "./proof.ts";
import { append, completeSubtrees, EMPTY_FRONTIER, frontierRoot, leafHash, nodeHash, treeRoot } from "./tree.ts";

const SMALL = 70;
const leaves = Array.from({ length: 1_200 }, (_, index) => leafHash(u32(index)));

/** MTH as RFC 6962 §2.1 writes it, to compare with. */
function definedRoot(hashes: readonly Uint8Array[]): Uint8Array {
	if (hashes.length === 0) return sha256();
	if (hashes.length === 1) return at(hashes, 0);
	let middle = 1;
	while (middle * 2 < hashes.length) middle *= 2;
	return nodeHash(definedRoot(hashes.slice(0, middle)), definedRoot(hashes.slice(middle)));
}

const roots = Array.from({ length: SMALL + 1 }, (_, size) => definedRoot(leaves.slice(0, size)));
const failing = expect.objectContaining({ name: "ProofError" });

describe("a tree", () => {
	test("has the root that RFC 6962 defines, at every size", () => {
		let frontier = EMPTY_FRONTIER;
		for (const [size, root] of roots.entries()) {
			expect(toHex(treeRoot(leaves.slice(0, size)))).toBe(toHex(root));
			expect(toHex(frontierRoot(frontier))).toBe(toHex(root));
			expect(frontier.size).toBe(size);
			frontier = append(frontier, at(leaves, size));
		}
	});

	test("is made of complete subtrees, largest first", () => {
		expect(completeSubtrees({ start: 0, end: 13 })).toEqual([
			{ height: 3, index: 0 },
			{ height: 2, index: 2 },
			{ height: 0, index: 12 },
		]);
	});
});

describe("inclusion", () => {
	test("is proved for every leaf of every tree up to 70, and for no other leaf", () => {
		for (let size = 1; size <= SMALL; size += 1) {
			const hash = listedHash(leaves.slice(0, size));
			for (let index = 0; index < size; index += 1) {
				const claim = { leaf: at(leaves, index), index, size, root: at(roots, size), proof: proveInclusion(index, size, hash) };
				expect(() => verifyInclusion(claim)).not.toThrow();
				expect(() => verifyInclusion({ ...claim, leaf: at(leaves, index + 1) })).toThrow(failing);
				expect(() => verifyInclusion({ ...claim, index: (index + 1) % (size + 1) })).toThrow(failing);
			}
		}
	});

	test("is proved in larger trees, and no byte of the proof, leaf or root can change", () => {
		const tree = fc
			.integer({ min: 71, max: leaves.length })
			.chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(31), fc.nat(63)));
		fc.assert(
			fc.property(tree, ([size, index, byte, step]) => {
				const part = leaves.slice(0, size);
				const proof = proveInclusion(index, size, listedHash(part));
				const claim = { leaf: at(leaves, index), index, size, root: treeRoot(part), proof };
				verifyInclusion(claim);
				const wrongProof = proof.map((hash, place) => (place === step % proof.length ? corrupted(hash, byte) : hash));
				expect(() => verifyInclusion({ ...claim, proof: wrongProof })).toThrow(failing);
				expect(() => verifyInclusion({ ...claim, leaf: corrupted(claim.leaf, byte) })).toThrow(failing);
				expect(() => verifyInclusion({ ...claim, root: corrupted(claim.root, byte) })).toThrow(failing);
				expect(() => verifyInclusion({ ...claim, proof: proof.slice(1) })).toThrow(expect.objectContaining({ code: "wrong-proof-length" }));
				expect(() => verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toThrow(failing);
			}),
			{ numRuns: 20 },
		);
	});

	test("is not proved by hashes of another length", () => {
		const none = new Uint8Array(0);
		expect(() => verifyInclusion({ leaf: none, index: 0, size: 1, root: none, proof: [] })).toThrow(
			expect.objectContaining({ code: "wrong-length" }),
		);
	});

	test.each([
		[0, 0],
		[1, 1],
		[-1, 4],
		[0.5, 4],
		[0, 2 ** 53],
		[0, -1],
	])("of leaf %s in a tree of %s cannot be asked for", (index, size) => {
		expect(() => inclusionRanges(index, size)).toThrow(expect.objectContaining({ code: "out-of-range" }));
	});

	test("is proved in trees larger than 32 bits can count", () => {
		const index = 2 ** 40 + 12_345;
		const size = 2 ** 41 - 3;
		const hash = (range: { start: number; end: number }) => sha256(u32(range.start % 65_521), u32(range.end % 65_521));
		const proof = proveInclusion(index, size, hash);
		const leaf = at(leaves, 0);
		let root = leaf;
		for (const [step, range] of inclusionRanges(index, size).entries()) {
			root = range.start > index ? nodeHash(root, at(proof, step)) : nodeHash(at(proof, step), root);
		}
		expect(() => verifyInclusion({ leaf, index, size, root, proof })).not.toThrow();
	});
});

describe("consistency", () => {
	test("is proved between every two trees up to 70, and between no others", () => {
		for (let second = 0; second <= SMALL; second += 1) {
			const hash = listedHash(leaves.slice(0, second));
			for (let first = 0; first <= second; first += 1) {
				const claim = {
					first: { size: first, root: at(roots, first) },
					second: { size: second, root: at(roots, second) },
					proof: proveConsistency(first, second, hash),
				};
				expect(() => verifyConsistency(claim)).not.toThrow();
				const other = { size: first, root: leafHash(u32(second)) };
				expect(() => verifyConsistency({ ...claim, first: other })).toThrow(failing);
				if (first > 0) expect(() => verifyConsistency({ ...claim, second: { size: second, root: leafHash(u32(first)) } })).toThrow(failing);
				expect(() => verifyConsistency({ ...claim, proof: [...claim.proof, at(roots, 0)] })).toThrow(failing);
			}
		}
	});

	test("is proved between larger trees, and no byte of the proof can change", () => {
		const trees = fc
			.integer({ min: 71, max: leaves.length })
			.chain((second) => fc.tuple(fc.integer({ min: 1, max: second - 1 }), fc.constant(second), fc.nat(31), fc.nat(63)));
		fc.assert(
			fc.property(trees, ([size, grown, byte, step]) => {
				const part = leaves.slice(0, grown);
				const proof = proveConsistency(size, grown, listedHash(part));
				const claim = { first: { size, root: treeRoot(leaves.slice(0, size)) }, second: { size: grown, root: treeRoot(part) }, proof };
				verifyConsistency(claim);
				const wrong = proof.map((hash, place) => (place === step % proof.length ? corrupted(hash, byte) : hash));
				expect(() => verifyConsistency({ ...claim, proof: wrong })).toThrow(failing);
			}),
			{ numRuns: 20 },
		);
	});

	test("is not proved when history was rewritten", () => {
		const rewritten = [leafHash(u32(99_999)), ...leaves.slice(1, 40)];
		const proof = proveConsistency(20, 40, listedHash(rewritten));
		const first = { size: 20, root: at(roots, 20) };
		expect(() => verifyConsistency({ first, second: { size: 40, root: treeRoot(rewritten) }, proof })).toThrow(
			expect.objectContaining({ code: "root-mismatch" }),
		);
	});

	test("of a larger tree with a smaller cannot be asked for", () => {
		expect(() => consistencyRanges(2, 1)).toThrow(expect.objectContaining({ code: "out-of-range" }));
	});
});
