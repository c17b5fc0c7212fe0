/** How far a zone's clock is from UTC. */

/** Seconds since 1970 between two changes of a zone's clock, and its offset from UTC there, in seconds. */
type Stretch = { readonly from: number; readonly until: number; readonly offset: number };

const stretches = new Map<string, Stretch[]>();

/**
 * What a zone's clock adds to UTC at an instant, in seconds, and how long that lasts.
 *
 * [Note: Zones are asked once] Between two changes of its clock a zone's offset stays the same, so that it is asked for once in
 * that time and every local time within it is a sum. What is remembered is a fact of the time zone database, never of a case.
 */
export function stretchAt(seconds: number, zone: string): Stretch {
	const known = stretches.get(zone) ?? [];
	stretches.set(zone, known);
	const before = known.find(({ from, until }) => from <= seconds && seconds < until);
	if (before !== undefined) return before;
	const found = ask(seconds, zone);
	known.push(found);
	return found;
}

function ask(seconds: number, zone: string): Stretch {
	const zoned = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).toZonedDateTimeISO(zone);
	// The last change before the next second is the last one up to this second.
	const last = zoned.add({ seconds: 1 }).getTimeZoneTransition("previous");
	const next = zoned.getTimeZoneTransition("next");
	return {
		from: last === null ? Number.NEGATIVE_INFINITY : last.epochMilliseconds / 1_000,
		until: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds / 1_000,
		offset: zoned.offsetNanoseconds / 1e9,
	};
}
