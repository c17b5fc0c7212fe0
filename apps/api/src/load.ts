/** How busy an organisation's intake has been lately: in memory only, counted per organisation, never per address. */
import { randomInt } from "node:crypto";
import { secondsOf } from "@answerable/domain/instant";
import type { OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";

const WINDOW_SECONDS = 600;
const RAISES_A_STEP = 10;
/** So many concerns in one window, and up to `MOST_BLUR` more, leave the price as it is. */
const ORDINARY = 20;
const MOST_BLUR = 40;

/** What prices proof of work. */
export type Load = {
	/** A concern was accepted. */
	readonly count: (organisation: OrganisationId) => void;
	/** How many steps dearer the next puzzle is than at rest. */
	readonly steps: (organisation: OrganisationId) => number;
};

type Window = { readonly number: number; readonly count: number; readonly steps: number };

/**
 * Counts accepted concerns in windows of ten minutes, one step for every ten beyond what is ordinary (design decision: a
 * large trust has some ten a day). It forgets by itself and on restart: the price of a puzzle is no record of anything.
 *
 * [Note: The price tells no time] Anybody may ask for a puzzle and see what it costs. Were each concern counted at once,
 * somebody could raise nine of their own and watch for the tenth, to the second. So a price stands for a whole window,
 * follows only the window before, and begins to rise at a number that is drawn anew each time. `draw` gives a random
 * number below its argument.
 */
export function recentLoad(now: () => Instant, draw: (below: number) => number = (below) => randomInt(below)): Load {
	const windows = new Map<OrganisationId, Window>();
	const present = (organisation: OrganisationId): Window => {
		const number = Math.floor(secondsOf(now()) / WINDOW_SECONDS);
		const last = windows.get(organisation);
		if (last?.number === number) return last;
		const before = last?.number === number - 1 ? last.count : 0;
		const steps = Math.max(0, Math.floor((before - ORDINARY - draw(MOST_BLUR)) / RAISES_A_STEP) + 1);
		const window = { number, count: 0, steps };
		windows.set(organisation, window);
		return window;
	};
	return {
		count: (organisation) => {
			const window = present(organisation);
			windows.set(organisation, { ...window, count: window.count + 1 });
		},
		steps: (organisation) => present(organisation).steps,
	};
}
