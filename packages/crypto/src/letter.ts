/** Sealing and opening a letter: padded, bound to its place, committed to its key (FORMAT.md, "A letter"). */
import type { TenureId } from "@answerable/types/id";
import type { Compartment } from "@answerable/types/role";
import { concat, equalBytes } from "./bytes.ts";
import { keyCommitment, payloadKey } from "./compartment.ts";
import { type CaseContext, type ContextLine, caseLines, contextBytes, uuid } from "./context.ts";
import { SealError } from "./errors.ts";
import { BUCKET_MAX_BYTES, encodeLetterHeader, HEADER_BYTES, letterHeader, type SealedPurpose } from "./letter-header.ts";
import { PREFIX_BYTES, padded, unpadded } from "./padding.ts";
import { type Random, randomBytes } from "./random.ts";
import { aeadOpen, aeadSeal, NONCE_BYTES } from "./sodium.ts";

/** Longest text that a letter holds: the largest bucket less its length prefix. */
export const TEXT_MAX_BYTES = BUCKET_MAX_BYTES - PREFIX_BYTES;

/** The place of a letter in its case. */
export type LetterContext = CaseContext & {
	readonly compartment: Compartment;
	readonly sender: "reporter" | TenureId;
	/** The sequence that the sender had last seen, plus one; 0 for a raise. */
	readonly sequence: number;
	readonly purpose: SealedPurpose;
};

/** Seals a text under a compartment key. */
export function sealLetter(
	letter: LetterContext & { readonly text: Uint8Array },
	key: Uint8Array,
	random: Random = randomBytes,
): Uint8Array {
	const { text, compartment, purpose, sequence } = letter;
	const nonce = random(NONCE_BYTES);
	const header = encodeLetterHeader({ compartment, purpose, sequence, commitment: keyCommitment(key), nonce });
	return concat(header, aeadSeal(padded(text), { key: payloadKey(key, "letter"), nonce, bound: letterBound(letter) }));
}

/** Opens a letter that stands at the place given, or throws `SealError`. */
export function openLetter(letter: Uint8Array, context: LetterContext, key: Uint8Array): Uint8Array {
	const header = letterHeader(letter);
	const { compartment, purpose, sequence } = context;
	if (header.compartment !== compartment || header.purpose !== purpose || header.sequence !== sequence) {
		throw new SealError("wrong-context", "The letter says that it belongs somewhere else.");
	}
	if (!equalBytes(header.commitment, keyCommitment(key))) {
		throw new SealError("wrong-key", "The letter was sealed under another key.");
	}
	const bound = letterBound(context);
	return unpadded(aeadOpen(letter.subarray(HEADER_BYTES), { key: payloadKey(key, "letter"), nonce: header.nonce, bound }));
}

/** The lines that bind a letter or a file to its place. */
export function placeLines(context: LetterContext): readonly ContextLine[] {
	return [
		...caseLines(context),
		["compartment", context.compartment],
		["sender", context.sender === "reporter" ? context.sender : uuid(context.sender)],
		["sequence", context.sequence],
		["purpose", context.purpose],
	];
}

function letterBound(context: LetterContext): Uint8Array {
	return contextBytes("letter", placeLines(context));
}
