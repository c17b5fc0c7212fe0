/**
 * libsodium's secretstream in plain JavaScript (libsodium, `crypto_secretstream_xchacha20poly1305`), beside `plain-suite.ts`. Of its tags only
 * "more follows" and "the last piece" are known, and no stream of ours is so long that its counter of 32 bits would wrap.
 */
import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20, hchacha } from "@noble/ciphers/chacha.js";
import { concat } from "./bytes.ts";

const TAG_MESSAGE = 0;
const TAG_FINAL = 3;
const BLOCK_BYTES = 64;
const MAC_BYTES = 16;
/** "expand 32-byte k" (RFC 8439 §2.3). */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);

/** What both ends step through: a key for the whole stream, and a nonce for each piece that holds the MAC of the one before. */
type State = { readonly key: Uint8Array; readonly nonce: Uint8Array };

/** A stream being written under a header of 24 random bytes. */
export function streamSealer(key: Uint8Array, bound: Uint8Array, header: Uint8Array): (piece: Uint8Array, last: boolean) => Uint8Array {
	const state = stateOf(key, header);
	return (piece, last) => {
		const tag = tagBlock(state, Uint8Array.of(last ? TAG_FINAL : TAG_MESSAGE));
		const ciphertext = chacha20(state.key, state.nonce, piece, undefined, 2);
		const mac = macOf(state, { bound, tag, ciphertext });
		step(state, mac);
		return concat(tag.subarray(0, 1), ciphertext, mac);
	};
}

/** A stream being read; null for a piece that does not come next in it. */
export function streamOpener(
	key: Uint8Array,
	bound: Uint8Array,
	header: Uint8Array,
): (piece: Uint8Array) => { message: Uint8Array; last: boolean } | null {
	const state = stateOf(key, header);
	return (piece) => {
		if (piece.length < 1 + MAC_BYTES) return null;
		const last = (tagBlock(state, piece.subarray(0, 1))[0] ?? 0) === TAG_FINAL;
		const ciphertext = piece.subarray(1, -MAC_BYTES);
		// What is authenticated is the block as it was sent: its first byte, and the stream under the rest.
		const sent = tagBlock(state, Uint8Array.of(last ? TAG_FINAL : TAG_MESSAGE));
		const mac = macOf(state, { bound, tag: sent, ciphertext });
		if (!isEqual(concat(piece.subarray(0, 1), mac), concat(sent.subarray(0, 1), piece.subarray(-MAC_BYTES)))) return null;
		const message = chacha20(state.key, state.nonce, ciphertext, undefined, 2);
		step(state, mac);
		return { message, last };
	};
}

function stateOf(key: Uint8Array, header: Uint8Array): State {
	const own = new Uint32Array(8);
	hchacha(SIGMA, wordsOf(key), wordsOf(header.subarray(0, 16)), own);
	return { key: new Uint8Array(own.buffer), nonce: concat(Uint8Array.of(1, 0, 0, 0), header.subarray(16)) };
}

/** The tag, with the stream's own bytes behind it: one block, of which only the first byte is sent. */
function tagBlock({ key, nonce }: State, tag: Uint8Array): Uint8Array {
	return chacha20(key, nonce, concat(tag, new Uint8Array(BLOCK_BYTES - 1)), undefined, 1);
}

type Authenticated = { readonly bound: Uint8Array; readonly tag: Uint8Array; readonly ciphertext: Uint8Array };

function macOf({ key, nonce }: State, { bound, tag, ciphertext }: Authenticated): Uint8Array {
	const macKey = chacha20(key, nonce, new Uint8Array(32), undefined, 0);
	// libsodium pads the ciphertext by as many zeros as it overhangs, not up to the next block; that is its format.
	const overhang = new Uint8Array(ciphertext.length % 16);
	const padding = new Uint8Array((16 - (bound.length % 16)) % 16);
	const lengths = concat(length64(bound.length), length64(BLOCK_BYTES + ciphertext.length));
	return poly1305(concat(bound, padding, tag, ciphertext, overhang, lengths), macKey);
}

function step({ nonce }: State, mac: Uint8Array): void {
	const view = new DataView(nonce.buffer, nonce.byteOffset);
	view.setUint32(0, view.getUint32(0, true) + 1, true);
	for (let at = 0; at < 8; at += 1) nonce[4 + at] = (nonce[4 + at] ?? 0) ^ (mac[at] ?? 0);
}

function length64(length: number): Uint8Array {
	const bytes = new Uint8Array(8);
	new DataView(bytes.buffer).setUint32(0, length, true);
	return bytes;
}

/** In a time that does not tell where they differ. */
function isEqual(left: Uint8Array, right: Uint8Array): boolean {
	return left.reduce((differing, byte, at) => differing | (byte ^ (right[at] ?? 0)), 0) === 0;
}

function wordsOf(bytes: Uint8Array): Uint32Array {
	return new Uint32Array(bytes.slice().buffer);
}
