/** Bytes, their text forms, and reading them strictly. No libsodium here: api and worker import what stands on this file. */

import type { Base64Url } from "@answerable/types/bytes";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { SealError } from "./errors.ts";

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
	return bytesToHex(bytes);
}

/** Bytes of a hex string; upper case and odd lengths are refused, so that every value has one spelling. */
export function fromHex(hex: string): Uint8Array {
	if (!/^([0-9a-f]{2})*$/.test(hex)) {
		throw new SealError("malformed", "Not lower-case hex.");
	}
	return hexToBytes(hex);
}

/** UTF-8 of a string. */
export function utf8(text: string): Uint8Array {
	return utf8ToBytes(text);
}

/** One array of all the parts. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	return concatBytes(...parts);
}

/** Whether two public values are equal. Not for secrets: it stops at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** A number as 2 bytes, big-endian. */
export function u16(value: number): Uint8Array {
	return bigEndian(value, 2);
}

/** A number as 4 bytes, big-endian. */
export function u32(value: number): Uint8Array {
	return bigEndian(value, 4);
}

/** A safe integer as 8 bytes, big-endian. */
export function u64(value: number): Uint8Array {
	return bigEndian(value, 8);
}

/** Base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): Base64Url {
	let binary = "";
	for (let start = 0; start < bytes.length; start += 0x8000) {
		binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
	}
	return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") as Base64Url;
}

/** Bytes of base64url without padding; a spelling that `toBase64Url` would not write is refused (RFC 4648 §3.5). */
export function fromBase64Url(text: string): Uint8Array {
	if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
		throw new SealError("malformed", "Not base64url.");
	}
	const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
	const bytes = new Uint8Array(binary.length);
	for (let place = 0; place < binary.length; place += 1) bytes[place] = binary.charCodeAt(place);
	// Bits can be left over only where the last characters write fewer than three bytes.
	if (!text.endsWith(toBase64Url(bytes.subarray(bytes.length - (bytes.length % 3))))) {
		throw new SealError("malformed", "Base64url with stray bits at its end.");
	}
	return bytes;
}

/** Reads a format front to back; reading past the end, or leaving something unread, is `malformed`. */
export class ByteReader {
	readonly #bytes: Uint8Array;
	#position = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** The next `count` bytes, where they stand: a copy is for whoever needs one. */
	take(count: number): Uint8Array {
		if (count < 0 || this.#position + count > this.#bytes.length) {
			throw new SealError("malformed", "Ends too early.");
		}
		const taken = this.#bytes.subarray(this.#position, this.#position + count);
		this.#position += count;
		return taken;
	}

	/** The next big-endian number of `width` bytes, which must be a safe integer. */
	number(width: 1 | 2 | 4 | 8): number {
		if (this.#position + width > this.#bytes.length) {
			throw new SealError("malformed", "Ends too early.");
		}
		let value = 0;
		for (const end = this.#position + width; this.#position < end; this.#position += 1) {
			value = value * 256 + (this.#bytes[this.#position] ?? 0);
		}
		if (!Number.isSafeInteger(value)) {
			throw new SealError("malformed", "A number out of range.");
		}
		return value;
	}

	/** Everything that is left. */
	rest(): Uint8Array {
		return this.take(this.#bytes.length - this.#position);
	}

	/** Refuses anything left over. */
	end(): void {
		if (this.#position !== this.#bytes.length) {
			throw new SealError("malformed", "Something follows the end.");
		}
	}
}

function bigEndian(value: number, width: number): Uint8Array {
	if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width) {
		throw new Error(`${value} does not fit ${width} bytes`);
	}
	return hexToBytes(value.toString(16).padStart(2 * width, "0"));
}
