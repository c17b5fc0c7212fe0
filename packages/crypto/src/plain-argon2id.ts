/**
 * Argon2id for browsers without WebAssembly. It gives the same keys as libsodium's, in a third of the time that libsodium's takes in plain
 * JavaScript (docs/decisions/0017-pages.md has the figures), and tells how far it is.
 */
import { argon2id } from "@noble/hashes/argon2.js";

const KIB = 1_024;

/** Argon2id v1.3 (RFC 9106), one lane, 32 bytes out. `onDone` hears which part is done, from 0 to 1, some thousand times. */
export function plainArgon2id(
	password: Uint8Array,
	salt: Uint8Array,
	{ passes, memoryBytes, onDone = () => undefined }: { passes: number; memoryBytes: number; onDone?: (part: number) => void },
): Uint8Array {
	return argon2id(password, salt, { t: passes, m: memoryBytes / KIB, p: 1, dkLen: 32, version: 0x13, onProgress: onDone });
}
