/** Deciding on what only the reporter can do: dispute an answer, withdraw and take it back, change words, do without, ask for more. */
import type { OpenedClock } from "@answerable/types/clock";
import type { Instant } from "@answerable/types/time";
import type { Answer, CaseState } from "./case.ts";
import { caseworkers } from "./caseworkers.ts";
import type { CommandOf, Decision, NewNotice } from "./command.ts";
import type { Context } from "./context.ts";
import { reaches } from "./deadline.ts";
import { after } from "./duration.ts";
import { reportersInstant } from "./party.ts";
import { resuming } from "./pause.ts";
import { nextRoundOf } from "./rounds.ts";
import { soonest } from "./running.ts";
import { sooner } from "./severity.ts";

const REPORTER = { actor: "reporter" } as const;

/** What the disputed act answered runs again from its original due, true lateness kept; a disputed explanation holds nothing more. */
export function decideDispute(state: CaseState, command: CommandOf<"dispute">, now: Instant, context: Context): Decision {
	const { statement } = command;
	if (state.closed?.reason === "withdrawn") return { refused: "case-closed" };
	const disputed = state.answers.find((answer) => answer.sequence === statement.sequence);
	if (disputed === undefined) return { refused: "not-an-answer" };
	if (disputed.disputed) return { refused: "already-disputed" };
	const author: NewNotice = { tenure: disputed.by, kind: "waiting" };
	const others = caseworkers(state).filter((notice) => notice.tenure !== disputed.by);
	const at = reportersInstant(state, now, context);
	const clocks = soonest([...restored(state, disputed, at, context), ...resuming(state, at, context)]);
	const consequence = { reopens: [...disputed.runnings], clocks };
	return { events: [{ at, by: REPORTER, happening: { kind: "disputed", statement, consequence } }], notices: [author, ...others] };
}

/** What the severity brings forward that a disputed downgrade had lowered. */
function restored(state: CaseState, disputed: Answer, at: Instant, context: Context): readonly OpenedClock[] {
	const proposal = state.proposals.find(({ sequence }) => sequence === disputed.sequence);
	if (proposal === undefined || proposal.from === null || proposal.from >= state.severity || !reaches(at, context)) return [];
	return sooner(state, { severity: proposal.from, at, stops: [] }, context);
}

/** Takes effect after a while in which pressure to withdraw can still fail; until then the clocks run on. */
export function decideWithdraw(state: CaseState, command: CommandOf<"withdraw">, now: Instant, context: Context): Decision {
	if (state.withdrawal !== null) return { refused: "already-withdrawn" };
	if (state.closed !== null) return { refused: "case-closed" };
	const at = reportersInstant(state, now, context);
	if (!reaches(at, context)) return { refused: "unavailable" };
	const effectiveAt = after(at, context.policy.withdrawal.effect, context);
	const happening = { kind: "withdrawal-asked", statement: command.statement, consequence: { effectiveAt } } as const;
	return { events: [{ at, by: REPORTER, happening }], notices: caseworkers(state) };
}

/** As long as the withdrawal has not taken effect. */
export function decideRecall(state: CaseState, command: CommandOf<"recall">, now: Instant, context: Context): Decision {
	const at = reportersInstant(state, now, context);
	if (state.closed !== null || state.withdrawal === null || state.withdrawal.effectiveAt <= at) return { refused: "no-withdrawal" };
	const happening = { kind: "withdrawal-recalled", statement: command.statement, consequence: {} } as const;
	return { events: [{ at, by: REPORTER, happening }], notices: caseworkers(state) };
}

/** Makes the words in hand the only ones; a claim code becomes the reporter's own. Staff are told nothing. */
export function decideRekey(state: CaseState, command: CommandOf<"rekey">, now: Instant, context: Context): Decision {
	const { statement } = command;
	if (statement.messageSign === state.messageSign || statement.reporterKeys === state.reporterKeys) return { refused: "malformed" };
	const happening = { kind: "rekeyed", statement, consequence: {} } as const;
	return { events: [{ at: reportersInstant(state, now, context), by: REPORTER, happening }], notices: [] };
}

/** Where national law lets a reporter do without an acknowledgement (Directive (EU) 2019/1937, Art. 9, and its exceptions). */
export function decideWaive(state: CaseState, command: CommandOf<"waive">, now: Instant, context: Context): Decision {
	const { statement } = command;
	if (state.closed !== null) return { refused: "case-closed" };
	const exceptions = context.policy.national?.acknowledgementExceptions ?? [];
	const stops = state.runnings.filter(({ clock, stopped }) => clock === statement.clock && stopped === null);
	if (!exceptions.includes(statement.reason) || stops.length === 0) return { refused: "not-waivable" };
	const consequence = { stops: stops.map(({ clock, round }) => ({ clock, round })) };
	const happening = { kind: "waived", statement, consequence } as const;
	return { events: [{ at: reportersInstant(state, now, context), by: REPORTER, happening }], notices: caseworkers(state) };
}

/** A further outcome, due so long after it was asked for as national law says. */
export function decideFurtherFeedback(
	state: CaseState,
	command: CommandOf<"ask-further-feedback">,
	now: Instant,
	context: Context,
): Decision {
	if (state.closed !== null) return { refused: "case-closed" };
	const interval = context.policy.national?.furtherFeedback ?? null;
	const outcomes = state.runnings.filter(({ clock }) => clock === "outcome");
	if (interval === null || outcomes.length === 0) return { refused: "no-further-feedback" };
	if (outcomes.some(({ stopped }) => stopped === null)) return { refused: "already-asked" };
	const at = reportersInstant(state, now, context);
	if (!reaches(at, context)) return { refused: "unavailable" };
	const clocks = [{ clock: "outcome" as const, round: nextRoundOf(state, "outcome"), opens: at, due: after(at, interval, context) }];
	const happening = { kind: "further-feedback-asked", statement: command.statement, consequence: { clocks } } as const;
	return { events: [{ at, by: REPORTER, happening }], notices: caseworkers(state) };
}
