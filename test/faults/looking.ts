/** What a check of one concern looks at. */
import type { CaseEvent } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import { inSeconds, type Turn } from "./expected.ts";
import type { HashedLog } from "./hashed-log.ts";
import type { Accepted, Found, Records } from "./record.ts";

export type Opened = NonNullable<Found["opened"]>;

export type Looking = {
	readonly accepted: Accepted;
	readonly opened: Opened;
	readonly turns: readonly Turn[];
	readonly records: Records;
	readonly log: HashedLog;
};

/** What is scheduled later than this before somebody looked may still be on its way: epochs, polls and a busy machine. */
const ON_ITS_WAY_SECONDS = 20;

/** Whatever was scheduled until then must have happened by the time of the look. */
export function cutOf({ now }: Opened): Instant {
	return inSeconds(now, -ON_ITS_WAY_SECONDS);
}

/** A concern as the report names it. */
export function nameOf({ caseTag }: { readonly caseTag: string }): string {
	return `concern ${caseTag.slice(0, 8)}`;
}

/** The first event that stopped a clock; null while nobody answered it. */
export function stopOf(events: readonly CaseEvent[], clock: string): CaseEvent | null {
	const stops = ({ happening }: CaseEvent): boolean =>
		(happening.kind === "letter" || happening.kind === "triaged") && happening.consequence.stops.some((running) => running.clock === clock);
	return events.find(stops) ?? null;
}
