/** X-Wing public keys as they are written down and named. No libsodium. */
import type { Hash, SealingKey } from "@answerable/types/bytes";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, toBase64Url, toHex } from "./bytes.ts";
import { SealError } from "./errors.ts";

/** Length of an X-Wing public key (draft-connolly-cfrg-xwing-kem §5). */
export const SEALING_KEY_BYTES = 1216;

/** The text form of a key. */
export function encodeSealingKey(key: Uint8Array): SealingKey {
	assertSealingKey(key);
	return toBase64Url(key) as string as SealingKey;
}

/** The key of a text form. */
export function decodeSealingKey(text: SealingKey): Uint8Array {
	const key = fromBase64Url(text);
	assertSealingKey(key);
	return key;
}

/** SHA-256 of the key: what key statements, wraps and release holders name it by. */
export function sealingKeyHash(key: Uint8Array): Hash {
	assertSealingKey(key);
	return toHex(sha256(key)) as Hash;
}

function assertSealingKey(key: Uint8Array): void {
	if (key.length !== SEALING_KEY_BYTES) {
		throw new SealError("malformed", "Not an X-Wing key.");
	}
}
