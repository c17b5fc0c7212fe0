/** Byte strings as they cross the wire: short ones in lower-case hex, long ones in base64url without padding. */
import { z } from "zod/mini";

/** SHA-256, 32 bytes, lower-case hex. */
export const Hash = z
	.string()
	.check(z.regex(/^[0-9a-f]{64}$/))
	.brand<"Hash">();
export type Hash = z.infer<typeof Hash>;

/** Any other 32 bytes in lower-case hex: a salt, a tag, a derived login secret. */
export const Bytes32 = z
	.string()
	.check(z.regex(/^[0-9a-f]{64}$/))
	.brand<"Bytes32">();
export type Bytes32 = z.infer<typeof Bytes32>;

/** Ed25519 public key (RFC 8032), 32 bytes, lower-case hex. */
export const SigningKey = z
	.string()
	.check(z.regex(/^[0-9a-f]{64}$/))
	.brand<"SigningKey">();
export type SigningKey = z.infer<typeof SigningKey>;

/** Ed25519 detached signature (RFC 8032), 64 bytes, lower-case hex. */
export const Signature = z
	.string()
	.check(z.regex(/^[0-9a-f]{128}$/))
	.brand<"Signature">();
export type Signature = z.infer<typeof Signature>;

/** X-Wing public key (draft-connolly-cfrg-xwing-kem), 1,216 bytes, base64url. */
export const SealingKey = z
	.string()
	.check(z.regex(/^[A-Za-z0-9_-]{1622}$/))
	.brand<"SealingKey">();
export type SealingKey = z.infer<typeof SealingKey>;

/** A letter's ciphertext is at most this long: 1 MiB of padded text and its header. */
export const LETTER_MAX_BYTES = 1_114_112;

/** Ciphertext in base64url without padding. */
export const Base64Url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(Math.ceil((LETTER_MAX_BYTES * 4) / 3)));
export type Base64Url = z.infer<typeof Base64Url>;
