/** A line in which few are worked on at once and the others wait, first come, first served. */
import { DatabaseAway } from "./away.ts";

/** Does something when its turn comes. */
export type InTurn = <T>(perform: () => Promise<T>) => Promise<T>;

/**
 * [Note: Few at once] What is worked on takes several times the memory of what only arrived. So no more are worked on than
 * keep the database busy; the others stand in line with nothing but what they sent. A turn is asked for once all of that is
 * there: whoever sends slowly holds up nobody. Whoever stands in line for longer than the database is waited for is told that
 * it is away, and leaves with nothing done. Whoever came to their turn late waits for the database as long as anybody.
 */
export function fewAtOnce(most: number, patienceMs: number): InTurn {
	const line: (() => void)[] = [];
	let underway = 0;
	const turn = (): Promise<void> =>
		new Promise((resolve, reject) => {
			const come = (): void => {
				clearTimeout(late);
				underway += 1;
				resolve();
			};
			const late = setTimeout(() => {
				line.splice(line.indexOf(come), 1);
				reject(new DatabaseAway("No turn came in time."));
			}, patienceMs);
			line.push(come);
			if (underway < most) line.shift()?.();
		});
	return async (perform) => {
		await turn();
		try {
			return await perform();
		} finally {
			underway -= 1;
			line.shift()?.();
		}
	};
}
