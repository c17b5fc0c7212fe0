/** What stands in clear in front of an inner wrap. No libsodium. */
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import { ByteReader } from "./bytes.ts";
import { SealError } from "./errors.ts";
import { checkStart, SUITE } from "./letter-header.ts";

/** First byte of an inner wrap. */
export const WRAP_MAGIC = 0xa3;
/** Bytes in clear in front of an inner wrap. */
export const WRAP_HEADER_BYTES = 5;
/** Length of every inner wrap: header, X-Wing ciphertext, nonce, mask and three keys, MAC. */
export const INNER_BYTES = WRAP_HEADER_BYTES + 1120 + 24 + 97 + 16;

/** First byte, and length, of a case's keys for changed words: version, X-Wing ciphertext, nonce, a salt and two keys, MAC. */
export const CHANGED_WORDS_MAGIC = 0xa7;
export const CHANGED_WORDS_BYTES = 2 + 1120 + 24 + 96 + 16;

/** In the place of a rung: a wrap made for a later grant, the reporter's own, and a dummy. */
export const GRANT_RUNG = 253;
export const REPORTER_RUNG = 254;
export const DUMMY_RUNG = 255;
/** In the place of a tenure, for the reporter's own wrap. */
export const NO_TENURE = "00000000-0000-0000-0000-000000000000" as TenureId;

/** Where a wrap stands. */
export type WrapRung = Rung | typeof GRANT_RUNG | typeof REPORTER_RUNG;
/** 1: the holder may open it at once. 2: it was sealed a second time, to the release key. */
export type Layer = 1 | 2;

/** The visible header of an inner wrap. It is a hint of what to expect: opening checks it against the signed statement. */
export type WrapHeader = { readonly rung: WrapRung; readonly layer: Layer; readonly opens: readonly Compartment[] };

const RUNGS: readonly WrapRung[] = [0, 1, 2, 3, 4, 5, GRANT_RUNG, REPORTER_RUNG];
const BITS: readonly (readonly [Compartment, number])[] = [
	["concern", 1],
	["private", 2],
	["notes", 4],
];

/** The five bytes in front of an inner wrap (FORMAT.md, "A wrap"). */
export function encodeWrapHeader({ rung, layer, opens }: WrapHeader): Uint8Array {
	return Uint8Array.of(WRAP_MAGIC, SUITE, rung, layer, maskOf(opens));
}

/** Reads the header of an inner wrap, and checks the wrap's length. */
export function wrapHeader(inner: Uint8Array): WrapHeader {
	if (inner.length !== INNER_BYTES) {
		throw new SealError("malformed", "Not the length of a wrap.");
	}
	const reader = new ByteReader(inner);
	checkStart(reader, WRAP_MAGIC);
	return { rung: rungOf(reader.number(1)), layer: layerOf(reader.number(1)), opens: opensOf(reader.number(1)) };
}

/** The mask of a set of compartments: concern 1, private 2, notes 4. */
export function maskOf(opens: readonly Compartment[]): number {
	return BITS.filter(([name]) => opens.includes(name)).reduce((mask, [, bit]) => mask + bit, 0);
}

/** The compartments of a mask, in the order of their bits. */
export function opensOf(mask: number): readonly Compartment[] {
	if (mask > 7) {
		throw new SealError("malformed", "A mask with a compartment that is not known here.");
	}
	return BITS.filter(([, bit]) => (mask & bit) !== 0).map(([name]) => name);
}

/** The rung of a byte; a dummy's is not one. */
export function rungOf(byte: number): WrapRung {
	const rung = RUNGS.find((known) => known === byte);
	if (rung === undefined) {
		throw new SealError("malformed", "Not a rung that is known here.");
	}
	return rung;
}

/** The layer of a byte. */
export function layerOf(byte: number): Layer {
	if (byte !== 1 && byte !== 2) {
		throw new SealError("malformed", "Not a layer that is known here.");
	}
	return byte;
}
