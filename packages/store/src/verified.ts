/** Signatures that were found good are not computed again: the same events are read many times. */
import { createHash } from "node:crypto";
import type { Verify } from "@answerable/log/signing";
import { quicker } from "./native-ed25519.ts";

const MOST_REMEMBERED = 50_000;
const remembered = new WeakMap<Verify, Verify>();

/** The same check, remembering what it found good. What was found wrong is checked again. */
export function remembering(verify: Verify): Verify {
	const known = remembered.get(verify) ?? remember(quicker(verify));
	remembered.set(verify, known);
	return known;
}

function remember(verify: Verify): Verify {
	const good = new Set<string>();
	return (key, message, signature) => {
		const name = createHash("sha256").update(`${key} ${signature} `).update(message).digest("base64");
		if (good.has(name)) {
			return true;
		}
		const isGood = verify(key, message, signature);
		if (isGood) {
			if (good.size >= MOST_REMEMBERED) {
				good.clear();
			}
			good.add(name);
		}
		return isGood;
	};
}
