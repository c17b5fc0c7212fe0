/** Instants as the product writes them. */
import type { Instant } from "@answerable/types/time";

/** Now, to the second. */
export function present(): Instant {
	return `${new Date().toISOString().slice(0, 19)}Z` as Instant;
}

/** So many seconds after an instant. */
export function later(instant: Instant, seconds: number): Instant {
	return `${new Date(Date.parse(instant) + seconds * 1_000).toISOString().slice(0, 19)}Z` as Instant;
}

/** Waits until an instant has come. */
export function sleepUntil(instant: Instant): Promise<void> {
	return new Promise((resume) => setTimeout(resume, Math.max(0, Date.parse(instant) - Date.now())));
}

/** The item at a place; throws if there is none. */
export function at<T>(list: readonly T[], index: number): T {
	const item = list[index];
	if (item === undefined) throw new Error(`There is no item ${index} of ${list.length}.`);
	return item;
}
