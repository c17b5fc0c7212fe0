/** How what the policy grants changes a case's dues: extensions, pauses, a lower severity, feedback beyond the first. */
import type { CaseState, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { newAnswer } from "./evolve-answer.ts";
import { type Evolver, handlerOf } from "./evolver.ts";
import { extensionOf } from "./extension.ts";
import { earlier, later } from "./instant.ts";
import { countOf, pausedDue, resumed } from "./pause.ts";
import { isSame, merge } from "./running.ts";

/** It may be disputed from here on, before or after somebody agreed. */
export const downgradeProposed: Evolver<"downgrade-proposed"> = (state, event, { statement }) => ({
	...state,
	proposals: [...state.proposals, { sequence: event.sequence, person: handlerOf(event).person, severity: statement.severity, from: null }],
	answers: [...state.answers, newAnswer(event, "downgrade", [])],
});

/** Only what opens later goes by the lower severity. */
export const downgraded: Evolver<"downgraded"> = (state, _, { statement }) => {
	const proposals = state.proposals.map((proposal) =>
		proposal.sequence === statement.proposal ? { ...proposal, from: state.severity } : proposal,
	);
	const agreed = state.proposals.find(({ sequence }) => sequence === statement.proposal);
	return { ...state, proposals, severity: later(state.severity, agreed?.severity ?? state.severity) };
};

/** Never by more than the policy grants, and once. */
export const extended: Evolver<"extended"> = (state, event, { statement, consequence: { clocks } }, context) => ({
	...state,
	runnings: state.runnings.map((running) => {
		const named = clocks.find((clock) => isSame(running, clock));
		const most = named === undefined || statement.clock !== running.clock ? null : extensionOf(state, running, context);
		if (named === undefined || most === null || running.extended || running.due <= event.at) return running;
		return { ...running, extended: true, due: earlier(named.due, most), unpaused: extendedUnpaused(state, running, context) };
	}),
});

/** A pause that lasts gives its time back to the extended due. */
function extendedUnpaused(state: CaseState, running: RunningState, context: Context): RunningState["unpaused"] {
	return running.unpaused === null ? null : extensionOf(state, { ...running, due: running.unpaused }, context);
}

/** Never by more than the pause that is left, nor past a backstop. */
export const paused: Evolver<"paused"> = (state, event, { consequence: { clocks, until } }, context) => {
	const left = countOf(context) - state.pauseUsed;
	return {
		...state,
		pause: { from: event.at, until },
		questions: [...state.questions, event.at],
		runnings: state.runnings.map((running) => {
			const named = clocks.find((clock) => isSame(running, clock));
			if (named === undefined || running.stopped !== null || running.due <= event.at) return running;
			return { ...running, unpaused: running.due, due: earlier(named.due, pausedDue(state, running, left, context)) };
		}),
	};
};

export const resumedByHandler: Evolver<"resumed"> = (state, event, { consequence: { clocks } }, context) =>
	resumed(withClocks(state, event.sequence, clocks), event.at, context);

export const furtherFeedbackAsked: Evolver<"further-feedback-asked"> = (state, event, { consequence: { clocks } }) =>
	withClocks(state, event.sequence, clocks);

function withClocks(state: CaseState, sequence: number, clocks: Parameters<typeof merge>[1]): CaseState {
	return { ...state, runnings: merge(state.runnings, clocks, { sequence, severity: state.severity }) };
}
