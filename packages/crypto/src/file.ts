/** Sealing a file in pieces, so that large ones need not be held twice (FORMAT.md, "A file"). */
import { ByteReader, concat, equalBytes, u32, u64 } from "./bytes.ts";
import { keyCommitment, payloadKey } from "./compartment.ts";
import { contextBytes } from "./context.ts";
import { SealError } from "./errors.ts";
import { type LetterContext, placeLines } from "./letter.ts";
import { checkStart, compartmentCode, FILE_MAGIC, HEADER_BYTES, SUITE } from "./letter-header.ts";
import { STREAM_HEADER_BYTES, STREAM_TAG_BYTES, streamOpener, streamSealer } from "./sodium.ts";

/** Plaintext in each piece but the last. */
export const PIECE_BYTES = 65_536;

/** The place of a file: that of the letter it comes with, and which of its files it is. */
export type FileContext = LetterContext & { readonly index: number };

/** Seals a file: the 64-byte header first, then its pieces. Concatenated they are what is stored. */
export function sealFile(content: Uint8Array, context: FileContext, key: Uint8Array): readonly Uint8Array[] {
	const padded = new Uint8Array(padmeBytes(content.length + 8));
	padded.set(u64(content.length));
	padded.set(content, 8);
	const { header, add } = streamSealer(payloadKey(key, "file"), fileBound(context));
	const sealed = [concat(clearHeader(context), keyCommitment(key), header)];
	for (let start = 0; start < padded.length; start += PIECE_BYTES) {
		const end = start + PIECE_BYTES;
		sealed.push(add(padded.subarray(start, end), end >= padded.length));
	}
	return sealed;
}

/** Opens a file from its pieces, cut as `filePieces` cuts them. */
export function openFile(sealed: readonly Uint8Array[], context: FileContext, key: Uint8Array): Uint8Array {
	const [head, ...pieces] = sealed;
	if (head?.length !== HEADER_BYTES) {
		throw new SealError("malformed", "A file starts with 64 bytes in clear.");
	}
	const opener = streamOpener(checkedStreamHeader(head, context, key), { key: payloadKey(key, "file"), bound: fileBound(context) });
	const opened = pieces.map((piece) => openPiece(piece, opener));
	if (opened.length === 0 || opened.some(({ last }, index) => last !== (index === opened.length - 1))) {
		throw new SealError("cannot-open", "The file was cut short, or something follows its end.");
	}
	return unpadded(concat(...opened.map(({ message }) => message)));
}

/** Cuts a stored file into header and pieces. */
export function filePieces(stored: Uint8Array): readonly Uint8Array[] {
	const pieces = [stored.slice(0, HEADER_BYTES)];
	for (let start = HEADER_BYTES; start < stored.length; start += PIECE_BYTES + STREAM_TAG_BYTES) {
		pieces.push(stored.slice(start, start + PIECE_BYTES + STREAM_TAG_BYTES));
	}
	return pieces;
}

/** Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files", PoPETs 2019, §4): at most 12 % more. */
export function padmeBytes(length: number): number {
	if (length < 2) {
		return length;
	}
	const exponent = Math.floor(Math.log2(length));
	const unit = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
	return Math.ceil(length / unit) * unit;
}

function openPiece(
	piece: Uint8Array,
	opener: (piece: Uint8Array) => { message: Uint8Array; last: boolean },
): { message: Uint8Array; last: boolean } {
	if (piece.length <= STREAM_TAG_BYTES || piece.length > PIECE_BYTES + STREAM_TAG_BYTES) {
		throw new SealError("malformed", "Not the length of a piece of a file.");
	}
	return opener(piece);
}

function clearHeader({ compartment, index, sequence }: FileContext): Uint8Array {
	if (!Number.isInteger(index) || index < 0 || index > 255) {
		throw new SealError("malformed", "A letter has at most 256 files.");
	}
	return concat(Uint8Array.of(FILE_MAGIC, SUITE, compartmentCode(compartment), index), u32(sequence));
}

function checkedStreamHeader(head: Uint8Array, context: FileContext, key: Uint8Array): Uint8Array {
	checkStart(new ByteReader(head), FILE_MAGIC);
	const reader = new ByteReader(head);
	if (!equalBytes(reader.take(8), clearHeader(context))) {
		throw new SealError("wrong-context", "The file says that it belongs somewhere else.");
	}
	if (!equalBytes(reader.take(32), keyCommitment(key))) {
		throw new SealError("wrong-key", "The file was sealed under another key.");
	}
	return reader.take(STREAM_HEADER_BYTES);
}

function fileBound(context: FileContext): Uint8Array {
	return contextBytes("file", [...placeLines(context), ["index", context.index]]);
}

function unpadded(padded: Uint8Array): Uint8Array {
	const reader = new ByteReader(padded);
	const length = reader.number(8);
	if (padmeBytes(length + 8) !== padded.length) {
		throw new SealError("bad-padding", "The file does not fill its padding.");
	}
	const content = reader.take(length);
	if (reader.rest().some((byte) => byte !== 0)) {
		throw new SealError("bad-padding", "The padding is not zero.");
	}
	return content;
}
