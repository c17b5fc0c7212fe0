/** The word that checks other words (FORMAT.md, "Phrases" and "A share"): it tells a slip of the pen from a wrong thing rightly written. */
import { ByteReader } from "./bytes.ts";
import { type ContextLine, contextBytes } from "./context.ts";
import { blake2b } from "./sodium.ts";
import { WORDS, wordAt } from "./wordlist.ts";

/** First four bytes of BLAKE2b over what the words belong to and the words, modulo the list's length. */
export function checkWordOf(words: readonly string[], belongsTo: readonly ContextLine[]): string {
	const lines: readonly ContextLine[] = words.map((word) => ["word", word]);
	return wordAt(new ByteReader(blake2b(contextBytes("check", [...belongsTo, ...lines]))).number(4) % WORDS.length);
}
