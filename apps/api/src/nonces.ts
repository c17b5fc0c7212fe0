/** The nonces of openings that were used, until they expire. In memory: an opening is a proof of keys, not a record. */
import type { Instant } from "@answerable/types/time";

/** Remembers nonces; `use` says whether this is the first time. */
export type Nonces = { readonly use: (nonce: string, expires: Instant, now: Instant) => boolean };

/**
 * Remembers each nonce at least until its opening expires. Openings live two
 * minutes at most, so those used earliest leave first and none stays for more than four.
 */
export function rememberNonces(): Nonces {
	const used = new Map<string, Instant>();
	return {
		use: (nonce, expires, now) => {
			for (const [old, until] of used) {
				if (until >= now) break;
				used.delete(old);
			}
			if (used.has(nonce)) return false;
			used.set(nonce, expires);
			return true;
		},
	};
}
