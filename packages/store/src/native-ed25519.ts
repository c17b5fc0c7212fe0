/** Ed25519 by the platform where that is quicker, with the verdicts of the strict check and no others. */
import { createPrivateKey, createPublicKey, type KeyObject, sign as signNatively, verify as verifyNatively } from "node:crypto";
import type { Sign, Verify } from "@answerable/log/signing";
import type { Signature, SigningKey } from "@answerable/types/bytes";

const KEYS_REMEMBERED = 5_000;
const KEY = /^[0-9a-f]{64}$/;
const SIGNATURE = /^[0-9a-f]{128}$/;

/** 2^255 - 19 (RFC 8032 §5.1), big-endian. */
const PRIME = `7${"f".repeat(61)}ed`;
/** The y-coordinates of the eight points of small order, big-endian: no honest key has one, and the strict check refuses them. */
const SMALL_ORDER_YS: ReadonlySet<string> = new Set([
	"0".repeat(64),
	"1".padStart(64, "0"),
	`7${"f".repeat(61)}ec`,
	"05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
	"7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
]);

/**
 * [Note: The platform only says yes] Libraries differ in what they accept at the edges of Ed25519: keys and points that
 * are written in a second way, keys of small order, the cofactor. A yes of the platform means S < L and an equation that
 * holds without the cofactor, with R spelt as the one canonical encoding of a point; under a key that is spelt
 * canonically and not of small order the strict check, whose equation is weaker, says yes as well. To everything else
 * the strict check itself answers, so that a signature has one verdict here and in every browser.
 */
export function quicker(strict: Verify): Verify {
	const keys = new Map<SigningKey, KeyObject | null>();
	return (key, message, signature) => {
		const native = keys.get(key) ?? remember(keys, key);
		if (native !== null && SIGNATURE.test(signature) && verifyNatively(null, message, native, Buffer.from(signature, "hex"))) return true;
		return strict(key, message, signature);
	};
}

/** PKCS #8 in front of a seed (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** Signs with a seed. Ed25519 leaves no choice to whoever signs (RFC 8032 §5.1.6), so the bytes are those of any other code. */
export function signerOf(seed: Uint8Array): Sign {
	const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });
	return (message) => signNatively(null, message, key).toString("hex") as Signature;
}

function remember(keys: Map<SigningKey, KeyObject | null>, key: SigningKey): KeyObject | null {
	const native = isPlain(key) ? nativeKey(key) : null;
	if (keys.size >= KEYS_REMEMBERED) keys.clear();
	keys.set(key, native);
	return native;
}

/** Whether a key is spelt canonically (RFC 8032 §5.1.3) and not of small order. The top bit is the sign of x. */
function isPlain(key: SigningKey): boolean {
	if (!KEY.test(key)) return false;
	const bytes = Buffer.from(key, "hex").reverse();
	bytes[0] = (bytes[0] ?? 0) & 0x7f;
	const y = bytes.toString("hex");
	return y < PRIME && !SMALL_ORDER_YS.has(y);
}

/** Null if these bytes are no point of the curve. */
function nativeKey(key: SigningKey): KeyObject | null {
	try {
		return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(key, "hex").toString("base64url") }, format: "jwk" });
	} catch {
		return null;
	}
}
