/** What must happen next, by when, and what happens if it does not: worked out from the rules that the worker runs by. */
import type { CaseState, RunningState } from "@answerable/domain/case";
import type { Context } from "@answerable/domain/context";
import { climbingRunnings, hasFired, stepsFor } from "@answerable/domain/ladder";
import type { ClockName } from "@answerable/types/clock";
import type { TenureId } from "@answerable/types/id";
import type { Role, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";

/** Who is told, and when at the latest, if an answer does not come. */
export type NextStep = { readonly rung: Rung; readonly roles: readonly (Role | null)[]; readonly at: Instant };

/** An answer that is owed. */
export type Expected = {
	readonly clock: ClockName;
	readonly round: number;
	readonly due: Instant;
	readonly isOverdue: boolean;
	/** More time was taken for it, once. */
	readonly extended: boolean;
	/** It waits for the reporter; without that it would be due then. */
	readonly unpaused: Instant | null;
	/** The board's answer holds its steps until then. */
	readonly heldUntil: Instant | null;
	/** Missing it is recorded and shown; nobody further is told. */
	readonly climbs: boolean;
	/** Those who are still to be told of it, in order. */
	readonly steps: readonly NextStep[];
};

/** All that is owed at an instant, soonest first. Nothing is owed on a case that ended. */
export function expectedOf(state: CaseState, { now, context, roles }: Expecting): readonly Expected[] {
	if (state.closed !== null) return [];
	const climbing = climbingRunnings(state, context);
	return state.runnings
		.filter(({ stopped }) => stopped === null)
		.map((running): Expected => {
			const climbs = climbing.includes(running);
			return {
				clock: running.clock,
				round: running.round,
				due: running.due,
				isOverdue: running.due < now,
				extended: running.extended,
				unpaused: running.unpaused,
				heldUntil: running.hold !== null && running.hold.until > now ? running.hold.until : null,
				climbs,
				steps: climbs ? stepsAhead(state, running, { now, context, roles }) : [],
			};
		})
		.sort((left, right) => (left.due < right.due ? -1 : 1));
}

export type Expecting = { readonly now: Instant; readonly context: Context; readonly roles: ReadonlyMap<TenureId, Role> };

function stepsAhead(state: CaseState, running: RunningState, { context, roles }: Expecting): readonly NextStep[] {
	return [...stepsFor(state, running, context)]
		.filter(({ rung }) => !hasFired(state, running, rung))
		.map(({ rung, scheduled }) => {
			const standing = state.recipients.filter((recipient) => recipient.rung === rung);
			return { rung, roles: [...new Set(standing.map(({ tenure }) => roles.get(tenure) ?? null))], at: scheduled };
		});
}
