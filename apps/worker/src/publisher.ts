/** Publishes the log: once an epoch, and at once when something waits for it. */
import type { Sign } from "@answerable/log/signing";
import type { Database } from "@answerable/store/connect";
import { ring } from "@answerable/store/listen";
import { publish } from "@answerable/store/publication";
import type { Instant } from "@answerable/types/time";

export type PublisherDeps = {
	readonly db: Database;
	readonly now: () => Instant;
	readonly random: (count: number) => Uint8Array;
	/** By the log key, which only the worker has. */
	readonly sign: Sign;
};

/** Publishes what is ready and tells the releaser, whose leaves may be among it. `force`: do not wait for the epoch. */
export async function publishEpoch({ db, now, random, sign }: PublisherDeps, force: boolean): Promise<void> {
	const request = { now: now(), chance: random, sign };
	const regular = await publish(db, { ...request, force: false });
	const forced = force ? await publish(db, { ...request, force: true }) : null;
	if (regular !== null || forced !== null) await ring(db, "answerable_release");
}

/** How long until the next epoch begins, in milliseconds. Every epoch begins at a multiple of its length. */
export function untilNextEpochMs(nowMs: number, epochSeconds: number): number {
	const lengthMs = epochSeconds * 1_000;
	return lengthMs - (nowMs % lengthMs);
}
