/** Forgetting what has expired: sessions that ended, and puzzles that nobody could offer any more. */
import type { Journal } from "@answerable/process/journal";
import { type Loop, startLoop } from "@answerable/process/loop";
import { tellOutage } from "@answerable/process/outage";
import type { Instant } from "@answerable/types/time";
import type { Store } from "./store-port.ts";

const EVERY_MS = 3_600_000;

export type HousekeepingDeps = {
	readonly store: Pick<Store, "forget">;
	readonly journal: Pick<Journal, "info" | "warn">;
	readonly now: () => Instant;
};

/** Tidies now and every hour, until stopped. */
export function startHousekeeping({ store, journal, now }: HousekeepingDeps): Loop {
	return startLoop({
		...tellOutage(journal, "housekeeping"),
		restMs: () => EVERY_MS,
		turn: async () => {
			await store.forget(now());
			return false;
		},
	});
}
