/**
 * The only file that imports libsodium. It is ready once this module has loaded
 * (top-level await), so that everything above it is synchronous.
 */
import sodium from "libsodium-wrappers-sumo";
import { SealError } from "./errors.ts";
import type { AeadInput } from "./plain-suite.ts";
import { randomBytes } from "./random.ts";
import { chosen } from "./suite-choice.ts";

const { plain } = chosen;
if (plain === null) await sodium.ready;
// It finds out for itself that it cannot start.
else sodium.ready.catch(() => undefined);

/** Bytes that XChaCha20-Poly1305 adds. */
export const TAG_BYTES = 16;
/** Nonce of XChaCha20-Poly1305: long enough to be drawn at random (draft-irtf-cfrg-xchacha §3.1). */
export const NONCE_BYTES = 24;
/** Bytes that one piece of a secretstream adds: a tag byte and a MAC. */
export const STREAM_TAG_BYTES = 17;
/** A secretstream's header. */
export const STREAM_HEADER_BYTES = 24;

/** BLAKE2b-256 (RFC 7693), unkeyed. */
export function blake2b(message: Uint8Array): Uint8Array {
	return plain === null ? sodium.crypto_generichash(32, message, null) : plain.blake2b(message, null);
}

/** Keyed BLAKE2b-256 (RFC 7693 §2.9): a PRF under a 32-byte key. */
export function keyedBlake2b(key: Uint8Array, message: Uint8Array): Uint8Array {
	assertLength(key, 32);
	return plain === null ? sodium.crypto_generichash(32, message, key) : plain.blake2b(message, key);
}

/** Argon2id v1.3 (RFC 9106), one lane, 32 bytes out. */
export function argon2id(password: Uint8Array, salt: Uint8Array, cost: { passes: number; memoryBytes: number }): Uint8Array {
	assertLength(salt, 16);
	if (plain !== null) return plain.argon2id(password, salt, cost);
	return sodium.crypto_pwhash(32, password, salt, cost.passes, cost.memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13);
}

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha). */
export function aeadSeal(message: Uint8Array, { key, nonce, bound }: AeadInput): Uint8Array {
	if (plain !== null) return plain.aeadSeal(message, { key, nonce, bound });
	return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, bound, null, nonce, key);
}

/** Opens what `aeadSeal` made, or throws `cannot-open`. */
export function aeadOpen(ciphertext: Uint8Array, { key, nonce, bound }: AeadInput): Uint8Array {
	try {
		if (plain !== null) return plain.aeadOpen(ciphertext, { key, nonce, bound });
		return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, bound, nonce, key);
	} catch {
		throw new SealError("cannot-open", "It was changed, or sealed for another key or another context.");
	}
}

/** X-Wing key pair of a 32-byte secret key (draft-connolly-cfrg-xwing-kem, GenerateKeyPairDerand). */
export function xwingPublicKey(secretKey: Uint8Array): Uint8Array {
	assertLength(secretKey, 32);
	return plain === null ? sodium.crypto_kem_xwing_seed_keypair(secretKey).publicKey : plain.xwingPublicKey(secretKey);
}

/** X-Wing EncapsulateDerand, from 64 random bytes. A key of the wrong length or outside ML-KEM's range is `malformed`. */
export function xwingEncapsulate(publicKey: Uint8Array, seed: Uint8Array): { ciphertext: Uint8Array; sharedSecret: Uint8Array } {
	assertLength(seed, 64);
	try {
		return plain === null ? sodium.crypto_kem_xwing_enc_deterministic(publicKey, seed) : plain.xwingEncapsulate(publicKey, seed);
	} catch {
		throw new SealError("malformed", "Not an X-Wing key.");
	}
}

/** X-Wing Decapsulate. A wrong ciphertext gives a wrong secret, which the seal above it refuses. */
export function xwingDecapsulate(ciphertext: Uint8Array, secretKey: Uint8Array): Uint8Array {
	assertLength(secretKey, 32);
	try {
		return plain === null ? sodium.crypto_kem_xwing_dec(ciphertext, secretKey) : plain.xwingDecapsulate(ciphertext, secretKey);
	} catch {
		throw new SealError("cannot-open", "The X-Wing ciphertext leads to no secret.");
	}
}

/** A secretstream (libsodium, XChaCha20-Poly1305) being written: its header, and how to add the pieces. */
export function streamSealer(
	key: Uint8Array,
	bound: Uint8Array,
): { header: Uint8Array; add: (piece: Uint8Array, last: boolean) => Uint8Array } {
	if (plain !== null) {
		const header = randomBytes(STREAM_HEADER_BYTES);
		return { header, add: plain.streamSealer(key, bound, header) };
	}
	const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
	const tags = {
		last: sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
		more: sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
	};
	return {
		header,
		add: (piece, last) => sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, bound, last ? tags.last : tags.more),
	};
}

/** A secretstream being read, piece by piece; a piece that was changed, moved or left out throws `cannot-open`. */
export function streamOpener(
	header: Uint8Array,
	{ key, bound }: Omit<AeadInput, "nonce">,
): (piece: Uint8Array) => { message: Uint8Array; last: boolean } {
	const pull = plain === null ? compiledOpener(header, key, bound) : plain.streamOpener(key, bound, header);
	return (piece) => {
		const opened = pull(piece);
		if (opened === null) throw new SealError("cannot-open", "A piece of the file was changed, moved or left out.");
		return opened;
	};
}

function compiledOpener(header: Uint8Array, key: Uint8Array, bound: Uint8Array) {
	const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
	return (piece: Uint8Array): { message: Uint8Array; last: boolean } | null => {
		const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, bound);
		if (opened === false) return null;
		return { message: opened.message, last: opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL };
	};
}

function assertLength(bytes: Uint8Array, length: number): void {
	if (bytes.length !== length) {
		throw new Error(`Expected ${length} bytes, got ${bytes.length}`);
	}
}
