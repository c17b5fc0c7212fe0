/** Hangs a bell for every instant of the next hour at which Postgres knows that a case wakes. */
import { addSeconds } from "@answerable/domain/instant";
import type { Database } from "@answerable/store/connect";
import { readWakeInstants } from "@answerable/store/due";
import type { Instant } from "@answerable/types/time";
import type { AlarmClock } from "./bell.ts";

/** How far ahead each look goes. Whatever wakes later is hung when its hour has come: some poll comes before that. */
const AHEAD_SECONDS = 3_600;
/** A wake that came between the sweep and this look is hung all the same, and rings at once. */
const BEHIND_SECONDS = 2;

export type BellDeps = { readonly db: Database; readonly clock: AlarmClock; readonly now: () => Instant };

/**
 * Returns what to call after each sweep. It hangs the bells of the next hour that it has not hung before. A queue that holds
 * fewer bells than were hung has lost some (it was flushed, or its machine was), and all of the hour's are hung again: there
 * are 3,600 at most, however many cases wait. A case that is still hidden from staff has no bell: the queue keeps
 * milliseconds, which would tell when its reporter was at a screen.
 */
export function newBellHanger({ db, clock, now }: BellDeps): () => Promise<void> {
	const hung = new Set<Instant>();
	return async () => {
		const present = now();
		for (const wake of hung) if (wake <= present) hung.delete(wake);
		if ((await clock.count()) < hung.size) hung.clear();
		const wakes = await readWakeInstants(db, {
			after: addSeconds(present, -BEHIND_SECONDS),
			until: addSeconds(present, AHEAD_SECONDS),
			now: present,
		});
		const fresh = wakes.filter((wake) => !hung.has(wake));
		await clock.set(fresh);
		for (const wake of fresh) hung.add(wake);
	};
}
