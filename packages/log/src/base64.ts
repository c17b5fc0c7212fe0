/** Base 64 of RFC 4648 §4, strictly: padded, no white space, one spelling for each byte string. */
import { concat } from "./bytes.ts";
import { ProofError } from "./proof-error.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Writes padded base 64. */
export function toBase64(bytes: Uint8Array): string {
	let text = "";
	for (let at = 0; at < bytes.length; at += 3) {
		const group = bytes.subarray(at, at + 3);
		const bits = concat(group, new Uint8Array(3 - group.length)).reduce((sum, byte) => sum * 256 + byte, 0);
		const letters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63)).join("");
		text += letters.slice(0, group.length + 1).padEnd(4, "=");
	}
	return text;
}

/** Reads padded base 64; refuses any spelling that `toBase64` would not write. */
export function fromBase64(text: string): Uint8Array {
	if (!SHAPE.test(text)) throw new ProofError("malformed", "Not base 64.");
	const padding = text.length - text.replace(/=+$/, "").length;
	const bytes: number[] = [];
	for (let at = 0; at < text.length; at += 4) {
		const bits = [...text.slice(at, at + 4)].reduce((sum, letter) => sum * 64 + Math.max(0, ALPHABET.indexOf(letter)), 0);
		bytes.push(bits >> 16, (bits >> 8) & 255, bits & 255);
	}
	const decoded = Uint8Array.from(bytes.slice(0, bytes.length - padding));
	if (toBase64(decoded) !== text) throw new ProofError("malformed", "Base 64 with bits after its end.");
	return decoded;
}
