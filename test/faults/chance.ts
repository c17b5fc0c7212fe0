/** Chance that can be repeated: the same seed gives the same run of numbers. */

export type Chance = {
	/** Evenly from 0 up to, not including, 1. */
	readonly next: () => number;
	/** A whole number from `least` to `most`, both included. */
	readonly between: (least: number, most: number) => number;
	readonly pick: <T>(list: readonly T[]) => T;
	readonly shuffle: <T>(list: readonly T[]) => readonly T[];
};

/** Numbers from a seed and a name, by which several streams of one seed differ (mulberry32, by T. Ettinger, public domain). */
export function chanceOf(seed: number, name: string): Chance {
	let state = [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed ^ 0x811c9dc5) >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
	const pick = <T>(list: readonly T[]): T => {
		const item = list[between(0, list.length - 1)];
		if (item === undefined) throw new Error("There is nothing to pick from.");
		return item;
	};
	const shuffle = <T>(list: readonly T[]): readonly T[] =>
		list
			.map((item) => ({ item, place: next() }))
			.sort((left, right) => left.place - right.place)
			.map(({ item }) => item);
	return { next, between, pick, shuffle };
}
