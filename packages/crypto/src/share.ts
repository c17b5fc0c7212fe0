/** Shares of a secret, any two of three, as words that somebody can write on paper and type again (FORMAT.md, "A share"). */
import { combine, split } from "shamir-secret-sharing";
import { concat, equalBytes, fromHex, toHex } from "./bytes.ts";
import { checkWordOf } from "./check-word.ts";
import type { ContextLine } from "./context.ts";
import { isListed, WORDS, wordAt, wordNumber } from "./wordlist.ts";

/** How many shares there are, and how many of them give the secret. */
export const SHARES = 3;
export const SHARES_NEEDED = 2;
/** A share is written as so many rows of so many words; the last word of a row checks it. */
export const SHARE_ROWS = 4;
export const ROW_WORDS = 7;

const SECRET_BYTES = 32;
const ROW_BYTES = 9;
const VERSION = 1;

export type ShareIndex = 1 | 2 | 3;

/** `set` is four hex digits, the same on the three shares that were made together; `part` the library's, one byte longer than the secret. */
export type Share = { readonly set: string; readonly index: ShareIndex; readonly part: Uint8Array };

/** What can be wrong with a row that somebody typed. `row` counts from 1; `word` is the first that is on no list. */
export type RowFault = {
	readonly fault: "wrong-length" | "unknown-word" | "check-word-wrong" | "unknown-version";
	readonly row: number;
	readonly word: string | null;
};

/** What can be wrong with two shares that are each right. */
export type PairFault = { readonly fault: "same-share" | "other-set" };

/**
 * Makes three shares of 32 random bytes, of which one alone says nothing. The sharing is Shamir's over GF(2^8), by an
 * audited library; every pair is put together again here before anybody is given one.
 */
export async function splitSecret(secret: Uint8Array, set: string): Promise<readonly Share[]> {
	if (secret.length !== SECRET_BYTES) throw new Error(`A secret has ${SECRET_BYTES} bytes.`);
	const parts = await split(secret, SHARES, SHARES_NEEDED);
	const shares = parts.map((part, place) => ({ set: setId(set), index: (place + 1) as ShareIndex, part }));
	for (const [place, one] of shares.entries()) {
		for (const two of shares.slice(place + 1)) {
			if (!equalBytes(await combine([one.part, two.part]), secret)) throw new Error("Two shares did not give the secret back.");
		}
	}
	return shares;
}

/** The secret of two shares of one set. Whether it is the right secret only its public half can tell: check it. */
export async function combineShares(one: Share, two: Share): Promise<Uint8Array | PairFault> {
	if (one.set !== two.set) return { fault: "other-set" };
	if (one.index === two.index || one.part.at(-1) === two.part.at(-1)) return { fault: "same-share" };
	return combine([one.part, two.part]);
}

/** A share as it is written down: four rows of seven words. */
export function shareRows({ set, index, part }: Share): readonly (readonly string[])[] {
	const bytes = concat(Uint8Array.of(VERSION * 16 + index), fromHex(setId(set)), part);
	return Array.from({ length: SHARE_ROWS }, (_, place) => {
		const words = rowWords(bytes.subarray(place * ROW_BYTES, (place + 1) * ROW_BYTES));
		return [...words, checkWordOf(words, belongsTo(place + 1, { set, index }))];
	});
}

/** Which share a first row belongs to, so that the rows after it can be checked as they are typed. */
export type ShareName = Pick<Share, "set" | "index">;

/** Reads a first row. */
export function readFirstRow(words: readonly string[]): ShareName | RowFault {
	const bytes = readRow(words, 1, null);
	if ("fault" in bytes) return bytes;
	const [head = 0] = bytes;
	const index = head % 16;
	if (head >> 4 !== VERSION || !isIndex(index)) return { fault: "unknown-version", row: 1, word: null };
	return { set: toHex(bytes.subarray(1, 3)), index };
}

/** Checks a later row, 2 to 4, of a share; null if it is right. A row of another share is wrong here. */
export function checkRow(words: readonly string[], row: number, share: ShareName): RowFault | null {
	const bytes = readRow(words, row, share);
	return "fault" in bytes ? bytes : null;
}

/** Reads the words of a whole share, 28 of them, in any rows. */
export function readShare(words: readonly string[]): Share | RowFault {
	if (words.length !== SHARE_ROWS * ROW_WORDS) return { fault: "wrong-length", row: Math.ceil(words.length / ROW_WORDS), word: null };
	const name = readFirstRow(words.slice(0, ROW_WORDS));
	if ("fault" in name) return name;
	const rows: Uint8Array[] = [];
	for (let row = 1; row <= SHARE_ROWS; row += 1) {
		const read = readRow(words.slice((row - 1) * ROW_WORDS, row * ROW_WORDS), row, name);
		if ("fault" in read) return read;
		rows.push(read);
	}
	return { ...name, part: concat(...rows).slice(3) };
}

/** The nine bytes of a row's first six words. */
function readRow(words: readonly string[], row: number, share: ShareName | null): Uint8Array | RowFault {
	if (words.length !== ROW_WORDS) return { fault: "wrong-length", row, word: null };
	const unknown = words.find((word) => !isListed(word));
	if (unknown !== undefined) return { fault: "unknown-word", row, word: unknown };
	const own = words.slice(0, -1);
	const value = own.reduce((sum, word) => sum * BigInt(WORDS.length) + BigInt(wordNumber(word) ?? 0), 0n);
	const isRight = value < 256n ** BigInt(ROW_BYTES) && checkWordOf(own, belongsTo(row, share)) === words.at(-1);
	return isRight ? fromHex(value.toString(16).padStart(2 * ROW_BYTES, "0")) : { fault: "check-word-wrong", row, word: null };
}

/** Nine bytes as six words, the number that they are written to the base of the list's length. */
function rowWords(bytes: Uint8Array): readonly string[] {
	const base = BigInt(WORDS.length);
	let value = BigInt(`0x${toHex(bytes)}`);
	const words: string[] = [];
	for (let place = 1; place < ROW_WORDS; place += 1) {
		words.unshift(wordAt(Number(value % base)));
		value /= base;
	}
	return words;
}

/** The first row says whose the others are; they are bound to it, so that no row passes in another share. */
function belongsTo(row: number, share: ShareName | null): readonly ContextLine[] {
	return [
		["purpose", "share"],
		["subject", row === 1 || share === null ? "1" : `${share.set}.${share.index}.${row}`],
	];
}

function isIndex(value: number): value is ShareIndex {
	return value >= 1 && value <= SHARES;
}

function setId(set: string): string {
	if (!/^[0-9a-f]{4}$/.test(set)) throw new Error("A set of shares is named by four hex digits.");
	return set;
}
