/** Who stands in a place of the ladder after the holder whom the raise put there (design §5, "Tenure"). */
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import type { Recipient, RewrapStatement } from "@answerable/types/statement";
import type { CaseState, Place } from "./case.ts";
import { standingRungs } from "./ladder.ts";
import { sightAt } from "./sight.ts";

/** From this rung on a wrap is sealed twice, and opens only through the releaser. */
export const FIRST_RELEASED_RUNG = 2;

/**
 * What a reporter gives of a place to whoever holds its office now: exactly what it opens, but for the guardians' own notes, whose key
 * no reporter has.
 */
export function givableOf({ opens }: Pick<Recipient, "opens">): readonly Compartment[] {
	return opens.filter((compartment) => compartment !== "notes");
}

/** The places from which the case may be read by now and of which a reporter could give something. A rung that is still to come is none. */
export function readablePlaces(state: CaseState): readonly Place[] {
	return placesOfRaise(state).filter((place) => sightAt(state, place).sight === "content");
}

/** The places whose rung may still come, and of which a reporter could give something. */
export function placesAhead(state: CaseState): readonly Place[] {
	return placesOfRaise(state).filter((place) => mayCome(state, place) && sightAt(state, place).sight !== "content");
}

/**
 * In which layer a place is given: keys that open at once, where the case may be read already, or on the first rung, whose keys the raise
 * sealed once too; else a second seal around them, to the release key. A place may still be taken when its rung came while the act waited
 * for its slot: the releaser then gives it as it gave the one before.
 */
export function isLayerOf(state: CaseState, place: Place, layer: RewrapStatement["layer"]): boolean {
	const isAhead = mayCome(state, place);
	if (layer === 2) return isAhead && place.rung >= FIRST_RELEASED_RUNG;
	return sightAt(state, place).sight === "content" || (isAhead && place.rung < FIRST_RELEASED_RUNG);
}

/** Whether a place itself is given, because its rung was still to come, and not only the keys of one that may be read. */
export function takesPlace(state: CaseState, { layer, place }: Pick<RewrapStatement, "layer" | "place">): boolean {
	return layer === 2 || !readablePlaces(state).some(({ tenure, rung }) => tenure === place.tenure && rung === place.rung);
}

/** Whether its rung is one that the ladder reaches. */
function mayCome(state: CaseState, { rung }: Place): boolean {
	return standingRungs(state).includes(rung);
}

/** A place of the raise of which a reporter could give something; undefined if there is none such. Whoever took one has none to give on. */
export function placeOfRaise(state: CaseState, { tenure, rung }: RewrapStatement["place"]): Place | undefined {
	return placesOfRaise(state).find((place) => place.tenure === tenure && place.rung === rung);
}

function placesOfRaise(state: CaseState): readonly Place[] {
	return state.recipients.filter((place) => place.after === null && givableOf(place).length > 0);
}

/** Whose place on a rung a tenure holds: its own, and those that the reporter gave it after somebody. */
export function standsFor(state: CaseState, tenure: TenureId, rung: Rung): readonly TenureId[] {
	const given = state.grants.flatMap((grant) => (grant.tenure === tenure && grant.place?.rung === rung ? [grant.place.tenure] : []));
	const taken = state.recipients.flatMap((one) => (one.tenure === tenure && one.rung === rung && one.after !== null ? [one.after] : []));
	return [tenure, ...given, ...taken];
}

/** These holders of a rung, and whoever was given one of their places. */
export function withSuccessors(state: CaseState, rung: Rung, holders: readonly TenureId[]): readonly TenureId[] {
	const later = state.grants.flatMap(({ place, tenure }) => (place?.rung === rung && holders.includes(place.tenure) ? [tenure] : []));
	return [...new Set([...holders, ...later])];
}
