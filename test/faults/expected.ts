/**
 * Which rungs a concern must reach and when, worked out from the due times of its promise and the policy's own numbers. It is
 * written apart from `packages/domain`, and knows only policies in seconds and ladders on whose every rung somebody stands.
 */
import type { ClockName } from "@answerable/types/clock";
import type { Policy } from "@answerable/types/policy";
import type { Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import type { Accepted } from "./record.ts";

/** One rung's turn for one missed clock. */
export type Turn = { readonly clock: ClockName; readonly rung: Rung; readonly due: Instant; readonly scheduled: Instant };

/** Every turn of a concern that nobody answers, each clock's in order. */
export function turnsOf(
	{ answer, severity, external, recipients }: Pick<Accepted, "answer" | "severity" | "external" | "recipients">,
	policy: Policy,
): readonly Turn[] {
	const climbing = new Set(policy.clocks.filter((rule) => rule.climbs).map((rule) => rule.clock));
	const standing = new Set(recipients.map(({ rung }) => rung).filter((rung) => rung < 5 || external !== "nothing"));
	const rules = policy.ladder.filter((rule) => standing.has(rule.rung) && rule.atSubmission[severity] !== "content");
	return answer.promise.statement.due
		.filter(({ clock }) => climbing.has(clock))
		.flatMap(({ clock, due }) =>
			rules.map(({ rung, after }) => ({ clock, rung, due, scheduled: inSeconds(due, secondsOf(after[severity])) })),
		);
}

/** The earliest instant at which a rung may be given the content, whichever clock brings it there. */
export function earliestTurn(turns: readonly Turn[], rung: number): Instant | null {
	const scheduled = turns.filter((turn) => turn.rung === rung).map((turn) => turn.scheduled);
	return scheduled.sort()[0] ?? null;
}

/** So many seconds after an instant. */
export function inSeconds(instant: Instant, seconds: number): Instant {
	return `${new Date(Date.parse(instant) + seconds * 1_000).toISOString().slice(0, 19)}Z` as Instant;
}

function secondsOf(duration: object): number {
	if ("seconds" in duration && typeof duration.seconds === "number") return duration.seconds;
	throw new Error("The fault run knows policies in seconds only.");
}
