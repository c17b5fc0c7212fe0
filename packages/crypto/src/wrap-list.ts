/** All wraps of a case as one value of constant-sized entries (FORMAT.md, "The wraps of a case"). No libsodium. */
import type { Hash } from "@answerable/types/bytes";
import type { TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { ByteReader, concat, equalBytes, fromHex, toHex, u16, u32, u64, utf8 } from "./bytes.ts";
import { hex32, uuid } from "./context.ts";
import { SealError } from "./errors.ts";
import { type Random, randomBytes } from "./random.ts";
import { DUMMY_RUNG, type Layer, layerOf, rungOf, type WrapRung } from "./wrap-header.ts";

const MAGIC = utf8("answerable/v1/wraps\n");
const ENTRY_HEAD_BYTES = 62;

/** The number of entries is always a multiple of this, so that it tells little about how many people may read. */
export const WRAPS_MULTIPLE = 8;
/** Most entries in one value. */
export const WRAPS_MAX = 128;
/** Longest body: an outer seal with eight release holders. */
export const BODY_MAX_BYTES = 16_384;

/** A wrap and what stands in clear in front of it. */
export type WrapEntry = {
	readonly rung: WrapRung;
	readonly layer: Layer;
	/** SHA-256 of the key statement that it was sealed to; for the reporter's own, of the key. */
	readonly keyHash: Hash;
	readonly tenure: TenureId;
	/** The earliest instant at which the outer seal may be opened; null when there is none (layer 1). */
	readonly notBefore: Instant | null;
	/** An inner wrap (layer 1) or an outer seal (layer 2). */
	readonly body: Uint8Array;
};

/** Writes the wraps as one value, and fills up with dummies. */
export function encodeWraps(entries: readonly WrapEntry[], random: Random = randomBytes): Uint8Array {
	const count = Math.max(1, Math.ceil(entries.length / WRAPS_MULTIPLE)) * WRAPS_MULTIPLE;
	const bodyBytes = Math.max(0, ...entries.map((entry) => entry.body.length));
	if (count > WRAPS_MAX || bodyBytes > BODY_MAX_BYTES) {
		throw new SealError("too-large", "Too many wraps, or too long a wrap.");
	}
	const dummies = Array.from({ length: count - entries.length }, () => dummyEntry(bodyBytes, random));
	return concat(MAGIC, u16(count), u32(bodyBytes), ...entries.map((entry) => encodeEntry(entry, bodyBytes)), ...dummies);
}

/** Reads the wraps out of their one value, without the dummies. */
export function decodeWraps(bytes: Uint8Array): readonly WrapEntry[] {
	const reader = new ByteReader(bytes);
	if (!equalBytes(reader.take(MAGIC.length), MAGIC)) {
		throw new SealError("unknown-version", "Not wraps of a version known here.");
	}
	const count = reader.number(2);
	const bodyBytes = reader.number(4);
	if (count === 0 || count % WRAPS_MULTIPLE !== 0) {
		throw new SealError("malformed", "Not a multiple of eight wraps.");
	}
	if (count > WRAPS_MAX || bodyBytes > BODY_MAX_BYTES) {
		throw new SealError("too-large", "Too many wraps, or too long a wrap.");
	}
	const entries = Array.from({ length: count }, () => decodeEntry(reader, bodyBytes));
	reader.end();
	return entries.filter((entry) => entry !== null);
}

function encodeEntry(entry: WrapEntry, bodyBytes: number): Uint8Array {
	return concat(
		Uint8Array.of(entry.rung, entry.layer),
		fromHex(hex32(entry.keyHash)),
		fromHex(uuid(entry.tenure).replaceAll("-", "")),
		u64(entry.notBefore === null ? 0 : epochSeconds(entry.notBefore)),
		u32(entry.body.length),
		entry.body,
		new Uint8Array(bodyBytes - entry.body.length),
	);
}

/** As long as the others and as random as a body, with a rung that says that it is none. */
function dummyEntry(bodyBytes: number, random: Random): Uint8Array {
	const noise = random(ENTRY_HEAD_BYTES + bodyBytes);
	noise.set([DUMMY_RUNG]);
	return noise;
}

function decodeEntry(reader: ByteReader, bodyBytes: number): WrapEntry | null {
	const rung = reader.number(1);
	if (rung === DUMMY_RUNG) {
		reader.take(ENTRY_HEAD_BYTES - 1 + bodyBytes);
		return null;
	}
	const layer = layerOf(reader.number(1));
	const keyHash = toHex(reader.take(32)) as Hash;
	const tenure = dashed(toHex(reader.take(16)));
	const seconds = reader.number(8);
	if ((layer === 1) !== (seconds === 0)) {
		throw new SealError("malformed", "Only what waits for release has an earliest instant.");
	}
	const length = reader.number(4);
	const field = reader.take(bodyBytes);
	if (length > bodyBytes || !isZero(field, length)) {
		throw new SealError("bad-padding", "A wrap is followed by something other than zeros.");
	}
	const notBefore = layer === 1 ? null : instantOf(seconds);
	return { rung: rungOf(rung), layer, keyHash, tenure, notBefore, body: field.subarray(0, length) };
}

function isZero(bytes: Uint8Array, from: number): boolean {
	for (let place = from; place < bytes.length; place += 1) if (bytes[place] !== 0) return false;
	return true;
}

function dashed(hex: string): TenureId {
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as TenureId;
}

function epochSeconds(instant: Instant): number {
	const seconds = Date.parse(instant) / 1000;
	if (!Number.isSafeInteger(seconds) || seconds <= 0 || instantOf(seconds) !== instant) {
		throw new SealError("malformed", "Not an instant to the second.");
	}
	return seconds;
}

function instantOf(seconds: number): Instant {
	if (seconds > 253_402_300_799) {
		throw new SealError("malformed", "An instant after the year 9999.");
	}
	return new Date(seconds * 1000).toISOString().replace(".000Z", "Z") as Instant;
}
