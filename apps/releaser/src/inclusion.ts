/** Whether a leaf stands in the published log: checked here against the log's own key, whatever the database says. */
import { openCheckpoint } from "@answerable/log/checkpoint";
import type { NoteKey } from "@answerable/log/note";
import { inclusionRanges, proveInclusion, verifyInclusion } from "@answerable/log/proof";
import type { Verify } from "@answerable/log/signing";
import { type TilePlace, tiledHash, tilesFor, tilesIn } from "@answerable/log/tile";
import { leafHash } from "@answerable/log/tree";

export type PublishedLog = {
	/** The newest signed checkpoint, a note; null before the first. */
	readonly checkpoint: () => Promise<string | null>;
	/** The hashes of a tile, or null if it was never stored. */
	readonly tile: (place: TilePlace) => Promise<Uint8Array | null>;
};

export type LogCheck = { readonly log: PublishedLog; readonly logKey: NoteKey; readonly verify: Verify };

/**
 * Whether the newest checkpoint holds this leaf at this index (RFC 6962 §2.1.1). False while it is not published
 * yet; throws a ProofError if the log's signature or the tree is wrong.
 */
export async function isPublished(leaf: Uint8Array, index: number, { log, logKey, verify }: LogCheck): Promise<boolean> {
	const note = await log.checkpoint();
	if (note === null) return false;
	const { size, root } = openCheckpoint(note, logKey, verify);
	if (index >= size) return false;
	const places = tilesFor(inclusionRanges(index, size), size);
	const tiles = await Promise.all(places.map(async (place) => ({ ...place, bytes: (await log.tile(place)) ?? new Uint8Array() })));
	const proof = proveInclusion(index, size, tiledHash(size, tilesIn(tiles)));
	verifyInclusion({ leaf: leafHash(leaf), index, size, root, proof });
	return true;
}
