/** Recomputes what nobody signed: events of the system, and what followed from each act. */
import type { CaseState } from "@answerable/domain/case";
import { isRefused, type NewEvent } from "@answerable/domain/command";
import { commandOf } from "@answerable/domain/command-of";
import type { Context } from "@answerable/domain/context";
import { openingClocks } from "@answerable/domain/deadline";
import { decide } from "@answerable/domain/decide";
import { evolve } from "@answerable/domain/evolution";
import { isSame } from "@answerable/domain/same";
import { sightOf } from "@answerable/domain/sight";
import type { CaseEvent } from "@answerable/types/event";
import type { Compartment } from "@answerable/types/role";

export type Belief = {
	/** What the believed events tell; null if there are none. */
	readonly state: CaseState | null;
	readonly believed: readonly CaseEvent[];
	/** Sequences of events that the rules would not have made. */
	readonly unlikely: readonly number[];
};

/**
 * [Note: What nobody signed is computed again] A signature covers what somebody said, not what followed from it, and
 * the system signs nothing. So each event is decided again on what was believed before it, at its own instant; one
 * that comes out otherwise is not believed. A rung that somebody only wrote down as told is told after all; a question
 * that was made to stop a clock stops none. The clocks of a raise are computed from its receipt.
 */
export function believe(trusted: readonly CaseEvent[], rules: Context): Belief {
	const believed: CaseEvent[] = [];
	const unlikely: number[] = [];
	let state: CaseState | null = null;
	let expected: readonly NewEvent[] = [];
	for (const event of trusted) {
		if (state === null) {
			state = evolve(null, withOwnClocks(event, rules), rules);
			believed.push(event);
			continue;
		}
		if (!isAsExpected(expected[0], event)) expected = decideAgain(state, event, rules);
		if (!isAsExpected(expected[0], event)) {
			unlikely.push(event.sequence);
			expected = [];
			continue;
		}
		expected = expected.slice(1);
		state = evolve(state, event, rules);
		believed.push(event);
	}
	return { state, believed, unlikely };
}

function isAsExpected(expected: NewEvent | undefined, { at, by, happening }: CaseEvent): boolean {
	return expected !== undefined && isSame(expected, { at, by, happening });
}

function withOwnClocks(event: CaseEvent, rules: Context): CaseEvent {
	const { happening, at } = event;
	if (happening.kind !== "raised") return event;
	const { statement, consequence } = happening;
	const { severity, safetyAction } = statement;
	const clocks = [...openingClocks({ received: consequence.received, at, severity, safetyAction }, rules)];
	return { ...event, happening: { ...happening, consequence: { ...consequence, clocks } } };
}

function decideAgain(state: CaseState, event: CaseEvent, rules: Context): readonly NewEvent[] {
	const { at, by, happening } = event;
	// A grant has no consequence, and whom it was given to was known to the directory of that day.
	if (happening.kind === "granted") return mayGive(state, by, happening.statement.opens) ? [{ at, by, happening }] : [];
	const command = commandOf(event, state, () => null);
	const decision = command === null ? null : decide(state, command, at, rules);
	return decision === null || isRefused(decision) ? [] : decision.events;
}

/** Nobody gives what they cannot open: else a holder whose rung has not come could let themselves in, and answer. */
function mayGive(state: CaseState, by: CaseEvent["by"], opens: readonly Compartment[]): boolean {
	if (by.actor !== "handler" || state.excluded.includes(by.person)) return false;
	const mine = sightOf(state, by.tenure);
	return mine.sight === "content" && opens.every((compartment) => mine.opens.includes(compartment));
}
