/** Ed25519 (RFC 8032), synchronous and strict. The only signing there is; api, worker and releaser may import it. */
import type { Signature, SigningKey } from "@answerable/types/bytes";
import { ed25519 } from "@noble/curves/ed25519.js";
import { fromHex, toHex } from "./bytes.ts";
import { type Random, randomBytes } from "./random.ts";

/** A new private key: 32 random bytes, the seed of RFC 8032 §5.1.5. */
export function newSigningSeed(random: Random = randomBytes): Uint8Array {
	return random(32);
}

/** The public key of a seed. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
	return toHex(ed25519.getPublicKey(seed)) as SigningKey;
}

/** Signs a message (pure Ed25519, no prehash, no context). */
export function sign(seed: Uint8Array, message: Uint8Array): Signature {
	return toHex(ed25519.sign(message, seed)) as Signature;
}

/**
 * Verifies strictly: canonical encodings only and no small-order keys (RFC 8032
 * §5.1.7 and not ZIP 215), so that a signature has one spelling and one verdict
 * everywhere. Anything malformed is simply not a signature.
 */
export function verify(key: SigningKey, message: Uint8Array, signature: Signature): boolean {
	if (!/^[0-9a-f]{64}$/.test(key) || !/^[0-9a-f]{128}$/.test(signature)) {
		return false;
	}
	return ed25519.verify(fromHex(signature), message, fromHex(key), { zip215: false });
}
