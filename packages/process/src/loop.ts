/** Something done again and again, never twice at once: every so often, and at once when nudged. */

export type Loop = {
	/** Do it again now, or as soon as the turn under way has ended. */
	readonly nudge: () => void;
	/** Finishes the turn under way and does no more. */
	readonly stop: () => Promise<void>;
};

export type LoopOptions = {
	/** How long to rest after a turn that went well and left nothing to do. */
	readonly restMs: () => number;
	/** True: more waits, go on at once. */
	readonly turn: () => Promise<boolean>;
	/** A turn failed. It is tried again after a rest that grows to ten seconds at most. */
	readonly onFault: (fault: unknown) => void;
	/** The first turn that went well after one that failed. */
	readonly onRecovery: () => void;
};

const LONGEST_REST_MS = 10_000;

/** How often to look though nothing nudged, since every nudge may be lost: once an epoch, at least once a minute. */
export function pollMsOf(epochSeconds: number): number {
	return Math.min(60, Math.max(1, epochSeconds)) * 1_000;
}

/** Starts a loop with a first turn at once. A nudge does not shorten the rest after a failed turn, so nothing spins on a database that is gone. */
export function startLoop(options: LoopOptions): Loop {
	let stopping = false;
	let nudged = false;
	let failures = 0;
	let rouse = (_byStop: boolean): void => {};
	const ended = run();
	return {
		nudge: () => {
			nudged = true;
			rouse(false);
		},
		stop: async () => {
			stopping = true;
			rouse(true);
			await ended;
		},
	};

	async function run(): Promise<void> {
		while (!stopping) {
			nudged = false;
			const more = await attempt();
			if (!more && !stopping && !(nudged && failures === 0)) await rest();
		}
	}

	async function attempt(): Promise<boolean> {
		try {
			const more = await options.turn();
			if (failures > 0) options.onRecovery();
			failures = 0;
			return more;
		} catch (fault) {
			failures += 1;
			options.onFault(fault);
			return false;
		}
	}

	function rest(): Promise<void> {
		const failed = failures > 0;
		const restMs = failed ? Math.min(LONGEST_REST_MS, 250 * 2 ** Math.min(failures, 10)) : options.restMs();
		return new Promise((resolve) => {
			const wake = (byStop: boolean): void => {
				if (failed && !byStop) return;
				clearTimeout(timer);
				rouse = () => {};
				resolve();
			};
			const timer = setTimeout(() => wake(true), restMs);
			rouse = wake;
		});
	}
}
