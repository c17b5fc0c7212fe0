/** How much a letter holds. Pure. */

/** Letters that a reader accepts in one letter, and in a line beside it (`types/content.ts`). */
const LONGEST = 900_000;
export const LONGEST_LINE = 400;
/** Bytes of the words as they are sealed: the largest bucket (`crypto/letter-header.ts`), less room for what stands beside them. */
const MOST_BYTES = 1_040_000;
/** No letter takes more bytes: one that JSON writes as an escape. */
const MOST_BYTES_EACH = 6;

/** Whether these words fit into one letter: many alphabets take two or three bytes for what English writes in one. */
export function fitsLetter(text: string): boolean {
	if (text.length * MOST_BYTES_EACH <= MOST_BYTES) return true;
	return text.length <= LONGEST && new TextEncoder().encode(JSON.stringify(text)).length <= MOST_BYTES;
}
