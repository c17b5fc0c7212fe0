/** What the sweep, the releaser and the inbox look a case up by: all of it follows from the state. */
import { stillInherits } from "@answerable/domain/abandonment";
import type { CaseState } from "@answerable/domain/case";
import type { Context } from "@answerable/domain/context";
import { earlier, later } from "@answerable/domain/instant";
import { turnOf } from "@answerable/domain/ladder";
import { sightsOf } from "@answerable/domain/sight";
import { nextUnmet } from "@answerable/domain/unmet";
import { nextWake } from "@answerable/domain/wake";
import type { OpenedClock, Severity } from "@answerable/types/clock";
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";

export type Projection = {
	readonly severity: Severity;
	readonly wakeAt: Instant | null;
	readonly releaseAt: Instant | null;
	readonly next: OpenedClock | null;
	readonly closed: boolean;
	readonly sights: readonly {
		readonly tenure: TenureId;
		readonly sight: "existence" | "content";
		readonly rung: Rung;
		readonly opens: readonly Compartment[];
	}[];
};

/** The projection as it stands after the last event. */
export function projectionOf(state: CaseState, rules: Context): Projection {
	const closed = state.closed !== null;
	return {
		severity: state.severity,
		wakeAt: nextWake(state, rules),
		releaseAt: closed ? null : releaseAt(state, rules),
		next: closed ? null : nextUnmet(state),
		closed,
		sights: sightsOf(state).flatMap(({ tenure, sight, rung, opens }) => (sight === "nothing" ? [] : [{ tenure, sight, rung, opens }])),
	};
}

/**
 * When the releaser should look: when the first rung with something sealed has its turn, as things stand (every event says it
 * anew). Not at every wake: else it would read each case with all its wraps whenever a warning or the first rung falls due.
 */
function releaseAt(state: CaseState, rules: Context): Instant | null {
	const turns = sealedRungs(state).flatMap((rung) => {
		// A rung that inherits a case is due whatever its clocks say, until somebody reads it.
		const turn = stillInherits(state, rung) ? state.head.at : turnOf(state, rung, rules);
		return turn === null ? [] : [later(turn, state.head.at)];
	});
	return turns.length === 0 ? null : turns.reduce(earlier);
}

/** Rungs above the first with somebody whose wrap opens something and was not released (their wraps are sealed twice). */
export function sealedRungs(state: CaseState): readonly Rung[] {
	const isReleased = (tenure: TenureId, rung: Rung) => state.released.some((done) => done.tenure === tenure && done.rung === rung);
	const waiting = state.recipients.filter(({ tenure, rung, opens }) => rung >= 2 && opens.length > 0 && !isReleased(tenure, rung));
	return [...new Set(waiting.map(({ rung }) => rung))].sort((left, right) => left - right);
}
