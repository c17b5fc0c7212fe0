/** Runnings of clocks as a history changes them: opened, answered, opened again, never due later but by what the policy grants. */
import type { OpenedClock, Running, Severity } from "@answerable/types/clock";
import type { Instant } from "@answerable/types/time";
import type { CaseState, RunningState } from "./case.ts";
import { earlier } from "./instant.ts";

/** Where a clock was opened, and at which severity. */
export type Opened = { readonly sequence: number; readonly severity: Severity };

/** A running as it starts. */
export function opened(clock: OpenedClock, { sequence, severity }: Opened): RunningState {
	return {
		...clock,
		severity,
		unpaused: null,
		extended: false,
		openedBy: sequence,
		stopped: null,
		warned: [],
		warnAfter: clock.opens,
		hold: null,
		explained: false,
	};
}

/** New runnings are added; a due that is named again may only have moved earlier. */
export function merge(runnings: readonly RunningState[], clocks: readonly OpenedClock[], by: Opened): readonly RunningState[] {
	const moved = runnings.map((running) => {
		const named = clocks.find((clock) => isSame(running, clock));
		return named === undefined ? running : { ...running, due: earlier(running.due, named.due) };
	});
	const fresh = clocks.filter((clock) => !runnings.some((running) => isSame(running, clock)));
	return [...moved, ...fresh.map((clock) => opened(clock, by))];
}

/** The runnings with some of them changed. */
export function change(
	state: Pick<CaseState, "runnings">,
	which: readonly Running[],
	how: (running: RunningState) => RunningState,
): readonly RunningState[] {
	return state.runnings.map((running) => (which.some((one) => isSame(running, one)) ? how(running) : running));
}

/** From now on every ladder of the case goes at this severity's pace, if that is faster. */
export function hurried(runnings: readonly RunningState[], severity: Severity): readonly RunningState[] {
	return runnings.map((running) => ({ ...running, severity: earlier(running.severity, severity) }));
}

/** A running that an answer had stopped runs again from its original due, and waits for no explanation. */
export function reopen(running: RunningState, at: Instant): RunningState {
	const hold = running.hold === null ? null : { ...running.hold, until: earlier(running.hold.until, at) };
	return running.stopped === null ? { ...running, hold } : { ...running, hold, stopped: null, warnAfter: at };
}

/** One entry a running, the earliest due that is named for it. */
export function soonest(clocks: readonly OpenedClock[]): OpenedClock[] {
	const firsts = clocks.filter((clock, place) => clocks.findIndex((one) => isSame(one, clock)) === place);
	return firsts.map((first) => {
		const dues = clocks.filter((clock) => isSame(clock, first)).map(({ due }) => due);
		return { ...first, due: dues.reduce(earlier) };
	});
}

/** A running with its instants, as events list it. */
export function openedClockOf({ clock, round, opens, due }: RunningState): OpenedClock {
	return { clock, round, opens, due };
}

export function isSame(a: Running, b: Running): boolean {
	return a.clock === b.clock && a.round === b.round;
}
