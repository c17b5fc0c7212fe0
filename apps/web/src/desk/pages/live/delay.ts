/** How long an open page waits before it asks again. Pure: chance comes in. */

const EVERY_MS = 60_000;
/** So far from that, either way: pages that were opened together must not ask together for ever. */
const SPREAD_MS = 10_000;
const MOST_MS = 600_000;
/** However often somebody turns to the page and away. */
const LEAST_MS = 5_000;

/** `failures`: how many times in a row nothing came back; `chance`: from 0 up to 1. */
export function nextAskMs({ failures, chance }: { readonly failures: number; readonly chance: number }): number {
	const every = Math.min(EVERY_MS * 2 ** failures, MOST_MS);
	return Math.round(every + (chance * 2 - 1) * SPREAD_MS);
}

/** Whoever comes back to the page is told at once, or as soon as it may ask again. */
export function returnAskMs(sinceAskedMs: number): number {
	return Math.max(0, LEAST_MS - sinceAskedMs);
}
