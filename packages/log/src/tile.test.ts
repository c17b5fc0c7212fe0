import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, toHex, u32 } from "./bytes.ts";
import { at, corrupted } from "./case.fixture.ts";
import { decodeBundle, encodeBundle } from "./entry-bundle.ts";
import { consistencyRanges, inclusionRanges, proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from "./proof.ts";
import { edgeTiles, growTree, type Tile, tileAt, tiledHash, tiledRoot, tilesFor, tilesIn } from "./tile.ts";
import { parseTilePath, tilePath } from "./tile-path.ts";
import { leafHash, treeRoot } from "./tree.ts";

const leaves = Array.from({ length: 1_500 }, (_, index) => leafHash(u32(index)));

/** Appends in steps, reading before each step only the edge, as a publisher does. */
function published(steps: readonly number[]): { readonly size: number; readonly root: Uint8Array; readonly tiles: readonly Tile[] } {
	let state: { size: number; root: Uint8Array; tiles: readonly Tile[] } = { size: 0, root: treeRoot([]), tiles: [] };
	for (const step of steps) {
		const read = tilesIn(state.tiles);
		const edge = edgeTiles(state.size).map((place) => ({ ...place, bytes: read(place) }));
		const grown = growTree(state.size, edge, leaves.slice(state.size, state.size + step));
		state = { size: grown.size, root: grown.root, tiles: [...state.tiles, ...grown.tiles] };
	}
	return state;
}

const steps = fc.array(fc.nat(300), { minLength: 1, maxLength: 5 });
const malformed = expect.objectContaining({ code: "malformed-tile" });

describe("tiles", () => {
	test("grown in any steps have the root of the tree, and so does hashing them again", () => {
		fc.assert(
			fc.property(steps, (sizes) => {
				const { size, root, tiles } = published(sizes);
				const expected = toHex(treeRoot(leaves.slice(0, size)));
				expect(toHex(root)).toBe(expected);
				expect(toHex(tiledRoot(size, tilesIn(tiles)))).toBe(expected);
			}),
			{ numRuns: 30 },
		);
	});

	test("at every size around a full tile have the root of the tree", () => {
		for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 513]) {
			expect(toHex(tiledRoot(size, tilesIn(published([size]).tiles)))).toBe(toHex(treeRoot(leaves.slice(0, size))));
		}
	});

	test("hold exactly the hashes that the specification puts there", () => {
		const { tiles } = published([200, 400, 100]);
		const level0 = tiles.filter(({ level, width }) => level === 0 && width === 256);
		expect(level0.map(({ index }) => index)).toEqual([0, 1]);
		expect(toHex(at(level0, 1).bytes)).toBe(toHex(concat(...leaves.slice(256, 512))));
		const upper = tiles.find(({ level, width }) => level === 1 && width === 2);
		expect(toHex(at(upper === undefined ? [] : [upper.bytes], 0))).toBe(
			toHex(concat(treeRoot(leaves.slice(0, 256)), treeRoot(leaves.slice(256, 512)))),
		);
	});

	test("prove inclusion and consistency, read from no more than the tiles that were asked for", () => {
		const { size, root, tiles } = published([700, 600]);
		fc.assert(
			fc.property(fc.nat(size - 1), fc.integer({ min: 1, max: size }), (index, first) => {
				const ranges = [...inclusionRanges(index, size), ...consistencyRanges(first, size)];
				const fetched = tilesFor(ranges, size).map((place) => ({ ...place, bytes: tilesIn(tiles)(place) }));
				const hash = tiledHash(size, tilesIn(fetched));
				verifyInclusion({ leaf: at(leaves, index), index, size, root, proof: proveInclusion(index, size, hash) });
				const small = { size: first, root: treeRoot(leaves.slice(0, first)) };
				verifyConsistency({ first: small, second: { size, root }, proof: proveConsistency(first, size, hash) });
			}),
			{ numRuns: 40 },
		);
	});

	test("with one byte changed have another root", () => {
		const { size, root, tiles } = published([300]);
		for (const place of edgeTiles(size)) {
			const wrong = tiles.map((tile) =>
				tile.level === place.level && tile.width === place.width ? { ...tile, bytes: corrupted(tile.bytes, 5) } : tile,
			);
			expect(toHex(tiledRoot(size, tilesIn(wrong)))).not.toBe(toHex(root));
		}
	});

	test("that are missing, of another size or beyond the tree are told of", () => {
		const { size, tiles } = published([300]);
		expect(() => tiledRoot(size, tilesIn(tiles.slice(0, 1)))).toThrow(malformed);
		expect(() => tiledRoot(size, () => new Uint8Array(31))).toThrow(malformed);
		expect(() => growTree(size, [], leaves.slice(300, 301))).toThrow(malformed);
		expect(() => tilesFor([{ start: 512, end: 514 }], 300)).toThrow(expect.objectContaining({ code: "out-of-range" }));
		expect(tileAt(0, 2, 300)).toBeNull();
		expect(tileAt(0, 1, 300)).toEqual({ level: 0, index: 1, width: 44 });
	});

	test("of nothing new are none", () => {
		const { tiles } = published([300]);
		const edge = edgeTiles(300).map((place) => ({ ...place, bytes: tilesIn(tiles)(place) }));
		expect(growTree(300, edge, [])).toMatchObject({ size: 300, tiles: [] });
		expect(growTree(0, [], [])).toEqual({ size: 0, root: treeRoot([]), tiles: [] });
	});
});

describe("tile paths", () => {
	test("come back, one address for each tile", () => {
		const place = fc.record({
			level: fc.oneof(fc.nat(63), fc.constant("entries" as const)),
			index: fc.maxSafeNat(),
			width: fc.integer({ min: 1, max: 256 }),
		});
		fc.assert(
			fc.property(place, (tile) => {
				expect(parseTilePath(tilePath(tile))).toEqual(tile);
			}),
		);
	});

	test.each([
		"tile/64/000",
		"tile/00/000",
		"tile/0/0",
		"tile/0/x000/001",
		"tile/0/1000",
		"tile/0/000.p/256",
		"tile/0/000.p/257",
		"tile/0/000.p/0",
		"tile/0/000.p/01",
		"tile/data/000",
		"/tile/0/000",
		"tile/0/000/",
		"tile/0/x999/x999/x999/x999/x999/999",
	])("%s is no tile", (path) => {
		expect(parseTilePath(path)).toBeNull();
	});
});

describe("entry bundles", () => {
	const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });

	test("come back", () => {
		fc.assert(
			fc.property(entries, (written) => {
				expect(decodeBundle(encodeBundle(written), written.length).map(toHex)).toEqual(written.map(toHex));
			}),
		);
	});

	test("that are cut short, too long or of another width are refused", () => {
		const bundle = encodeBundle([Uint8Array.of(1, 2, 3), Uint8Array.of(4)]);
		for (let length = 0; length < bundle.length; length += 1) expect(() => decodeBundle(bundle.subarray(0, length), 2)).toThrow(malformed);
		expect(() => decodeBundle(concat(bundle, Uint8Array.of(0)), 2)).toThrow(malformed);
		expect(() => decodeBundle(bundle, 3)).toThrow(malformed);
	});

	test("of no entries, or more than 256, cannot be written", () => {
		expect(() => encodeBundle([])).toThrow();
		expect(() => encodeBundle(Array(257).fill(Uint8Array.of(1)))).toThrow();
	});
});
