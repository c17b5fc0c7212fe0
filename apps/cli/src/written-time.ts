/** Times as they are typed, with every way in which a clock change can spoil them said. */
import { instantWords } from "@answerable/domain/date-words";
import { isTimeFault, readLocalTime, type TimeFault } from "@answerable/domain/local-time";
import type { Instant } from "@answerable/types/time";
import { CliError } from "./cli-error.ts";

export type TypedTime = { readonly instant: Instant; readonly notes: readonly string[] };

/** Reads a time on a zone's clock. Of a time that came twice the first is taken, and a note says so. */
export function readTime(flag: string, text: string, zone: string): TypedTime {
	const read = readLocalTime(text, zone);
	if (isTimeFault(read)) throw new CliError(`${flag} ${text}: ${faultWords(read, zone)}`);
	if (read.other === null) return { instant: read.instant, notes: [] };
	const [first, second] = [read.instant, read.other].map((instant) => `${text}${offsetOf(instant, zone)}`);
	return {
		instant: read.instant,
		notes: [
			`${flag} ${text} came twice in ${zone}, when the clock went back. The first was taken, ${first}; write ${second} for the second.`,
		],
	};
}

/** Why a time names no instant. */
export function faultWords(fault: TimeFault, zone: string): string {
	switch (fault.fault) {
		case "gap":
			return `there was no such time in ${zone}: the clock went forward over it, to ${fault.next} and beyond. Say which time is meant.`;
		case "no-such-offset":
			return `the clock of ${zone} did not have that offset then.`;
		case "unreadable":
			return "this is no date and time. Write it as 2026-04-02T10:00.";
	}
}

/** An instant as it is typed, to say when it was. */
export function timeWords(instant: Instant, zone: string): string {
	return `${instantWords(instant, zone)} (${zone})`;
}

function offsetOf(instant: Instant, zone: string): string {
	return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offset;
}
