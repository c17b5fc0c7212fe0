/** How long something still takes, told no more exactly than it is known. Pure. */

/** Anything shorter is over before somebody has read about it. */
const WORTH_TELLING_SECONDS = 5;
const MINUTE_SECONDS = 60;
/** A guess from less time than this, or from less of the work, is none. */
const LEAST_MS = 1_000;
const LEAST_PART = 0.005;

/** Seconds left of a work of which this part, from 0 to 1, took this long; null while that cannot be told. */
export function secondsLeft(elapsedMs: number, part: number): number | null {
	if (elapsedMs < LEAST_MS || part < LEAST_PART) return null;
	return (elapsedMs * (1 - part)) / part / 1_000;
}

/** Whole minutes, rounded up; 0 for less than one; null where it is not worth telling. */
export function minutesLeft(seconds: number | null): number | null {
	if (seconds === null || seconds < WORTH_TELLING_SECONDS) return null;
	return seconds < MINUTE_SECONDS ? 0 : Math.ceil(seconds / MINUTE_SECONDS);
}
