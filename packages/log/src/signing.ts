/** Ed25519 as this package uses it: handed in by the caller, so that the package holds no key and no curve. */
import type { Hash, Signature, SigningKey } from "@answerable/types/bytes";

/** Whether the signature is the key's over the message, by RFC 8032 with strict decoding. Must not throw on a wrong one. */
export type Verify = (key: SigningKey, message: Uint8Array, signature: Signature) => boolean;

/** Signs with a key that the caller holds. */
export type Sign = (message: Uint8Array) => Signature;

/** SHA-256 of a text in UTF-8, for callers whose platform computes it quicker than `textHash`. The text holds no half of a surrogate pair. */
export type TextHash = (text: string) => Hash;

/** SHA-256 of the parts one after the other, likewise. */
export type BytesHash = (...parts: readonly Uint8Array[]) => Hash;
