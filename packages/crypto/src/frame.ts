/** A raise as it travels: one value, four parts (FORMAT.md, "A raise"). No libsodium. */
import { ByteReader, concat, equalBytes, u32, utf8 } from "./bytes.ts";
import { SealError } from "./errors.ts";

const MAGIC = utf8("answerable/v1/raise\n");

/** Longest part: far above two letters of 1 MiB and 64 wraps, far below what would trouble a server. */
export const PART_MAX_BYTES = 2 * 1024 * 1024;

/** Longest frame. */
export const RAISE_MAX_BYTES = MAGIC.length + 4 * (4 + PART_MAX_BYTES);

/** The parts of a raise: JSON of `RaiseHeader`, the two letters, and the wraps as one value. */
export type RaiseParts = {
	readonly header: Uint8Array;
	readonly concern: Uint8Array;
	readonly private: Uint8Array;
	readonly wraps: Uint8Array;
};

/** Puts a raise into its frame. */
export function encodeRaise(parts: RaiseParts): Uint8Array {
	return concat(MAGIC, ...[parts.header, parts.concern, parts.private, parts.wraps].flatMap(framed));
}

/** Takes a raise out of its frame; anything missing, too long or left over is refused. */
export function decodeRaise(bytes: Uint8Array): RaiseParts {
	if (bytes.length > RAISE_MAX_BYTES) {
		throw new SealError("too-large", "The raise is longer than a frame may be.");
	}
	const reader = new ByteReader(bytes);
	if (!equalBytes(reader.take(MAGIC.length), MAGIC)) {
		throw new SealError("unknown-version", "Not a raise of a version known here.");
	}
	const parts = { header: part(reader), concern: part(reader), private: part(reader), wraps: part(reader) };
	reader.end();
	return parts;
}

function framed(bytes: Uint8Array): Uint8Array[] {
	if (bytes.length > PART_MAX_BYTES) {
		throw new SealError("too-large", "A part is longer than a frame may hold.");
	}
	return [u32(bytes.length), bytes];
}

function part(reader: ByteReader): Uint8Array {
	const length = reader.number(4);
	if (length > PART_MAX_BYTES) {
		throw new SealError("too-large", "A part is longer than a frame may hold.");
	}
	return reader.take(length);
}
