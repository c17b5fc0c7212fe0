/** The lines that a process of ours writes to standard output, each one JSON object: who says it, how grave it is, when, and what. */
import type { Instant } from "@answerable/types/time";
import { type DestinationStream, pino } from "pino";

type Say = (line: object) => void;

/**
 * [Note: One form of line] `level` is a word, `process` the one that speaks, `at` the second in UTC. Nothing is dated to
 * the millisecond: the worker and the releaser are woken by what reporters do, and a finer time would tell of more
 * than operators can use. `untimed` is for what a request alone has caused: such a line must not say when that was.
 */
export type Journal = { readonly info: Say; readonly warn: Say; readonly error: Say; readonly fatal: Say; readonly untimed: Say };

/** What a journal needs. `destination` is standard output unless a test says otherwise. */
export type JournalOptions = { readonly process: string; readonly now: () => Instant; readonly destination?: DestinationStream };

const STANDARD_OUTPUT = 1;

/** Opens the journal of a process. */
export function openJournal({ process, now, destination }: JournalOptions): Journal {
	const options = { base: { process }, timestamp: false, formatters: { level: (level: string) => ({ level }) } };
	// Written before the call returns, so that the last line of a process that is killed is not among those it lost.
	const lines = pino(options, destination ?? pino.destination({ fd: STANDARD_OUTPUT, sync: true }));
	return {
		info: (line) => lines.info({ at: now(), ...line }),
		warn: (line) => lines.warn({ at: now(), ...line }),
		error: (line) => lines.error({ at: now(), ...line }),
		fatal: (line) => lines.fatal({ at: now(), ...line }),
		untimed: (line) => lines.error(line),
	};
}
