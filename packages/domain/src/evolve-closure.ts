/** How closing changes a case, and what comes after it: questions to the reporter, opening again, deletion. */
import { openAgain, risen } from "./evolve-answer.ts";
import type { Evolver } from "./evolver.ts";
import { resumed } from "./pause.ts";
import { merge } from "./running.ts";

/** Whoever asked to withdraw before has what they asked for. */
export const closed: Evolver<"closed"> = (state, { at, sequence }, { statement, consequence }, context) => {
	const runnings = merge(state.runnings, consequence.clocks, { sequence, severity: state.severity });
	return { ...resumed({ ...openAgain(state), runnings }, at, context), withdrawal: null, closed: { at, reason: statement.reason } };
};

export const withdrawn: Evolver<"withdrawn"> = (state, { at }, _, context) => ({
	...resumed(openAgain(state), at, context),
	closed: { at, reason: "withdrawn" },
});

export const reopened: Evolver<"reopened"> = (state, { sequence }, { consequence: { clocks } }) => ({
	...openAgain(state),
	runnings: merge(state.runnings, clocks, { sequence, severity: state.severity }),
});

export const feedbackAsked: Evolver<"feedback-asked"> = (state, { sequence, at }) => ({
	...state,
	feedback: { sequence, at, answered: false },
});

export const feedbackAnswered: Evolver<"feedback-answered"> = (state) => ({
	...state,
	feedback: state.feedback === null ? null : { ...state.feedback, answered: true },
});

export const detrimentAsked: Evolver<"detriment-asked"> = (state, { sequence, at }) => ({
	...state,
	detriments: [...state.detriments, { sequence, at, answered: false }],
});

/** Detriment opens the case again, at S2 at least: somebody must see to it. */
export const detrimentAnswered: Evolver<"detriment-answered"> = (state, event, { statement, consequence: { severity, clocks } }) => {
	const detriments = state.detriments.map((asked) => (asked.sequence === statement.sequence ? { ...asked, answered: true } : asked));
	if (!statement.suffered) return { ...state, detriments };
	const runnings = merge(state.runnings, clocks, { sequence: event.sequence, severity });
	return risen({ ...openAgain(state), detriments, runnings }, severity, event.at);
};

export const shreddingAnnounced: Evolver<"shredding-announced"> = (state, { at }, { consequence: { scope } }) => ({
	...state,
	announced: [...state.announced, { scope, at }],
});

export const shredded: Evolver<"shredded"> = (state, _, { consequence: { scope } }) => ({ ...state, shredded: [...state.shredded, scope] });
