/** A text in the bucket of a letter (FORMAT.md, "A letter"): what is sealed tells how long it is only to the nearest power of two. */
import { ByteReader, u32 } from "./bytes.ts";
import { SealError } from "./errors.ts";
import { bucketBytes } from "./letter-header.ts";

/** Bytes in front of the text that say how long it is. */
export const PREFIX_BYTES = 4;

/** The text, its length in front of it, and zeros up to the smallest bucket that holds both. `sizeOf`: the buckets that there are. */
export function padded(text: Uint8Array, sizeOf = bucketBytes): Uint8Array {
	const bucket = new Uint8Array(sizeOf(text.length + PREFIX_BYTES));
	bucket.set(u32(text.length));
	bucket.set(text, PREFIX_BYTES);
	return bucket;
}

/** The text of a bucket, or throws `SealError`. */
export function unpadded(bucket: Uint8Array, sizeOf = bucketBytes): Uint8Array {
	const reader = new ByteReader(bucket);
	const length = reader.number(PREFIX_BYTES);
	if (length > bucket.length - PREFIX_BYTES || sizeOf(length + PREFIX_BYTES) !== bucket.length) {
		throw new SealError("bad-padding", "The text does not fill its bucket.");
	}
	const text = reader.take(length);
	if (reader.rest().some((byte) => byte !== 0)) {
		throw new SealError("bad-padding", "The padding is not zero.");
	}
	return text;
}
