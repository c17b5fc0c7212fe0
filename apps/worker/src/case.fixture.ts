/** Cases on a real database with the clock held, and what a worker needs to look at them. */
import type { Alarm } from "@answerable/process/alarm";
import { raise } from "@answerable/store/raise";
import { type Choice, eventsOf, newReporter, type Reporter, type World } from "@answerable/store/world.fixture";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { SweepDeps } from "./sweep.ts";

/** Raises a concern and returns its reporter. */
export async function raised(world: World, choice: Choice): Promise<Reporter> {
	const reporter = newReporter(world, choice);
	const outcome = await raise(world.api, reporter.request);
	if ("refused" in outcome) throw new Error(`The raise was refused: ${outcome.refused}`);
	return reporter;
}

export type Held = { now: Instant };

/** A worker whose clock stands where the test puts it. */
export function heldWorker(world: World, held: Held): SweepDeps & { readonly raisedAlarms: Alarm[] } {
	const raisedAlarms: Alarm[] = [];
	return { store: world.worker, now: () => held.now, alarms: { raise: (alarm) => raisedAlarms.push(alarm) }, raisedAlarms };
}

/** What happened to a case, short enough to compare. */
export function storyOf(events: readonly CaseEvent[]): readonly string[] {
	return events.map(({ happening, at }) => {
		const time = at.slice(11, 19);
		return happening.kind === "escalated"
			? `${time} escalated ${happening.consequence.running.clock} ${happening.consequence.rung} scheduled ${happening.consequence.scheduled.slice(11, 19)}`
			: `${time} ${happening.kind}`;
	});
}

/** Escalations of one clock: rung, instant, scheduled. */
export async function rungsOf(
	world: World,
	caseTag: CaseTag,
	clock = "acknowledgement",
): Promise<readonly (readonly [number, Instant, Instant])[]> {
	const events = await eventsOf(world, caseTag);
	return events.flatMap(({ happening, at }) =>
		happening.kind === "escalated" && happening.consequence.running.clock === clock
			? [[happening.consequence.rung, at, happening.consequence.scheduled] as const]
			: [],
	);
}
