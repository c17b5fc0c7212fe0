/** Deciding on the answers to what a reporter is asked after closure (reference §4.3, rows feedback question and detriment check). */
import type { ClockName } from "@answerable/types/clock";
import type { Instant } from "@answerable/types/time";
import type { Asked, CaseState } from "./case.ts";
import { caseworkers } from "./caseworkers.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { reaches } from "./deadline.ts";
import { earlier } from "./instant.ts";
import { reportersInstant } from "./party.ts";
import { freshClocks } from "./rounds.ts";
import { soonest } from "./running.ts";
import { sooner } from "./severity.ts";

const REPORTER = { actor: "reporter" } as const;
/** Somebody must see to it afresh. A safety action is owed where the reporter's answers, or S1, call for one. */
const OWED_AFTER_DETRIMENT: readonly ClockName[] = ["acknowledgement", "triage", "safety_action", "plan", "update", "outcome"];

/** Whether they would speak up again: sealed to the guardian, counted in the guardian's browser. */
export function decideFeedback(state: CaseState, command: CommandOf<"answer-feedback">, now: Instant, context: Context): Decision {
	const { statement } = command;
	const fault = faultOf(state.feedback?.sequence === statement.sequence ? state.feedback : undefined);
	if (fault !== null) return { refused: fault };
	if (statement.compartment !== "private") return { refused: "wrong-compartment" };
	const happening = { kind: "feedback-answered", statement, consequence: {} } as const;
	return { events: [{ at: reportersInstant(state, now, context), by: REPORTER, happening }], notices: caseworkers(state) };
}

/** Whoever was treated worse for speaking up has raised an urgent concern: S2 at least (reference §4.2), with every clock anew. */
export function decideDetriment(state: CaseState, command: CommandOf<"answer-detriment">, now: Instant, context: Context): Decision {
	const { statement } = command;
	const fault = faultOf(state.detriments.find(({ sequence }) => sequence === statement.sequence));
	if (fault !== null) return { refused: fault };
	if (statement.compartment === "notes") return { refused: "wrong-compartment" };
	const at = reportersInstant(state, now, context);
	if (statement.suffered && !reaches(at, context)) return { refused: "unavailable" };
	const severity = statement.suffered ? earlier(state.severity, "S2") : state.severity;
	const rise = { severity, at, stops: [] };
	const clocks = statement.suffered
		? soonest([...freshClocks(state, { clocks: OWED_AFTER_DETRIMENT, severity, at }, context), ...sooner(state, rise, context)])
		: [];
	const happening = { kind: "detriment-answered", statement, consequence: { severity, clocks } } as const;
	return { events: [{ at, by: REPORTER, happening }], notices: caseworkers(state) };
}

function faultOf(asked: Asked | undefined): "not-asked" | "already-answered" | null {
	if (asked === undefined) return "not-asked";
	return asked.answered ? "already-answered" : null;
}
