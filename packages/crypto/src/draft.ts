/** What a handler typed and has not sent, for when their keys are put away or the page is loaded anew (FORMAT.md, "Drafts"). */
import { concat } from "./bytes.ts";
import { contextBytes } from "./context.ts";
import { SealError } from "./errors.ts";
import { doubledBytes, SUITE } from "./letter-header.ts";
import { padded, unpadded } from "./padding.ts";
import { type Random, randomBytes } from "./random.ts";
import { aeadOpen, aeadSeal, keyedBlake2b, NONCE_BYTES } from "./sodium.ts";

const START = Uint8Array.of(0xa8, SUITE);

/** Seals a draft of any length, padded, under the `wrap` sub-key of an unlock phrase: who has the words opens it again, and nobody else. */
export function sealDraft(draft: Uint8Array, wrapSubKey: Uint8Array, random: Random = randomBytes): Uint8Array {
	const nonce = random(NONCE_BYTES);
	return concat(START, nonce, aeadSeal(padded(draft, doubledBytes), { key: draftKey(wrapSubKey), nonce, bound: START }));
}

/** Opens a draft, or throws `SealError`. */
export function openDraft(sealed: Uint8Array, wrapSubKey: Uint8Array): Uint8Array {
	const head = START.length + NONCE_BYTES;
	if (sealed.length < head + 16 || START.some((byte, index) => sealed[index] !== byte)) {
		throw new SealError("malformed", "This is no sealed draft.");
	}
	const nonce = sealed.slice(START.length, head);
	return unpadded(aeadOpen(sealed.subarray(head), { key: draftKey(wrapSubKey), nonce, bound: START }), doubledBytes);
}

function draftKey(wrapSubKey: Uint8Array): Uint8Array {
	return keyedBlake2b(wrapSubKey, contextBytes("draft", []));
}
