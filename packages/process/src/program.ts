/** How a process of ours starts, tells its parent, and stops. */
import { outlineOf, startSentence } from "./fault.ts";
import { type Journal, openJournal } from "./journal.ts";
import { now } from "./machine.ts";

/** One thing to undo. */
type Step = () => Promise<unknown> | undefined;

/** What a start is given. */
export type Starting = {
	readonly journal: Journal;
	/** Aborted when the process is told to stop. Whatever waits, waits no longer. */
	readonly stopping: AbortSignal;
	/** Adds a step to stopping. Steps run last first, also when the start fails after it. */
	readonly onStop: (step: Step) => void;
};

/** Returns once everything runs, with the facts that are told beside `ready`. */
export type Start = (starting: Starting) => Promise<Readonly<Record<string, string | number>>>;

/** Told this, a program is loaded and not started: Node then keeps what it made of the sources (`NODE_COMPILE_CACHE`). */
export const LOAD_ONLY = "--load-only";

/** Shorter than the ten seconds after which the start script and service managers kill. */
const STOP_WITHIN_MS = 9_000;

/**
 * Runs a process until it is told to stop: by SIGTERM, by SIGINT, or by a parent that is gone. It ends with 0 when it
 * was told to, also before it had started; with 1 and one sentence when it cannot start; with 1 when something could
 * not be stopped in time, and after a fault that nobody caught, since whoever started us starts us again.
 */
export async function runProgram(name: string, start: Start): Promise<void> {
	if (process.argv.includes(LOAD_ONLY)) return;
	const journal = openJournal({ process: name, now });
	const steps: Step[] = [];
	let isStarted = false;
	// What nobody caught may hold what somebody sent: only its outline is told.
	process.on("uncaughtException", (fault) => {
		journal.fatal(outlineOf(fault));
		process.exit(1);
	});
	const stopping = whenTold(() => process.exit(isStarted ? 1 : 0));
	try {
		const facts = await start({ journal, stopping, onStop: (step) => void steps.unshift(step) });
		isStarted = true;
		if (!stopping.aborted) tellReady(journal, facts);
	} catch (fault) {
		if (!stopping.aborted) {
			process.stderr.write(`${startSentence(name, fault)}\n`);
			await undo(steps, journal);
			process.exit(1);
		}
	}
	await aborted(stopping);
	process.exit((await undo(steps, journal)) ? 0 : 1);
}

/** A signal that is aborted when the process is told to stop. `late` is called if it is still there some seconds after. */
function whenTold(late: () => void): AbortSignal {
	const told = new AbortController();
	const tell = (): void => {
		if (told.signal.aborted) return;
		told.abort();
		setTimeout(late, STOP_WITHIN_MS).unref();
	};
	process.on("SIGTERM", tell);
	process.on("SIGINT", tell);
	process.on("disconnect", tell);
	return told.signal;
}

function tellReady(journal: Journal, facts: Readonly<Record<string, string | number>>): void {
	journal.info({ ready: true, ...facts });
	if (process.connected) process.send?.({ ready: true, ...facts });
}

async function aborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise((resolve) => signal.addEventListener("abort", resolve));
}

/** Every step is tried, whatever became of the one before it. Returns whether all went well. */
async function undo(steps: readonly Step[], journal: Journal): Promise<boolean> {
	let isWell = true;
	for (const step of steps) {
		try {
			await step();
		} catch (fault) {
			isWell = false;
			journal.error({ stopping: outlineOf(fault) });
		}
	}
	return isWell;
}
