/** Deciding whether a reporter may give a place on the ladder to whoever holds its office now (design §5, "Tenure"). */
import type { RewrapStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { reportersInstant } from "./party.ts";
import { sightAt, sightOf } from "./sight.ts";
import { givableOf, isLayerOf, placeOfRaise, takesPlace } from "./succession.ts";

/**
 * Exactly as much as the place opens, and to nobody who is left out, whatever they hold now: at once only from where the case may be read
 * already; of a rung that is still to come, the place itself, which opens nothing before its turn. That the one before is gone, and that
 * two roots signed for the one after, is for those to check who know the directory.
 */
export function decideRewrap(state: CaseState, command: CommandOf<"rewrap">, now: Instant, context: Context): Decision {
	const { statement } = command;
	if (state.closed?.reason === "withdrawn") return { refused: "case-closed" };
	if (state.excluded.includes(statement.person)) return { refused: "excluded-person" };
	const place = placeOfRaise(state, statement.place);
	if (place === undefined || place.tenure === statement.tenure || !isLayerOf(state, place, statement.layer))
		return { refused: "not-allowed" };
	const givable = givableOf(place);
	const isExact = givable.length === statement.opens.length && givable.every((compartment) => statement.opens.includes(compartment));
	if (!isExact) return { refused: "wrong-compartment" };
	if (hasAlready(state, statement)) return { refused: "already-granted" };
	const happening = { kind: "rewrapped", statement, consequence: {} } as const;
	const isSeen = !takesPlace(state, statement) || sightAt(state, { ...place, after: place.tenure }).sight !== "nothing";
	return {
		events: [{ at: reportersInstant(state, now, context), by: { actor: "reporter" }, happening }],
		notices: isSeen ? [{ tenure: statement.tenure, kind: "waiting" }] : [],
	};
}

function hasAlready(state: CaseState, { tenure, opens, layer, place }: RewrapStatement): boolean {
	if (takesPlace(state, { layer, place })) return state.recipients.some((one) => one.tenure === tenure && one.rung === place.rung);
	const theirs = sightOf(state, tenure).opens;
	return opens.every((compartment) => theirs.includes(compartment));
}
