/** Byte strings, integers and hashes as every format here writes them. Browser-safe: no Buffer. */
import type { Hash } from "@answerable/types/bytes";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { ProofError } from "./proof-error.ts";

const HEX = /^(?:[0-9a-f]{2})*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Reads lower-case hex and nothing else, so that one value has one spelling. */
export function fromHex(hex: string): Uint8Array {
	if (!HEX.test(hex)) throw new ProofError("malformed", "Expected lower-case hex.");
	return hexToBytes(hex);
}

/** Reads 32 bytes of lower-case hex: a hash, a tag, a salt, a key. */
export function fromHex32(hex: string): Uint8Array {
	const bytes = fromHex(hex);
	if (bytes.length !== 32) throw new ProofError("wrong-length", `Expected 32 bytes, not ${bytes.length}.`);
	return bytes;
}

/** Writes lower-case hex. */
export function toHex(bytes: Uint8Array): string {
	return bytesToHex(bytes);
}

/** Writes 32 bytes as a hash. */
export function toHash(bytes: Uint8Array): Hash {
	if (bytes.length !== 32) throw new ProofError("wrong-length", `A hash has 32 bytes, not ${bytes.length}.`);
	return bytesToHex(bytes) as Hash;
}

/** Joins byte strings. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	return concatBytes(...parts);
}

/** Encodes text as UTF-8. Refuses lone surrogates, which UTF-8 cannot write and encoders silently replace. */
export function utf8(text: string): Uint8Array {
	if (LONE_SURROGATE.test(text)) throw new ProofError("malformed", "Text holds half of a surrogate pair.");
	return utf8ToBytes(text);
}

function bigEndian(value: number, width: number): Uint8Array {
	if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width)
		throw new Error(`Not an unsigned integer of ${width} bytes: ${value}`);
	return hexToBytes(value.toString(16).padStart(2 * width, "0"));
}

/** Writes two bytes, big-endian. */
export function u16(value: number): Uint8Array {
	return bigEndian(value, 2);
}

/** Writes four bytes, big-endian. */
export function u32(value: number): Uint8Array {
	return bigEndian(value, 4);
}

/** Writes eight bytes, big-endian. */
export function u64(value: number): Uint8Array {
	return bigEndian(value, 8);
}

/** Reads an unsigned big-endian integer of any width that stays a safe integer. */
export function readUint(bytes: Uint8Array): number {
	const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
	if (!Number.isSafeInteger(value)) throw new ProofError("malformed", "An integer is larger than 2^53 - 1.");
	return value;
}

/** SHA-256 (FIPS 180-4) of the parts one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
	return nobleSha256(concatBytes(...parts));
}

/** SHA-256 as lower-case hex. */
export function sha256Hash(...parts: readonly Uint8Array[]): Hash {
	return bytesToHex(sha256(...parts)) as Hash;
}

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export function textHash(text: string): Hash {
	return sha256Hash(utf8(text));
}

/** Whether two byte strings are equal. Not constant-time: nothing compared here is secret. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
	return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
