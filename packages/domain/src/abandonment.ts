/** Cases that nobody can open: keys belong to tenures, and tenures end (design §5, "Tenure"). */
import type { TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { CaseState } from "./case.ts";
import { standingRungs } from "./ladder.ts";
import { readersOf } from "./party.ts";

export type Heir = { readonly rung: Rung; readonly recipients: readonly TenureId[] };

/**
 * The lowest rung that could still open a case which none of its present readers can; null while one of them can, or if no rung is left.
 * An outside body that reads it does not count as a reader: it answers for nobody. Whoever gives the rung the content works this out
 * from the lost keys that they know of themselves, and from nobody's word.
 */
export function heirOf(state: CaseState, lost: readonly TenureId[]): Heir | null {
	if (state.closed !== null || state.routed === null) return null;
	if (readersOf(state).some((tenure) => !lost.includes(tenure))) return null;
	for (const rung of standingRungs(state)) {
		const places = state.recipients.filter((place) => place.rung === rung && place.opens.length > 0 && !lost.includes(place.tenure));
		if (places.length > 0) return { rung, recipients: [...new Set(places.map(({ tenure }) => tenure))] };
	}
	return null;
}

/**
 * The lost keys by which a rung inherited the case, as the history tells; none if the last to inherit was another rung. Readers decide a
 * release by these: they know of no others.
 */
export function lostFor({ abandoned }: Pick<CaseState, "abandoned">, rung: Rung): readonly TenureId[] {
	const last = abandoned.at(-1);
	return last?.rung === rung ? last.lost : [];
}

/** Whether the history tells already that this rung inherits the case, to everybody there, and for each of these lost keys. */
export function isInheritanceTold(state: CaseState, { rung, recipients }: Heir, lost: readonly TenureId[]): boolean {
	const last = state.abandoned.at(-1);
	if (last?.rung !== rung || lost.some((tenure) => !last.lost.includes(tenure))) return false;
	const told = new Set(state.fired.flatMap((fired) => (fired.rung === rung ? fired.recipients : [])));
	return recipients.every((tenure) => told.has(tenure));
}

/** Whether a rung still inherits the case by the last that its history tells of lost keys: nobody below reads it by another way since. */
export function stillInherits(state: CaseState, rung: Rung): boolean {
	const last = state.abandoned.at(-1);
	return last?.rung === rung && heirOf(state, last.lost)?.rung === rung;
}
