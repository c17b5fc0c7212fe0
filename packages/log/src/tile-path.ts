/** Where tiles and entry bundles are served: C2SP tlog-tiles, "Merkle Tree" and "Log entries". */
import { TILE_WIDTH } from "./tile.ts";

/** A tile of hashes, or a bundle of entries (which stands where the tile of level 0 does). */
export type Served = { readonly level: number | "entries"; readonly index: number; readonly width: number };

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const TOP_LEVEL = 63;

/** `tile/0/x001/x234/067`, with `.p/112` behind it when the tile is partial. */
export function tilePath({ level, index, width }: Served): string {
	const groups = thousands(index).map((group) => String(group).padStart(3, "0"));
	const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join("/");
	return `tile/${level}/${name}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** Reads a path as `tilePath` writes it; null for anything else, so that one tile has one address. */
export function parseTilePath(path: string): Served | null {
	const match = PATH.exec(path);
	if (match === null) return null;
	const [, level = "", name = "", width = String(TILE_WIDTH)] = match;
	const index = Number(name.replaceAll(/[x/]/g, ""));
	const place: Served = { level: level === "entries" ? level : Number(level), index, width: Number(width) };
	const isLevel = place.level === "entries" || place.level <= TOP_LEVEL;
	return isLevel && place.width <= TILE_WIDTH && Number.isSafeInteger(index) && tilePath(place) === path ? place : null;
}

function thousands(index: number): number[] {
	return index < 1_000 ? [index] : [...thousands(Math.floor(index / 1_000)), index % 1_000];
}
