/** The releaser at work: one loop that commits what is due and opens what is published, one that looks for new keys, and a pulse. */
import type { Journal } from "@answerable/process/journal";
import { startLoop } from "@answerable/process/loop";
import { tellOutage } from "@answerable/process/outage";
import { openPatiently, type Patience } from "@answerable/process/patience";
import { startPulse } from "@answerable/process/pulse";
import { beat } from "@answerable/store/heartbeat";
import { listen } from "@answerable/store/listen";
import { commitReleases, openReleases, type ReleaseDeps } from "./release.ts";

export type RunningDeps = ReleaseDeps & {
	readonly pollMs: number;
	/** A database that goes away while the releaser starts is waited for. */
	readonly patience: Patience;
	/** Looks for keys that came or went. */
	readonly refreshKeys: () => Promise<void>;
	/** The release key that reporters seal to now; `/readyz` compares it with the log. */
	readonly heartbeat: () => Readonly<Record<string, string>>;
	readonly journal: Pick<Journal, "info" | "warn">;
};

/** After how long a case that somebody else held is looked at again. */
const HELD_REST_MS = 1_000;

/** Resolves once everything runs; the returned function finishes what is under way and stops. */
export async function startReleaser(deps: RunningDeps): Promise<() => Promise<void>> {
	const { db } = deps.store;
	let held = 0;
	let wake = (): void => {};
	const unlisten = await openPatiently(deps.patience, () => listen(db, "answerable_release", () => wake()));
	const releases = startLoop({
		...tellOutage(deps.journal, "releases"),
		restMs: () => (held > 0 ? Math.min(HELD_REST_MS, deps.pollMs) : deps.pollMs),
		turn: async () => {
			await openReleases(deps);
			held = await commitReleases(deps);
			return false;
		},
	});
	wake = releases.nudge;
	// A directory that cannot be read keeps no release waiting: what is held already opens it.
	const keys = startLoop({
		...tellOutage(deps.journal, "keys"),
		restMs: () => deps.pollMs,
		turn: async () => {
			await deps.refreshKeys();
			return false;
		},
	});
	const pulse = startPulse(deps.journal, () => beat(db, { process: "releaser", beatAt: deps.now(), detail: deps.heartbeat() }));
	return async () => {
		await Promise.all([releases.stop(), keys.stop(), pulse.stop()]);
		await unlisten().catch(() => {});
	};
}
