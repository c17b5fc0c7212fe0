/** Canonical JSON: RFC 8785 for strings, booleans, null, finite numbers, arrays and plain objects. */
import type { Hash } from "@answerable/types/bytes";
import { textHash } from "./bytes.ts";
import type { TextHash } from "./signing.ts";

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Printable ASCII without quotation mark and backslash, which JSON writes as it is: nearly every string that we have. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Writes a value as canonical JSON (RFC 8785 §3.2): keys sorted by UTF-16 code
 * units, no white space, numbers as ECMAScript writes them. Throws on anything
 * that JSON would drop or change: `undefined`, functions, class instances,
 * non-finite numbers, integers beyond 2^53 - 1, lone surrogates.
 */
export function canonicalJson(value: unknown): string {
	if (typeof value === "string") return quote(value);
	if (value === null || typeof value === "boolean") return String(value);
	if (typeof value === "number") return numeral(value);
	if (Array.isArray(value)) return elements(value);
	if (typeof value === "object") return members(value);
	throw new TypeError(`Canonical JSON cannot hold a value of type ${typeof value}.`);
}

/** SHA-256 of the canonical JSON in UTF-8. */
export function canonicalHash(value: unknown, hash: TextHash = textHash): Hash {
	return hash(canonicalJson(value));
}

function quote(text: string): string {
	if (PLAIN.test(text)) return `"${text}"`;
	if (LONE_SURROGATE.test(text)) throw new TypeError("Canonical JSON cannot hold half of a surrogate pair.");
	return JSON.stringify(text);
}

function numeral(value: number): string {
	const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
	if (!exact) throw new TypeError(`Canonical JSON cannot hold the number ${value}.`);
	return JSON.stringify(value);
}

/** By place, not by `map`, which would pass over a place that holds nothing. */
function elements(values: readonly unknown[]): string {
	let text = "";
	for (let place = 0; place < values.length; place += 1) text += `${place === 0 ? "" : ","}${canonicalJson(values[place])}`;
	return `[${text}]`;
}

function members(value: object): string {
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) throw new TypeError("Canonical JSON holds plain objects only.");
	let text = "";
	// The default order is by UTF-16 code units.
	for (const key of Object.keys(value).sort()) text += `${text === "" ? "" : ","}${quote(key)}:${canonicalJson(Reflect.get(value, key))}`;
	return `{${text}}`;
}
