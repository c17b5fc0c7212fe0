/** What stands in clear in front of a sealed letter. No libsodium: a server checks with this that a letter is what its statement says. */
import { LETTER_MAX_BYTES } from "@answerable/types/bytes";
import type { LetterContent } from "@answerable/types/content";
import type { Compartment } from "@answerable/types/role";
import { ByteReader, concat, u32 } from "./bytes.ts";
import { SealError } from "./errors.ts";

/** First byte of a letter, and of a file. */
export const LETTER_MAGIC = 0xa1;
export const FILE_MAGIC = 0xa2;
/** Version of the suite: X-Wing, XChaCha20-Poly1305, BLAKE2b, Argon2id, Ed25519. */
export const SUITE = 1;
/** Bytes in clear in front of the ciphertext. */
export const HEADER_BYTES = 64;
/** Smallest and largest padded text. */
export const BUCKET_MIN_BYTES = 1024;
export const BUCKET_MAX_BYTES = 1024 * 1024;

/** What a letter is for. `raise` is either of the two letters of a raise. */
export type SealedPurpose = "raise" | "feedback" | LetterContent["purpose"];

/** Codes are never renumbered. */
const PURPOSES: readonly (readonly [SealedPurpose, number])[] = [
	["raise", 1],
	["acknowledgement", 2],
	["plan", 3],
	["update", 4],
	["outcome", 5],
	["safety_action", 6],
	["question", 7],
	["reply", 8],
	["triage", 9],
	["comply", 10],
	["explain", 11],
	["dispute", 12],
	["downgrade", 13],
	["extension", 14],
	["pause", 15],
	["reopening", 16],
	["link", 17],
	["feedback", 18],
	["detriment", 19],
];

/** Codes are never renumbered. */
const COMPARTMENTS: readonly (readonly [Compartment, number])[] = [
	["concern", 1],
	["private", 2],
	["notes", 3],
];

/** The visible header of a letter. */
export type LetterHeader = {
	readonly compartment: Compartment;
	readonly purpose: SealedPurpose;
	readonly sequence: number;
	/** BLAKE2b of the compartment key: two letters of one case with the same value were sealed under the same key. */
	readonly commitment: Uint8Array;
	readonly nonce: Uint8Array;
};

/** The 64 bytes in front of a letter (FORMAT.md, "A letter"). */
export function encodeLetterHeader(header: LetterHeader): Uint8Array {
	return concat(
		Uint8Array.of(LETTER_MAGIC, SUITE, compartmentCode(header.compartment), purposeCode(header.purpose)),
		u32(header.sequence),
		header.commitment,
		header.nonce,
	);
}

/** Reads and checks the header of a letter, and that its length is that of a padding bucket: an unpadded letter is refused. */
export function letterHeader(letter: Uint8Array): LetterHeader {
	if (letter.length > LETTER_MAX_BYTES) {
		throw new SealError("too-large", "The letter is longer than a letter may be.");
	}
	const reader = new ByteReader(letter);
	checkStart(reader, LETTER_MAGIC);
	const compartment = compartmentOf(reader.number(1));
	const purpose = purposeOf(reader.number(1));
	const sequence = reader.number(4);
	const commitment = reader.take(32);
	const nonce = reader.take(24);
	const padded = reader.rest().length - 16;
	if (padded !== bucketBytes(padded)) {
		throw new SealError("malformed", "The letter's length is not that of a padding bucket.");
	}
	return { compartment, purpose, sequence, commitment, nonce };
}

/** The padded length of `length` bytes: 1, 2, 4, 8 … 1,024 KiB. */
export function bucketBytes(length: number): number {
	if (length > BUCKET_MAX_BYTES) {
		throw new SealError("too-large", "The text is longer than a letter may be.");
	}
	return doubledBytes(length);
}

/** The same without an end, for what nobody is sent. */
export function doubledBytes(length: number): number {
	let bucket = BUCKET_MIN_BYTES;
	while (bucket < length) {
		bucket *= 2;
	}
	return bucket;
}

/** Refuses another kind of thing, and a version that this code does not know. */
export function checkStart(reader: ByteReader, magic: number): void {
	if (reader.number(1) !== magic) {
		throw new SealError("malformed", "Not the kind of thing that was expected.");
	}
	if (reader.number(1) !== SUITE) {
		throw new SealError("unknown-version", "Sealed by a suite that is not known here.");
	}
}

/** The code of a compartment. */
export function compartmentCode(compartment: Compartment): number {
	return codeOf(COMPARTMENTS, compartment);
}

/** The compartment of a code. */
export function compartmentOf(code: number): Compartment {
	return nameOf(COMPARTMENTS, code);
}

function purposeCode(purpose: SealedPurpose): number {
	return codeOf(PURPOSES, purpose);
}

function purposeOf(code: number): SealedPurpose {
	return nameOf(PURPOSES, code);
}

function codeOf<Name>(table: readonly (readonly [Name, number])[], name: Name): number {
	const row = table.find(([known]) => known === name);
	if (row === undefined) {
		throw new SealError("malformed", "A name that this version does not know.");
	}
	return row[1];
}

function nameOf<Name>(table: readonly (readonly [Name, number])[], code: number): Name {
	const row = table.find(([, known]) => known === code);
	if (row === undefined) {
		throw new SealError("malformed", "A code that this version does not know.");
	}
	return row[0];
}
