/** Sealing to an X-Wing key: encapsulate, derive a key that is bound to a context, encrypt. Wraps and release shares are such boxes. */
import { ByteReader, concat } from "./bytes.ts";
import { type Random, randomBytes } from "./random.ts";
import { aeadOpen, aeadSeal, keyedBlake2b, NONCE_BYTES, xwingDecapsulate, xwingEncapsulate, xwingPublicKey } from "./sodium.ts";

const KEM_BYTES = 1120;

/** An X-Wing key pair. The secret key is the 32-byte seed that the draft calls the decapsulation key. */
export type KemKeyPair = { readonly secretKey: Uint8Array; readonly publicKey: Uint8Array };

/** The key pair of a 32-byte seed. */
export function kemKeyPair(seed: Uint8Array): KemKeyPair {
	return { secretKey: seed, publicKey: xwingPublicKey(seed) };
}

/** A new key pair. */
export function newKemKeyPair(random: Random = randomBytes): KemKeyPair {
	return kemKeyPair(random(32));
}

/** `context` goes into the key (see [Note: Contexts are texts]); `bound` is the clear header, as associated data. */
export type BoxContext = { readonly context: Uint8Array; readonly bound: Uint8Array };

/** Seals a message to a key: X-Wing ciphertext ‖ nonce ‖ XChaCha20-Poly1305 under BLAKE2b(shared secret, context). */
export function sealBox(message: Uint8Array, recipientKey: Uint8Array, { context, bound }: BoxContext, random: Random): Uint8Array {
	const { ciphertext, sharedSecret } = xwingEncapsulate(recipientKey, random(64));
	const nonce = random(NONCE_BYTES);
	return concat(ciphertext, nonce, aeadSeal(message, { key: keyedBlake2b(sharedSecret, context), nonce, bound }));
}

/** Opens a box, or throws `cannot-open`. */
export function openBox(box: Uint8Array, secretKey: Uint8Array, { context, bound }: BoxContext): Uint8Array {
	const reader = new ByteReader(box);
	const sharedSecret = xwingDecapsulate(reader.take(KEM_BYTES), secretKey);
	const nonce = reader.take(NONCE_BYTES);
	return aeadOpen(reader.rest(), { key: keyedBlake2b(sharedSecret, context), nonce, bound });
}
