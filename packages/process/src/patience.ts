/** Waiting, at a start, for what others bring up: a database above all. */
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, refuseStart } from "./fault.ts";
import type { Journal } from "./journal.ts";

/** `waiting` says what for. */
export type Attempt<T> = { readonly done: T } | { readonly waiting: string };

export type Patience = {
	/** Whether a fault only means that the database is away. */
	readonly isAway: (fault: unknown) => boolean;
	readonly journal: Pick<Journal, "info">;
	/** Aborted when the process is told to stop, which ends the waiting at once. */
	readonly stopping: AbortSignal;
	readonly patienceMs?: number;
};

const PATIENCE_MS = 60_000;
const EVERY_MS = 500;
const SAY_EVERY_MS = 5_000;

/** Tries until it is done, for a minute at most, saying every few seconds what is waited for. A database that is away is waited for too. */
export async function patiently<T>(patience: Patience, attempt: () => Promise<Attempt<T>>): Promise<T> {
	const { isAway, journal, stopping, patienceMs = PATIENCE_MS } = patience;
	const until = performance.now() + patienceMs;
	for (let said = Number.NEGATIVE_INFINITY; ; await sleep(EVERY_MS, undefined, { signal: stopping })) {
		const outcome = await unlessStopped(stopping, attempt()).catch((fault: unknown) => {
			if (stopping.aborted || !isAway(fault)) throw fault;
			return { waiting: `the database does not answer (${codeOf(fault)})` };
		});
		if ("done" in outcome) return outcome.done;
		if (performance.now() > until) refuseStart(outcome.waiting);
		if (performance.now() - said < SAY_EVERY_MS) continue;
		said = performance.now();
		journal.info(outcome);
	}
}

/** What was opened, as soon as the database is there; throws whatever else opening it throws, and a sentence if the database stays away. */
export function openPatiently<T>(patience: Patience, open: () => Promise<T>): Promise<T> {
	return patiently(patience, async () => ({ done: await open() }));
}

/** What an attempt gives, or the reason for stopping as soon as there is one: an attempt may itself wait for long. */
async function unlessStopped<T>(stopping: AbortSignal, attempt: Promise<T>): Promise<T> {
	let stop = (): void => undefined;
	const stopped = new Promise<never>((_, reject) => {
		stop = () => reject(stopping.reason);
		if (stopping.aborted) stop();
		stopping.addEventListener("abort", stop);
	});
	try {
		return await Promise.race([attempt, stopped]);
	} finally {
		stopping.removeEventListener("abort", stop);
	}
}
