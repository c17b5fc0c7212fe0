/** Saying, every few seconds, that a process lives. */
import type { Journal } from "./journal.ts";
import { type Loop, startLoop } from "./loop.ts";
import { tellOutage } from "./outage.ts";

const PULSE_MS = 3_000;

/** A process that has said nothing for this long, five beats, is taken for gone. */
export const FRESH_SECONDS = 15;

/** Calls `beat` at once and then every three seconds. */
export function startPulse(journal: Pick<Journal, "info" | "warn">, beat: () => Promise<void>): Loop {
	return startLoop({
		...tellOutage(journal, "pulse"),
		restMs: () => PULSE_MS,
		turn: async () => {
			await beat();
			return false;
		},
	});
}
