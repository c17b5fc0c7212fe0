/** What a person's phone is given once, so that its codes let them in (RFC 6238). The secret is made here and shown nowhere else. */
import { randomBytes } from "@answerable/crypto/random";
import type { PhoneSecret } from "@answerable/types/account";

/** 160 bits (RFC 4226 §4): 32 letters of base32, none of them half used. */
const SECRET_BYTES = 20;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ISSUER = "Answerable";

/** A new secret, in base32 (RFC 4648 §6). */
export function newPhoneSecret(): PhoneSecret {
	const bits = [...randomBytes(SECRET_BYTES)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
	return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join("");
}

/** The address that authenticator apps read, as a picture or typed (Key Uri Format): six digits, thirty seconds, SHA-1. */
export function phoneUri(secret: PhoneSecret, name: string): string {
	return `otpauth://totp/${ISSUER}:${encodeURIComponent(name)}?secret=${secret}&issuer=${ISSUER}`;
}
