/** The log of the stand-in, with real leaves, tiles and checkpoints, in memory. */
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { toHex, utf8 } from "@answerable/log/bytes";
import { signCheckpoint } from "@answerable/log/checkpoint";
import { encodeBundle } from "@answerable/log/entry-bundle";
import { noteKey } from "@answerable/log/note";
import { growTree, TILE_WIDTH } from "@answerable/log/tile";
import { parseTilePath, tilePath } from "@answerable/log/tile-path";
import { leafHash } from "@answerable/log/tree";
import type { RefusalCode } from "@answerable/types/problem";

const LONG = 10_000;

/** A refusal on its way to a response. */
export class Refusal extends Error {
	readonly code: RefusalCode;
	constructor(code: RefusalCode) {
		super(code);
		this.code = code;
	}
}

export class StandInLog {
	readonly logSeed = newSigningSeed();
	readonly logKey = noteKey("speak-up.example/log", signingKeyFromSeed(this.logSeed));
	readonly entries: Uint8Array[] = [];
	#long: ReturnType<typeof growTree> | null = null;

	/** What stands at an address below `/log/`. Throws a `Refusal`. */
	protected bytes(path: string): Uint8Array {
		const { tiles, root } = this.#grown();
		if (path === "checkpoint") {
			const note = signCheckpoint({ origin: this.logKey.name, size: this.entries.length, root }, this.logKey, (text) =>
				sign(this.logSeed, text),
			);
			return utf8(note);
		}
		const place = parseTilePath(path);
		if (place?.level === "entries")
			return encodeBundle(this.entries.slice(place.index * TILE_WIDTH, place.index * TILE_WIDTH + place.width));
		const tile = tiles.find((each) => tilePath(each) === path);
		if (tile === undefined) throw new Refusal("not-found");
		return tile.bytes;
	}

	/** A long log is hashed once. */
	#grown(): ReturnType<typeof growTree> {
		if (this.#long?.size === this.entries.length) return this.#long;
		const grown = growTree(0, [], this.entries.map(leafHash));
		if (grown.size > LONG) this.#long = grown;
		return grown;
	}

	protected indexOf(leaf: Uint8Array): number {
		const found = this.entries.findIndex((entry) => toHex(entry) === toHex(leaf));
		return found >= 0 ? found : this.entries.push(leaf) - 1;
	}
}
