/** One hash for the ciphertexts that belong to an act. */
import type { Hash } from "@answerable/types/bytes";
import { concat, fromHex32, sha256Hash, utf8 } from "./bytes.ts";
import type { BytesHash } from "./signing.ts";

/** SHA-256 of one ciphertext, under a label of its own: what stands for a letter in the hands of somebody who may not have it. */
export function partHash(part: Uint8Array, hash: BytesHash = sha256Hash): Hash {
	return hash(utf8("answerable/v1/part\n"), part);
}

/**
 * SHA-256 over the hashes of the parts, in order. A raise has two: `concern`,
 * `private`. Whoever holds only `concern` checks it with the hash of the other.
 */
export function ciphertextHashOf(parts: readonly Hash[]): Hash {
	return sha256Hash(concat(utf8("answerable/v1/ciphertext\n"), ...parts.map(fromHex32)));
}

/** `ciphertextHashOf` over ciphertexts that are all at hand. */
export function ciphertextHash(parts: readonly Uint8Array[], hash: BytesHash = sha256Hash): Hash {
	return ciphertextHashOf(parts.map((part) => partHash(part, hash)));
}
