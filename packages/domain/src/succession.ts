/** Who stands in a place of the ladder after the holder whom the raise put there (design §5, "Tenure"). */
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import type { Recipient } from "@answerable/types/statement";
import type { CaseState } from "./case.ts";
import { sightAt } from "./sight.ts";

/**
 * What a reporter gives of a place to whoever holds its office now: exactly what it opens, but for the guardians' own notes, whose key
 * no reporter has.
 */
export function givableOf({ opens }: Pick<Recipient, "opens">): readonly Compartment[] {
	return opens.filter((compartment) => compartment !== "notes");
}

/** The places from which the case may be read by now and of which a reporter could give something. A rung that is still to come is none. */
export function readablePlaces(state: CaseState): readonly Recipient[] {
	return state.recipients.filter((place) => sightAt(state, place).sight === "content" && givableOf(place).length > 0);
}

/** Whose place on a rung a tenure holds: its own, and those that the reporter gave it after somebody. */
export function standsFor(state: CaseState, tenure: TenureId, rung: Rung): readonly TenureId[] {
	const taken = state.grants.flatMap((grant) => (grant.tenure === tenure && grant.place?.rung === rung ? [grant.place.tenure] : []));
	return [tenure, ...taken];
}

/** These holders of a rung, and whoever was given one of their places. */
export function withSuccessors(state: CaseState, rung: Rung, holders: readonly TenureId[]): readonly TenureId[] {
	const later = state.grants.flatMap(({ place, tenure }) => (place?.rung === rung && holders.includes(place.tenure) ? [tenure] : []));
	return [...new Set([...holders, ...later])];
}
