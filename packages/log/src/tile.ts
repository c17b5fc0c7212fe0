/** Tiles of a log: C2SP tlog-tiles, height 8. Computing them, naming them, and hashing ranges out of them. */
import { concat } from "./bytes.ts";
import type { RangeHash } from "./proof.ts";
import { ProofError } from "./proof-error.ts";
import { completeSubtrees, joinPeaks, type LeafRange, treeRoot } from "./tree.ts";

export const TILE_WIDTH = 256;
const HASH_BYTES = 32;

/** Where a tile stands; `width` is 256 for a full one. */
export type TilePlace = { readonly level: number; readonly index: number; readonly width: number };

/** A tile with its hashes, one after the other. */
export type Tile = TilePlace & { readonly bytes: Uint8Array };

/** Reads a tile that was fetched before; throws if there is none. */
export type ReadTile = (place: TilePlace) => Uint8Array;

export type Growth = { readonly size: number; readonly root: Uint8Array; readonly tiles: readonly Tile[] };

/** The partial tiles at the right edge of a tree: what must be read before it can grow. */
export function edgeTiles(size: number): readonly TilePlace[] {
	const places: TilePlace[] = [];
	for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
		const width = count % TILE_WIDTH;
		if (width > 0) places.push({ level, index: Math.floor(count / TILE_WIDTH), width });
	}
	return places;
}

/**
 * Appends leaf hashes to a tree of which only the edge is known. Returns the tiles
 * that are new (full ones and the new edge) and the new root.
 */
export function growTree(size: number, edge: readonly Tile[], leafHashes: readonly Uint8Array[]): Growth {
	const tiles: Tile[] = [];
	const known = new Map(edge.map((tile) => [placeKey(tile), tile.bytes]));
	let fresh = leafHashes;
	for (let level = 0, count = size; fresh.length > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
		const first = Math.floor(count / TILE_WIDTH);
		const width = count % TILE_WIDTH;
		const old = width === 0 ? [] : hashesOf(readFrom(known), { level, index: first, width });
		const rows = chunk([...old, ...fresh]);
		tiles.push(...rows.map((row, at) => ({ level, index: first + at, width: row.length, bytes: concat(...row) })));
		fresh = rows.filter((row) => row.length === TILE_WIDTH).map(treeRoot);
	}
	for (const tile of tiles) known.set(placeKey(tile), tile.bytes);
	const grown = size + leafHashes.length;
	return { size: grown, root: tiledRoot(grown, readFrom(known)), tiles };
}

/** The root of a tree of this size, hashed again from its edge tiles. */
export function tiledRoot(size: number, read: ReadTile): Uint8Array {
	return size === 0 ? treeRoot([]) : tiledHash(size, read)({ start: 0, end: size });
}

/** Hashes ranges of a tree of this size out of its tiles, for `proveInclusion` and `proveConsistency`. */
export function tiledHash(size: number, read: ReadTile): RangeHash {
	return (range) =>
		joinPeaks(slicesOf(range, size).map(({ place, from, count }) => treeRoot(hashesOf(read, place).slice(from, from + count))));
}

/** The tiles that the hashes of these ranges need: what to fetch before calling `tiledHash`. */
export function tilesFor(ranges: readonly LeafRange[], size: number): readonly TilePlace[] {
	const places = ranges.flatMap((range) => slicesOf(range, size)).map(({ place }) => place);
	return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}

/** Reads tiles from a list, as `ReadTile` wants it. */
export function tilesIn(tiles: readonly Tile[]): ReadTile {
	return readFrom(new Map(tiles.map((tile) => [placeKey(tile), tile.bytes])));
}

/** The tile at this place of a tree of this size, partial if it stands at the edge; null if there is none. */
export function tileAt(level: number, index: number, size: number): TilePlace | null {
	const hashes = Math.floor(size / TILE_WIDTH ** level);
	const width = Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH);
	return width > 0 ? { level, index, width } : null;
}

type Slice = { readonly place: TilePlace; readonly from: number; readonly count: number };

/** Where the hashes stand that make up a range: a complete subtree lies within one tile of the level just below its height. */
function slicesOf(range: LeafRange, size: number): readonly Slice[] {
	return completeSubtrees(range).map(({ height, index }) => {
		const level = Math.floor(height / 8);
		const count = 2 ** (height % 8);
		const first = index * count;
		const place = tileAt(level, Math.floor(first / TILE_WIDTH), size);
		if (place === null) throw new ProofError("out-of-range", `A tree of ${size} does not reach so far.`);
		return { place, from: first % TILE_WIDTH, count };
	});
}

function hashesOf(read: ReadTile, place: TilePlace): readonly Uint8Array[] {
	const bytes = read(place);
	if (bytes.length !== place.width * HASH_BYTES)
		throw new ProofError("malformed-tile", `Tile ${placeKey(place)} has ${bytes.length} bytes.`);
	return Array.from({ length: place.width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

function readFrom(known: ReadonlyMap<string, Uint8Array>): ReadTile {
	return (place) => {
		const bytes = known.get(placeKey(place));
		if (bytes === undefined) throw new ProofError("malformed-tile", `Tile ${placeKey(place)} is missing.`);
		return bytes;
	};
}

function chunk(hashes: readonly Uint8Array[]): readonly Uint8Array[][] {
	const count = Math.ceil(hashes.length / TILE_WIDTH);
	return Array.from({ length: count }, (_, at) => hashes.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH));
}

function placeKey({ level, index, width }: TilePlace): string {
	return `${level}/${index}/${width}`;
}
