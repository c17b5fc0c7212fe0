/** Deciding whether a case may be closed (reference §4.3, rule 6), and opened again. */
import type { ClockName } from "@answerable/types/clock";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import { caseworkers } from "./caseworkers.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { reaches, reachesBy } from "./deadline.ts";
import { after, longestDays } from "./duration.ts";
import { later } from "./instant.ts";
import { mayWriteTo, refusalFor, refusalToChange } from "./party.ts";
import { resuming } from "./pause.ts";
import { freshClocks } from "./rounds.ts";
import { unmetClocks } from "./unmet.ts";

/** What a case that is opened again owes anew. */
const OWED_AGAIN: readonly ClockName[] = ["plan", "update", "outcome"];

/** Closing ends the clocks that still run, so it needs an outcome that the reporter has not disputed, or a reporter who cannot be reached. */
export function decideClose(state: CaseState, command: CommandOf<"close">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	const at = later(now, state.head.at);
	if (!mayClose(state, statement.reason, at, context)) return { refused: "no-outcome-yet" };
	if (!reachesBy(at, longestDays(context.policy.feedback.after), context)) return { refused: "unavailable" };
	const clocks = [...resuming(state, at, context)];
	return { events: [{ at, by, happening: { kind: "closed", statement, consequence: { clocks } } }], notices: [] };
}

/** By staff, because something new came up. What is owed again is counted from now; the reporter reopens a case by a dispute. */
export function decideReopen(state: CaseState, command: CommandOf<"reopen">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return { refused };
	if (by.role === "external_body") return { refused: "not-allowed" };
	if (state.closed === null) return { refused: "not-closed" };
	if (state.closed.reason === "withdrawn") return { refused: "case-closed" };
	if (statement.compartment !== "concern" || !mayWriteTo(state, by, "concern")) return { refused: "wrong-compartment" };
	const at = later(now, state.head.at);
	if (!reaches(at, context)) return { refused: "unavailable" };
	const clocks = [...freshClocks(state, { clocks: OWED_AGAIN, severity: state.severity, at }, context)];
	return {
		events: [{ at, by, happening: { kind: "reopened", statement, consequence: { clocks } } }],
		notices: caseworkers(state).filter((notice) => notice.tenure !== by.tenure),
	};
}

/** A duplicate is one of a case that it was linked to, and its reporter has the outcome too. */
function mayClose(state: CaseState, reason: CommandOf<"close">["statement"]["reason"], at: Instant, context: Context): boolean {
	switch (reason) {
		case "outcome":
			return hasOutcome(state);
		case "duplicate":
			return hasOutcome(state) && state.links.some(({ relation }) => relation === "duplicate");
		case "no_contact":
			return isOutOfContact(state, at, context);
	}
}

/** A safety action is owed whatever the outcome says. */
function hasOutcome(state: CaseState): boolean {
	const isOwedSafety = unmetClocks(state).some((clock) => clock.clock === "safety_action");
	return !isOwedSafety && hasStanding(state, ["outcome"]);
}

/**
 * Questions that nobody answered, as many and over as long as the policy says. It is no way round an overdue clock, and a concern
 * of public interest still needs a decision on record: a plan or an outcome.
 */
function isOutOfContact(state: CaseState, at: Instant, context: Context): boolean {
	const { attempts, over } = context.policy.noContact;
	const [first] = state.questions;
	if (first === undefined || state.questions.length < attempts || after(first, over, context) > at) return false;
	if (unmetClocks(state).some((clock) => clock.due <= at)) return false;
	return !state.externalEligible || hasStanding(state, ["plan", "outcome"]);
}

function hasStanding(state: CaseState, kinds: readonly string[]): boolean {
	return state.answers.some((answer) => kinds.includes(answer.kind) && !answer.disputed);
}
