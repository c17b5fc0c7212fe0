/** The earliest instant of a rung, fixed inside its wraps when they are made. */
import type { OpenedClock, Severity } from "@answerable/types/clock";
import type { Rung } from "@answerable/types/role";
import type { External } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { Context } from "./context.ts";
import { earlier } from "./instant.ts";
import { hasReaderInside, standingRungs, stepsOf } from "./ladder.ts";

export type Climb = {
	readonly rung: Rung;
	/** The clocks that the raise starts. */
	readonly clocks: readonly OpenedClock[];
	readonly severity: Severity;
	/** Everybody on the ladder: an empty rung hands its time to the next. */
	readonly recipients: readonly { readonly rung: Rung }[];
	readonly external: External;
	readonly externalEligible: boolean;
};

/**
 * The earliest instant at which a rung may lawfully be given the content: the `notBefore` of its wraps. It supposes that nobody
 * answers, that every rung is told on time and that none acknowledges. Throws for a rung on which nobody stands.
 */
export function earliestFiring(climb: Climb, context: Context): Instant {
	const climbs = new Set(context.policy.clocks.filter((rule) => rule.climbs).map((rule) => rule.clock));
	const standing = standingRungs(climb);
	const hasReader = hasReaderInside(climb);
	const instants = climb.clocks
		.filter((clock) => climbs.has(clock.clock))
		.flatMap((clock) => [
			...stepsOf(
				{ due: clock.due, severity: climb.severity, standing, hasReader },
				(step) => owesAtBest(step.rung, step.scheduled, climb.severity, context),
				context,
			),
		])
		.filter((step) => step.rung === climb.rung)
		.map((step) => step.scheduled);
	if (instants.length === 0) throw new Error(`Nobody stands on rung ${climb.rung}, or no clock climbs.`);
	return instants.reduce(earlier);
}

/** A rung that was given the content at submission is not told again, so it owes nothing. */
function owesAtBest(rung: Rung, scheduled: Instant, severity: Severity, context: Context): Instant | null {
	const rule = context.policy.ladder.find((candidate) => candidate.rung === rung);
	return rule?.atSubmission[severity] === "content" ? null : scheduled;
}
