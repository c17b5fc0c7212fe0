/** When somebody's case wants to be looked at again. A bell names no case, and nothing is lost if it never rings. */
import { secondsOf } from "@answerable/domain/instant";
import type { Instant } from "@answerable/types/time";

/**
 * The alarm clock that bells hang in: one for each instant at which any case wakes, however many do. Ringing twice, late or
 * never is harmless: the sweep reads Postgres, not the bell.
 */
export type AlarmClock = {
	/** Where the bells hang. */
	readonly backend: "redis" | "postgres";
	/** Hangs bells; one that already hangs stays as it is. */
	readonly set: (wakes: readonly Instant[]) => Promise<void>;
	/** Bells that have not rung yet. */
	readonly count: () => Promise<number>;
	/** Lets bells that ring now finish, then closes. */
	readonly close: () => Promise<void>;
};

/** Names a bell by its instant, so that the same bell is hung once. BullMQ refuses a colon in a name. */
export function bellName(wake: Instant): string {
	return `wake-${secondsOf(wake)}`;
}

/** How long until an instant, in milliseconds, never less than none. */
export function untilMs(instant: Instant, nowMs: number): number {
	return Math.max(0, secondsOf(instant) * 1_000 - nowMs);
}
