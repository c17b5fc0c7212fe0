/** How what is said changes a case: letters, triage, explanations, disputes, and the reporter who does without an answer. */
import type { Running, Severity } from "@answerable/types/clock";
import type { TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { stoppedBy } from "./answer.ts";
import type { Answer, CaseState, FiredRung, RunningState } from "./case.ts";
import { type Evolver, handlerOf, type Placed } from "./evolver.ts";
import { earlier } from "./instant.ts";
import { resumed } from "./pause.ts";
import { change, hurried, isSame, merge, reopen } from "./running.ts";
import { standsFor } from "./succession.ts";

export const lettered: Evolver<"letter"> = (state, event, { statement, consequence }, context) => {
	if (event.by.actor !== "handler") {
		const runnings = merge(state.runnings, consequence.clocks, { sequence: event.sequence, severity: state.severity });
		return resumed({ ...state, questions: [], runnings }, event.at, context);
	}
	const letter = { purpose: statement.purpose, compartment: statement.compartment, role: event.by.role };
	const answered = answer(state, event, { kind: statement.purpose, stops: allowed(consequence.stops, stoppedBy(state, letter)) });
	return {
		...answered,
		runnings: merge(answered.runnings, consequence.clocks, { sequence: event.sequence, severity: state.severity }),
		questions: statement.purpose === "question" ? [...state.questions, event.at] : state.questions,
	};
};

export const triaged: Evolver<"triaged"> = (state, event, { statement, consequence }, context) => {
	const letter = { purpose: "triage" as const, compartment: statement.compartment, role: handlerOf(event).role };
	const answered = answer(state, event, { kind: "triage", stops: allowed(consequence.stops, stoppedBy(state, letter)) });
	const severity = earlier(state.severity, statement.severity);
	const merged = { ...answered, runnings: merge(answered.runnings, consequence.clocks, { sequence: event.sequence, severity }) };
	const mayWait = context.policy.pause.severities.includes(severity);
	return { ...risen(mayWait ? merged : resumed(merged, event.at, context), severity, event.at), handler: statement.handler };
};

/** The state once the severity rose. Nothing of a case goes slower by it. */
export function risen(state: CaseState, severity: Severity, at: Instant): CaseState {
	return {
		...state,
		severity: earlier(state.severity, severity),
		severitySince: severity < state.severity ? at : state.severitySince,
		gravest: earlier(state.gravest, severity),
		runnings: hurried(state.runnings, severity),
	};
}

export const explained: Evolver<"explained"> = (state, event, { consequence: { holds, until } }, context) => {
	const { tenure } = handlerOf(event);
	const mine = (fired: FiredRung) =>
		context.policy.explain.rungs.includes(fired.rung) && standsFor(state, tenure, fired.rung).some((one) => fired.recipients.includes(one));
	return {
		...state,
		runnings: change(state, holds, (running) => ({ ...running, explained: true, hold: { from: event.at, until } })),
		fired: acknowledge(state, { tenure, at: event.at }, mine),
		answers: [...state.answers, newAnswer(event, "explained", holds)],
	};
};

/**
 * What the disputed act answered runs again from its original due, and waits for no explanation. A round that the act opened is
 * void with it, since the round before is running again. A case closed on the strength of the act is open again, and a severity
 * that it lowered is what it was.
 */
export const disputed: Evolver<"disputed"> = (state, event, { statement: { sequence }, consequence: { reopens, clocks } }, context) => {
	const reopened = change(state, reopens, (running) => reopen(running, event.at));
	const runnings = reopened.map((running) => {
		const isVoid = running.openedBy === sequence && running.round > 1 && running.stopped === null;
		return isVoid ? { ...running, stopped: { sequence: event.sequence, at: event.at } } : running;
	});
	const severity = state.proposals.find((proposal) => proposal.sequence === sequence)?.from ?? state.severity;
	const next = {
		...openAgain(state),
		answers: state.answers.map((past) => (past.sequence === sequence ? { ...past, disputed: true } : past)),
		runnings: merge(runnings, clocks, { sequence: event.sequence, severity }),
	};
	return risen(resumed(next, event.at, context), severity, event.at);
};

/** A closed case that is open again: what was asked and announced after its closure is void. */
export function openAgain(state: CaseState): CaseState {
	return {
		...state,
		closed: null,
		withdrawal: state.closed?.reason === "withdrawn" ? null : state.withdrawal,
		feedback: null,
		detriments: [],
		announced: [],
	};
}

/** Only an acknowledgement can be done without. */
export const waived: Evolver<"waived"> = (state, event, { statement, consequence }) => {
	const stops = consequence.stops.filter(({ clock }) => clock === statement.clock);
	return { ...state, runnings: change(state, stops, (running) => stop(running, event)) };
};

/** The rungs that somebody has confirmed now. */
export function acknowledge(
	state: CaseState,
	by: { readonly tenure: TenureId; readonly at: Instant },
	which: (fired: FiredRung) => boolean,
): readonly FiredRung[] {
	return state.fired.map((fired) => (fired.acknowledged === null && which(fired) ? { ...fired, acknowledged: by } : fired));
}

/** What the reporter may dispute, once. */
export function newAnswer(event: Placed, kind: Answer["kind"], runnings: readonly Running[]): Answer {
	return { sequence: event.sequence, kind, by: handlerOf(event).tenure, at: event.at, runnings, disputed: false };
}

function answer(state: CaseState, event: Placed, letter: { readonly kind: Answer["kind"]; readonly stops: readonly Running[] }): CaseState {
	if (letter.stops.length === 0) return state;
	return {
		...state,
		runnings: change(state, letter.stops, (running) => stop(running, event)),
		answers: [...state.answers, newAnswer(event, letter.kind, letter.stops)],
	};
}

function stop(running: RunningState, { sequence, at }: Placed): RunningState {
	return { ...running, stopped: { sequence, at } };
}

/** A recorded stop counts only if the letter's purpose may stop that clock. */
function allowed(recorded: readonly Running[], may: readonly RunningState[]): readonly Running[] {
	return recorded.filter((one) => may.some((running) => isSame(running, one)));
}
