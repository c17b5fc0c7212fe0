/** The independent keys of a case (FORMAT.md, "Compartments"). */
import type { Compartment } from "@answerable/types/role";
import { utf8 } from "./bytes.ts";
import { type Random, randomBytes } from "./random.ts";
import { keyedBlake2b } from "./sodium.ts";

/** A case's keys, as many of them as somebody holds. */
export type CompartmentKeys = { readonly [Name in Compartment]?: Uint8Array };

/** All compartments, in the order of their codes. */
export const COMPARTMENTS: readonly Compartment[] = ["concern", "private", "notes"];

/** New keys for a new case: one for each compartment, independent, so that one says nothing about another. */
export function newCompartmentKeys(random: Random = randomBytes): { readonly [Name in Compartment]: Uint8Array } {
	return { concern: random(32), private: random(32), notes: random(32) };
}

/**
 * [Note: Ciphertexts commit to their key]
 * XChaCha20-Poly1305 does not: a hostile sealer can make one ciphertext that
 * opens to different texts under two keys, and so show the guardian one letter
 * and the board another. Each header therefore carries BLAKE2b(key, "answerable/v1/commit"),
 * and opening refuses a key that does not give it.
 */
export function keyCommitment(key: Uint8Array): Uint8Array {
	return keyedBlake2b(key, utf8("answerable/v1/commit"));
}

/** The key that encrypts letters, or files: never the compartment key itself. */
export function payloadKey(key: Uint8Array, use: "letter" | "file"): Uint8Array {
	return keyedBlake2b(key, utf8(`answerable/v1/${use}`));
}
