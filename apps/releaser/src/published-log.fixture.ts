/** A log in memory, published and signed as the worker does it. */

import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { signCheckpoint } from "@answerable/log/checkpoint";
import { deploymentKeyBytes } from "@answerable/log/key-statement";
import { noteKey } from "@answerable/log/note";
import { growTree, type Tile } from "@answerable/log/tile";
import { leafHash } from "@answerable/log/tree";
import type { LoggedDeploymentKey } from "@answerable/types/intake";
import type { DeploymentKeyStatement } from "@answerable/types/key";
import type { LogCheck } from "./inclusion.ts";

export function newLog(): {
	readonly check: LogCheck;
	readonly publish: (leaves: readonly Uint8Array[]) => void;
	readonly replaceCheckpoint: (note: string) => void;
	readonly checkpoint: () => string | null;
	readonly logged: (statement: DeploymentKeyStatement, key: Uint8Array, leafIndex: number) => LoggedDeploymentKey;
} {
	const seed = newSigningSeed();
	const logKey = noteKey("log.example/answerable", signingKeyFromSeed(seed));
	let note: string | null = null;
	let tiles: readonly Tile[] = [];
	return {
		check: {
			logKey,
			verify,
			log: {
				checkpoint: async () => note,
				tile: async (place) =>
					tiles.find(({ level, index, width }) => level === place.level && index === place.index && width === place.width)?.bytes ?? null,
			},
		},
		publish: (leaves) => {
			const grown = growTree(0, [], leaves.map(leafHash));
			tiles = grown.tiles;
			note = signCheckpoint({ origin: logKey.name, size: grown.size, root: grown.root }, logKey, (message) => sign(seed, message));
		},
		replaceCheckpoint: (other) => {
			note = other;
		},
		checkpoint: () => note,
		logged: (statement, key, leafIndex) => ({
			statement,
			key: encodeSealingKey(key),
			signature: sign(seed, deploymentKeyBytes(statement)),
			leafIndex,
		}),
	};
}
