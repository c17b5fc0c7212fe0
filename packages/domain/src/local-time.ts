/** A local time as somebody writes it, and the instant that it names: none in the hour that a clock change leaves out, two in the hour that comes twice. */
import type { Instant } from "@answerable/types/time";
import { instantOf } from "./instant.ts";

export type ReadTime = {
	readonly instant: Instant;
	/** The other instant that the same local time names, if it came twice and no offset was given: the later one. */
	readonly other: Instant | null;
};

/** Why a text names no instant. `gap` tells what the clock showed next. */
export type TimeFault =
	| { readonly fault: "unreadable" }
	| { readonly fault: "no-such-offset" }
	| { readonly fault: "gap"; readonly next: string };

const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?$/;

/** Reads `2026-04-02T10:00` on a zone's clock. Of a time that came twice the first is taken; an offset, as in `…+01:00`, chooses. */
export function readLocalTime(text: string, zone: string): ReadTime | TimeFault {
	const [, local, offset] = FORM.exec(text) ?? [];
	if (local === undefined) return { fault: "unreadable" };
	try {
		const time = Temporal.PlainDateTime.from(local, { overflow: "reject" });
		return offset === undefined ? readPlain(time, zone) : readWithOffset(time, offset, zone);
	} catch {
		return { fault: "unreadable" };
	}
}

export function isTimeFault<T extends object>(read: T | TimeFault): read is TimeFault {
	return "fault" in read;
}

function readPlain(time: Temporal.PlainDateTime, zone: string): ReadTime | TimeFault {
	const [first, second] = [
		time.toZonedDateTime(zone, { disambiguation: "earlier" }),
		time.toZonedDateTime(zone, { disambiguation: "later" }),
	];
	if (first.toPlainDateTime().equals(time)) {
		return { instant: instantIn(first), other: first.equals(second) ? null : instantIn(second) };
	}
	return { fault: "gap", next: second.toPlainDateTime().toString({ smallestUnit: "minute" }) };
}

/** An offset that the zone did not have then is refused: it would name another local time. */
function readWithOffset(time: Temporal.PlainDateTime, offset: string, zone: string): ReadTime | TimeFault {
	const instant = Temporal.Instant.from(`${time.toString()}${offset}`);
	const isOfZone = offset === "Z" || instant.toZonedDateTimeISO(zone).toPlainDateTime().equals(time);
	return isOfZone ? { instant: instantOf(instant.epochMilliseconds / 1000), other: null } : { fault: "no-such-offset" };
}

function instantIn(zoned: Temporal.ZonedDateTime): Instant {
	return instantOf(zoned.epochMilliseconds / 1000);
}
