/** What an organisation's intake stands on, read once a second however many raises are checked against it. */
import type { OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Intake } from "./store-port.ts";

type Read = (which: { readonly id: OrganisationId }, now: Instant) => Promise<Intake | null>;
type Standing = { readonly readAtMs: number; readonly intake: Promise<Intake | null> };

const FRESH_MS = 1_000;
const MOST_REMEMBERED = 1_000;

/**
 * [Note: Standing intakes] A raise is checked here against an intake that is a second old at most. What may change from
 * one moment to the next (policy, calendar, who holds which key) the store reads again in the statement before it
 * writes; what is only read here (which release key stands in the log) changes once a quarter.
 */
export function standingIntakes(read: Read, nowMs: () => number = () => performance.now()): Read {
	const known = new Map<string, Standing>();
	return (which, now) => {
		const name = `${which.id} ${now.slice(0, 10)}`;
		const before = known.get(name);
		if (before !== undefined && nowMs() - before.readAtMs < FRESH_MS) return before.intake;
		const intake = read(which, now);
		if (known.size >= MOST_REMEMBERED) known.clear();
		known.set(name, { readAtMs: nowMs(), intake });
		// A read that failed is not what the next raise is told.
		intake.catch(() => known.delete(name));
		return intake;
	};
}
