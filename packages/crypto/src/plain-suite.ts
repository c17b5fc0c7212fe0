/**
 * The suite for browsers without WebAssembly (Tor Browser at *Safer*), in plain JavaScript: it gives the bytes that libsodium gives, and the
 * golden vectors hold both to it: see [Note: Without WebAssembly].
 */
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { blake2b as blake2bOf } from "@noble/hashes/blake2.js";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";

/** What an AEAD call takes beside the message. */
export type AeadInput = { readonly key: Uint8Array; readonly nonce: Uint8Array; readonly bound: Uint8Array };

/** BLAKE2b-256 (RFC 7693), unkeyed or under a key. */
export function blake2b(message: Uint8Array, key: Uint8Array | null): Uint8Array {
	return blake2bOf(message, key === null ? { dkLen: 32 } : { dkLen: 32, key });
}

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha). */
export function aeadSeal(message: Uint8Array, { key, nonce, bound }: AeadInput): Uint8Array {
	return xchacha20poly1305(key, nonce, bound).encrypt(message);
}

/** Opens what `aeadSeal` made; throws if it was changed. */
export function aeadOpen(ciphertext: Uint8Array, { key, nonce, bound }: AeadInput): Uint8Array {
	return xchacha20poly1305(key, nonce, bound).decrypt(ciphertext);
}

/** X-Wing (draft-connolly-cfrg-xwing-kem): the public key of a secret one. */
export function xwingPublicKey(secretKey: Uint8Array): Uint8Array {
	return xwing.keygen(secretKey).publicKey;
}

/** Encapsulates from 64 random bytes; throws for what is no key. */
export function xwingEncapsulate(publicKey: Uint8Array, seed: Uint8Array): { ciphertext: Uint8Array; sharedSecret: Uint8Array } {
	const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, seed);
	return { ciphertext: cipherText, sharedSecret };
}

/** Decapsulates; throws for what is no ciphertext. */
export function xwingDecapsulate(ciphertext: Uint8Array, secretKey: Uint8Array): Uint8Array {
	return xwing.decapsulate(ciphertext, secretKey);
}
