/** What followed from each act, decided again: nobody signs a consequence, so every reader works it out. */
import type { CaseState } from "@answerable/domain/case";
import { isRefused, type NewEvent } from "@answerable/domain/command";
import { commandOf, type GranteeOf } from "@answerable/domain/command-of";
import type { Context } from "@answerable/domain/context";
import { openingClocks } from "@answerable/domain/deadline";
import { decide } from "@answerable/domain/decide";
import { evolve } from "@answerable/domain/evolution";
import { canonicalJson } from "@answerable/log/canonical";
import type { CaseEvent } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";

/** A history decided again: the sequences of events that do not follow from what went before, and the state after each event by its sequence. */
export type Recomputed = { readonly wrong: readonly number[]; readonly states: ReadonlyMap<number, CaseState> };

/**
 * Decides every trusted event again and compares what the domain says with what was served (see [Note: What the chain cannot
 * show] in the history of `log`). An event that does not follow is named, and reading goes on from it as it was served.
 *
 * A raise is compared but for the time of its receipt, which the server keeps to itself for policies of day resolution: the
 * clocks must follow from what was received, and the promise holds the day.
 */
export function recomputed(trusted: readonly CaseEvent[], context: Context, holders: ReadonlyMap<TenureId, KeyStatement>): Recomputed {
	const wrong: number[] = [];
	const states = new Map<number, CaseState>();
	let expected: readonly NewEvent[] = [];
	let state: CaseState | null = null;
	for (const event of trusted) {
		if (!isNext(expected, event)) expected = decided(state, event, context, holders);
		const follows = event.happening.kind === "raised" ? isReceived(event, context) : isNext(expected, event);
		if (!follows) wrong.push(event.sequence);
		expected = expected.slice(1);
		state = evolve(state, event, context);
		states.set(event.sequence, state);
	}
	return { wrong, states };
}

/** Whether the clocks of a raise are those that its day and time of receipt start. */
export function isReceived({ at, happening }: CaseEvent, context: Context): boolean {
	if (happening.kind !== "raised") return false;
	const { statement, consequence } = happening;
	const { severity, safetyAction } = statement;
	const clocks = openingClocks({ received: consequence.received, at, severity, safetyAction }, context);
	return canonicalJson(clocks) === canonicalJson(consequence.clocks);
}

function decided(
	state: CaseState | null,
	event: CaseEvent,
	context: Context,
	holders: ReadonlyMap<TenureId, KeyStatement>,
): readonly NewEvent[] {
	const command = commandOf(event, state, granteeIn(holders));
	if (command === null) return [];
	const decision = decide(state, command, event.at, context);
	return isRefused(decision) ? [] : decision.events;
}

function isNext([next]: readonly NewEvent[], { at, by, happening }: CaseEvent): boolean {
	return next !== undefined && canonicalJson(next) === canonicalJson({ at, by, happening });
}

/** Whom the raise and the grants name; a reader who cannot tell believes no grant. */
function granteeIn(holders: ReadonlyMap<TenureId, KeyStatement>): GranteeOf {
	return (tenure) => {
		const holder = holders.get(tenure);
		return holder === undefined ? null : { tenure, person: holder.person, role: holder.role };
	};
}
