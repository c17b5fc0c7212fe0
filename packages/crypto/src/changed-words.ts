/** What a reporter keeps when they change their words: the case's keys and its salt, sealed to the new ones (FORMAT.md, "Changed words"). */
import type { Bytes32 } from "@answerable/types/bytes";
import { ByteReader, concat, fromHex, toHex } from "./bytes.ts";
import type { CompartmentKeys } from "./compartment.ts";
import { type CaseContext, caseLines, contextBytes } from "./context.ts";
import { SealError } from "./errors.ts";
import { kemKeyPair, openBox, sealBox } from "./kem-box.ts";
import { type Random, randomBytes } from "./random.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { CHANGED_WORDS_BYTES, CHANGED_WORDS_MAGIC } from "./wrap-header.ts";

/** What the first words gave by themselves: the salt of the case's leaves, and the keys that its own wrap opened. */
export type Kept = { readonly logSalt: Bytes32; readonly keys: Required<Pick<CompartmentKeys, "concern" | "private">> };

const MAGIC = Uint8Array.of(CHANGED_WORDS_MAGIC, 0x01);

/** Seals what the first words gave to the `kem` key of the new words. */
export function sealChangedWords(
	{ logSalt, keys }: Kept,
	place: CaseContext,
	newKey: Uint8Array,
	random: Random = randomBytes,
): Uint8Array {
	const plaintext = concat(fromHex(logSalt), keys.concern, keys.private);
	if (plaintext.length !== 96) throw new Error("A salt and two keys have 32 bytes each.");
	return concat(MAGIC, sealBox(plaintext, newKey, { context: contextOf(place, newKey), bound: MAGIC }, random));
}

/** Opens it with the secret key of the words in hand, for the case that it was made for, or throws a `SealError`. */
export function openChangedWords(sealed: Uint8Array, secretKey: Uint8Array, place: CaseContext): Kept {
	if (sealed.length !== CHANGED_WORDS_BYTES) throw new SealError("malformed", "Not the length of keys for changed words.");
	if (sealed[0] !== MAGIC[0] || sealed[1] !== MAGIC[1]) throw new SealError("unknown-version", "Not keys for changed words.");
	const context = contextOf(place, kemKeyPair(secretKey).publicKey);
	const reader = new ByteReader(openBox(sealed.subarray(MAGIC.length), secretKey, { context, bound: MAGIC }));
	const kept = { logSalt: toHex(reader.take(32)) as Bytes32, keys: { concern: reader.take(32), private: reader.take(32) } };
	reader.end();
	return kept;
}

function contextOf(place: CaseContext, newKey: Uint8Array): Uint8Array {
	return contextBytes("changed-words", [...caseLines(place), ["recipient", sealingKeyHash(newKey)]]);
}
