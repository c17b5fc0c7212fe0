/** How the ladder changes a case: who is told, who confirmed it, who was given the content, who handles it and who looked. */
import type { CaseState, FiredRung } from "./case.ts";
import { acknowledge } from "./evolve-answer.ts";
import { type Evolver, handlerOf } from "./evolver.ts";
import { toldAtSubmission } from "./submission.ts";
import { takesPlace } from "./succession.ts";

/** The rungs told at submission, or as soon as the severity rose to one that tells them. */
export const routed: Evolver<"routed"> = (state, event, { consequence: { content, existence } }, context) => {
	const told = toldAtSubmission(state, context).map(({ rung, sight, recipients }): FiredRung => {
		return { ...UNPROMPTED, rung, sight, recipients, sequence: event.sequence, at: event.at, scheduled: state.severitySince };
	});
	const before = state.routed ?? { content: [], existence: [] };
	return {
		...state,
		routed: { content: [...before.content, ...content], existence: [...before.existence, ...existence] },
		fired: [...state.fired, ...told],
	};
};

export const escalated: Evolver<"escalated"> = (state, { sequence, at }, { consequence }) => {
	const { running, rung, due, scheduled, recipients, skipped } = consequence;
	const told = { rung, running, sequence, at, sight: sightOf(rung), due, scheduled, recipients, skipped, acknowledged: null };
	return { ...state, fired: [...state.fired, told] };
};

/** A rung that is given the case because nobody below can open it. */
export const abandoned: Evolver<"nobody-can-open"> = (state, { sequence, at }, { consequence }) => {
	const { lost, since, rung, recipients } = consequence;
	const told = { ...UNPROMPTED, rung, sight: sightOf(rung), recipients, sequence, at, scheduled: since };
	return { ...state, abandoned: [...state.abandoned, { lost, since, rung }], fired: [...state.fired, told] };
};

export const released: Evolver<"released"> = (state, { at }, { consequence: { rung, tenures } }) => ({
	...state,
	released: [...state.released, ...tenures.map((tenure) => ({ rung, tenure, at }))],
});

/** Whoever holds the office now has the keys, or stands beside the one who is gone until the rung's turn comes. */
export const rewrapped: Evolver<"rewrapped"> = (state, { sequence }, { statement }) => {
	const { tenure, key, opens, place } = statement;
	return takesPlace(state, statement)
		? { ...state, recipients: [...state.recipients, { tenure, rung: place.rung, key, opens, after: place.tenure }] }
		: { ...state, grants: [...state.grants, { tenure, opens, sequence, place }] };
};

export const acknowledged: Evolver<"acknowledged"> = (state, event, { statement }) => ({
	...state,
	fired: acknowledge(state, { tenure: handlerOf(event).tenure, at: event.at }, (fired) => fired.rung === statement.rung),
});

export const handedOver: Evolver<"handed-over"> = (state, _, { statement }) => ({ ...state, handler: statement.handler });

export const viewed: Evolver<"viewed"> = (state, { at }, { consequence: { tenure } }): CaseState => ({
	...state,
	views: [...state.views.filter((view) => view.tenure !== tenure), { tenure, at }],
});

/** Told of no missed due. */
const UNPROMPTED = { running: null, due: null, skipped: [], acknowledged: null } as const;

/** Above rung 1 the content waits for the releaser. */
function sightOf(rung: number): "existence" | "content" {
	return rung <= 1 ? "content" : "existence";
}
