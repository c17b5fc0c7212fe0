/** Deciding whether a reporter may give a place on the ladder to whoever holds its office now (design §5, "Tenure"). */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { reportersInstant } from "./party.ts";
import { sightOf } from "./sight.ts";
import { givableOf, readablePlaces } from "./succession.ts";

/**
 * Only a place from which the case may be read already, exactly as much as it opens, and to nobody who is left out, whatever they hold
 * now. That the one before is gone, and that two roots signed for the one after, is for those to check who know the directory.
 */
export function decideRewrap(state: CaseState, command: CommandOf<"rewrap">, now: Instant, context: Context): Decision {
	const { statement } = command;
	if (state.closed?.reason === "withdrawn") return { refused: "case-closed" };
	if (state.excluded.includes(statement.person)) return { refused: "excluded-person" };
	const place = readablePlaces(state).find(({ tenure, rung }) => tenure === statement.place.tenure && rung === statement.place.rung);
	if (place === undefined || place.tenure === statement.tenure) return { refused: "not-allowed" };
	const givable = givableOf(place);
	const isExact = givable.length === statement.opens.length && givable.every((compartment) => statement.opens.includes(compartment));
	if (!isExact) return { refused: "wrong-compartment" };
	const theirs = sightOf(state, statement.tenure).opens;
	if (givable.every((compartment) => theirs.includes(compartment))) return { refused: "already-granted" };
	const happening = { kind: "rewrapped", statement, consequence: {} } as const;
	return {
		events: [{ at: reportersInstant(state, now, context), by: { actor: "reporter" }, happening }],
		notices: [{ tenure: statement.tenure, kind: "waiting" }],
	};
}
