/** Entry bundles: C2SP tlog-tiles, "Log entries". Each entry after its length in two bytes. */
import { concat, readUint, u16 } from "./bytes.ts";
import { ProofError } from "./proof-error.ts";
import { TILE_WIDTH } from "./tile.ts";

/** Writes up to 256 entries as one bundle. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
	if (entries.length === 0 || entries.length > TILE_WIDTH)
		throw new Error(`A bundle has 1 to ${TILE_WIDTH} entries, not ${entries.length}.`);
	return concat(...entries.flatMap((entry) => [u16(entry.length), entry]));
}

/** Reads a bundle of exactly so many entries, with nothing behind them. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
	const entries: Uint8Array[] = [];
	let at = 0;
	while (at < bytes.length) {
		const from = at + 2;
		const to = from + readUint(bytes.subarray(at, from));
		if (from > bytes.length || to > bytes.length) throw new ProofError("malformed-tile", "A bundle ends within an entry.");
		entries.push(bytes.subarray(from, to));
		at = to;
	}
	if (entries.length !== width) throw new ProofError("malformed-tile", `A bundle has ${entries.length} entries instead of ${width}.`);
	return entries;
}
