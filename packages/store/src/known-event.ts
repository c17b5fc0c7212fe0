/** Events are values that never change: what follows from one alone is worked out once for each. */
import { type EventReading, readEvent } from "@answerable/log/history";
import type { CaseEvent } from "@answerable/types/event";
import { nativeHash } from "./native-hash.ts";

const known = new WeakMap<CaseEvent, EventReading>();

/** The event's hash and the act that it carries. Gone with the event. */
export function readKnownEvent(event: CaseEvent): EventReading {
	const before = known.get(event);
	if (before !== undefined) return before;
	const reading = readEvent(event, nativeHash);
	known.set(event, reading);
	return reading;
}
