/** Whether somebody is still there: measured by the clock, so that a laptop that slept counts as one that nobody touched. */

/** After so long without a touch the keys are put away. */
export const IDLE_MS = 600_000;
/** So long a concern on its way holds the lock back; from then on the ten minutes count. */
export const HELD_MS = 600_000;
/** So often it is looked at. */
export const LOOK_MS = 5_000;
const SIGNS = ["keydown", "pointerdown", "wheel", "touchstart"] as const;

/** What it listens to. */
export type Watched = {
	readonly addEventListener: (kind: string, listener: () => void, options: { readonly passive: true; readonly capture: true }) => void;
	readonly removeEventListener: (kind: string, listener: () => void, options: { readonly capture: true }) => void;
	readonly setInterval: (callback: () => void, everyMs: number) => number;
	readonly clearInterval: (timer: number) => void;
};

/**
 * Calls `onIdle` once nobody has touched anything for so long. `heldSince`: since when something is on its way that must not be cut off, if
 * anything is; whoever waits for it need touch nothing. Returns what ends the watch.
 */
export function watchIdle(watched: Watched, now: () => number, onIdle: () => void, heldSince: () => number | null): () => void {
	let touchedAt = now();
	const isIdle = () => {
		const since = heldSince();
		// By when it began, and not by how often we looked: a laptop that slept meanwhile is locked at its first touch all the same.
		if (since !== null && now() - since < HELD_MS) touchedAt = now();
		return now() - touchedAt >= IDLE_MS;
	};
	const end = (): void => {
		for (const sign of SIGNS) watched.removeEventListener(sign, touch, { capture: true });
		watched.clearInterval(timer);
	};
	const look = (): void => {
		if (!isIdle()) return;
		end();
		onIdle();
	};
	// Whoever comes back to a page that should have been locked locks it by the first touch: it must not count as being there.
	const touch = (): void => {
		if (isIdle()) look();
		else touchedAt = now();
	};
	for (const sign of SIGNS) watched.addEventListener(sign, touch, { passive: true, capture: true });
	const timer = watched.setInterval(look, LOOK_MS);
	return end;
}
