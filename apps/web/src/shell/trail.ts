/** The pages that somebody has come by, in memory alone: the last is the one that is shown. Pure. */
export type Trail<Place> = readonly [Place, ...Place[]];

/** Goes on to a page. */
export function onward<Place>(trail: Trail<Place>, place: Place): Trail<Place> {
	return [...trail, place] as unknown as Trail<Place>;
}

/** Goes back one page; null at the first. */
export function backward<Place>(trail: Trail<Place>): Trail<Place> | null {
	const [first, ...rest] = trail.slice(0, -1);
	return first === undefined ? null : [first, ...rest];
}

/** Puts a page in the place of the one that is shown. */
export function swapped<Place>(trail: Trail<Place>, place: Place): Trail<Place> {
	const before = backward(trail);
	return before === null ? [place] : onward(before, place);
}

/** The page that is shown. */
export function shown<Place>(trail: Trail<Place>): Place {
	return trail.at(-1) ?? trail[0];
}
