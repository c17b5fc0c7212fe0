/**
 * Recovery copies: a key of the deployment, sealed to the recovery key, whose private half exists only in the shares
 * (FORMAT.md, "A recovery copy"). Making one needs the public half alone, so a key that is made later needs no new shares;
 * deleting one takes its key out of reach of the shares.
 */
import { concat } from "./bytes.ts";
import { type ContextLine, contextBytes } from "./context.ts";
import { SealError } from "./errors.ts";
import { kemKeyPair, openBox, sealBox } from "./kem-box.ts";
import { type Random, randomBytes } from "./random.ts";
import { sealingKeyHash } from "./sealing-key.ts";

const MAGIC = Uint8Array.of(0xa6, 0x01);
const KEY_BYTES = 32;

/** Which key is sealed, and by which shares it opens. `name` is that of its file without `.key`. */
export type CopyPlace = { readonly set: string; readonly name: string };

/** The public half of a recovery secret. */
export function recoveryKey(secret: Uint8Array): Uint8Array {
	return kemKeyPair(secret).publicKey;
}

/** Seals a 32-byte key. */
export function sealCopy(key: Uint8Array, publicKey: Uint8Array, place: CopyPlace, random: Random = randomBytes): Uint8Array {
	if (key.length !== KEY_BYTES) throw new Error(`A key has ${KEY_BYTES} bytes.`);
	return concat(MAGIC, sealBox(key, publicKey, { context: contextOf(place, publicKey), bound: MAGIC }, random));
}

/** Opens a copy with the secret that two shares gave. Throws a `SealError` if it is another key's, another set's, or was changed. */
export function openCopy(copy: Uint8Array, secret: Uint8Array, place: CopyPlace): Uint8Array {
	if (copy[0] !== MAGIC[0] || copy[1] !== MAGIC[1]) throw new SealError("unknown-version", "Not a recovery copy of a version known here.");
	const key = openBox(copy.subarray(MAGIC.length), secret, { context: contextOf(place, recoveryKey(secret)), bound: MAGIC });
	if (key.length !== KEY_BYTES) throw new SealError("malformed", "A key has 32 bytes.");
	return key;
}

function contextOf({ set, name }: CopyPlace, publicKey: Uint8Array): Uint8Array {
	const lines: readonly ContextLine[] = [
		["set", set],
		["name", name],
		["recipient", sealingKeyHash(publicKey)],
	];
	return contextBytes("recovery-copy", lines);
}
