/** Deciding on letters: what stops clocks. */
import type { OpenedClock } from "@answerable/types/clock";
import type { LetterStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { isAnswering, stoppedBy } from "./answer.ts";
import type { CaseState, RunningState } from "./case.ts";
import { caseworkers } from "./caseworkers.ts";
import type { CommandOf, Decision, Handler } from "./command.ts";
import type { Context } from "./context.ts";
import { backstopAfterAcknowledgement, reaches } from "./deadline.ts";
import { earlier, later } from "./instant.ts";
import { isNote, mayWriteTo, refusalFor, reportersInstant } from "./party.ts";
import { resuming } from "./pause.ts";
import { freshDue, nextRoundOf } from "./rounds.ts";
import { openedClockOf } from "./running.ts";
import { sightOf } from "./sight.ts";

/** A letter by either side. */
export function decideLetter(state: CaseState, command: CommandOf<"letter">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	return by.actor === "reporter" ? reportersLetter(state, statement, now, context) : handlersLetter(state, { by, statement }, now, context);
}

/** A reporter asks and replies; a withdrawn case is at rest, a closed one may still be talked about. */
function reportersLetter(state: CaseState, statement: LetterStatement, now: Instant, context: Context): Decision {
	if (state.closed?.reason === "withdrawn") return { refused: "case-closed" };
	if (isAnswering(statement.purpose)) return { refused: "not-allowed" };
	if (statement.compartment === "notes") return { refused: "wrong-compartment" };
	const at = reportersInstant(state, now, context);
	const clocks = [...resuming(state, at, context)];
	return {
		events: [{ at, by: { actor: "reporter" }, happening: { kind: "letter", statement, consequence: { stops: [], clocks } } }],
		notices: caseworkers(state),
	};
}

type HandlersLetter = { readonly by: Handler; readonly statement: LetterStatement };

function handlersLetter(state: CaseState, letter: HandlersLetter, now: Instant, context: Context): Decision {
	const { by, statement } = letter;
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return { refused };
	if (state.closed !== null && (state.closed.reason === "withdrawn" || isAnswering(statement.purpose))) return { refused: "case-closed" };
	const isOpen = !isAnswering(statement.purpose) || statement.compartment === "concern";
	const mayWrite = isNote(statement) ? sightOf(state, by.tenure).opens.includes("notes") : mayWriteTo(state, by, statement.compartment);
	if (!isOpen || !mayWrite) return { refused: "wrong-compartment" };
	const at = later(now, state.head.at);
	const stops = stoppedBy(state, { ...statement, role: by.role });
	if (opensRound(letter, stops) && !reaches(at, context)) return { refused: "unavailable" };
	const clocks = [...nextRound(state, letter, { stops, at }, context), ...soonerOutcome(state, { stops, at }, context)];
	const consequence = { stops: stops.map(({ clock, round }) => ({ clock, round })), clocks };
	return { events: [{ at, by, happening: { kind: "letter", statement, consequence } }], notices: [] };
}

type Stopping = { readonly stops: readonly RunningState[]; readonly at: Instant };

function opensRound({ statement }: HandlersLetter, stops: readonly RunningState[]): boolean {
	return statement.purpose === "update" && stops.length > 0;
}

/** A recurring clock opens again from the day of the letter that answered it. */
function nextRound(state: CaseState, letter: HandlersLetter, { stops, at }: Stopping, context: Context): readonly OpenedClock[] {
	if (!opensRound(letter, stops)) return [];
	return context.policy.clocks.flatMap((rule) => {
		const due = rule.recurs ? freshDue(rule, state.severity, at, context) : null;
		if (due === null || !stops.some((running) => running.clock === rule.clock)) return [];
		return [{ clock: rule.clock, round: nextRoundOf(state, rule.clock), opens: at, due }];
	});
}

/** The backstops counted from the acknowledgement, where it brings them forward (reference §4.3: effective due is the earlier). */
function soonerOutcome(state: CaseState, { stops, at }: Stopping, context: Context): readonly OpenedClock[] {
	if (!stops.some((running) => running.clock === "acknowledgement")) return [];
	return state.runnings
		.filter((running) => running.stopped === null && !stops.includes(running))
		.flatMap((running) => {
			const backstop = backstopAfterAcknowledgement(running.clock, at, context);
			const due = backstop === null ? running.due : earlier(running.due, backstop);
			return due === running.due ? [] : [{ ...openedClockOf(running), due }];
		});
}
