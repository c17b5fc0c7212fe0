/** A source of random bytes. Callers leave it out; only the golden vectors pass their own. */
export type Random = (count: number) => Uint8Array;

/** Random bytes from the platform's generator (Web Cryptography, `getRandomValues`). */
export function randomBytes(count: number): Uint8Array {
	return crypto.getRandomValues(new Uint8Array(count));
}
