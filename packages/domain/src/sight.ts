/** Who may see what, and from when (reference §1.2). */
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Role, Rung } from "@answerable/types/role";
import type { External } from "@answerable/types/statement";
import type { CaseState, Place } from "./case.ts";

/** What a tenure may see now, the rung it stands on (0 for a colleague's grant, that of the place for a reporter's) and the compartments that its wraps open. */
export type CaseSight = {
	readonly sight: "nothing" | "existence" | "content";
	readonly rung: Rung;
	readonly opens: readonly Compartment[];
};

/** What the reporter allowed, and the rung for which a wrap is made. */
export type Choices = { readonly rung: Rung; readonly external: External; readonly shareWithDeputy: boolean };

const NOTHING: CaseSight = { sight: "nothing", rung: 0, opens: [] };
const ALL: readonly Compartment[] = ["concern", "private", "notes"];

/** What a tenure may see of a case now: the most that any of its places on the ladder, or a grant, allows. */
export function sightOf(state: CaseState, tenure: TenureId): CaseSight {
	const places = state.recipients.filter((recipient) => recipient.tenure === tenure).map((recipient) => sightAt(state, recipient));
	const granted = state.grants
		.filter((grant) => grant.tenure === tenure)
		.map((grant): CaseSight => ({ sight: "content", rung: grant.place?.rung ?? 0, opens: grant.opens }));
	const content = [...granted, ...places].filter((place) => place.sight === "content");
	const opens = ALL.filter((compartment) => content.some((place) => place.opens.includes(compartment)));
	const best = lowest(content) ?? lowest(places.filter((place) => place.sight === "existence")) ?? NOTHING;
	return { ...best, opens };
}

/** Everybody who may see something now: the rows of the store's projection. */
export function sightsOf(state: CaseState): readonly (CaseSight & { readonly tenure: TenureId })[] {
	const tenures = new Set([...state.recipients.map((recipient) => recipient.tenure), ...state.grants.map((grant) => grant.tenure)]);
	return [...tenures].map((tenure) => ({ tenure, ...sightOf(state, tenure) })).filter((row) => row.sight !== "nothing");
}

/**
 * Which compartments the wrap of a role opens (reference §1.2). Whoever receives the concern first as a guardian opens all; a
 * deputy, or a buddy standing in for one, opens `private` only if the reporter said so; the ladder opens `concern`; an outside
 * body opens it only if the reporter allowed the full concern.
 */
export function compartmentsFor(role: Role, choices: Choices): readonly Compartment[] {
	switch (role) {
		case "guardian":
			return ALL;
		case "deputy_guardian":
		case "buddy_guardian":
			return choices.rung === 0 || choices.shareWithDeputy ? ALL : ["concern", "notes"];
		case "external_body":
			return choices.external === "full" ? ["concern"] : [];
		case "exec_lead":
		case "medical_director":
		case "nursing_director":
		case "ned_lead":
		case "ceo":
		case "chair":
		case "sid":
		case "lead_governor":
		case "board_secretary":
		case "dpo":
		case "siro":
			return ["concern"];
	}
}

/**
 * What one place on the ladder shows: rung 0 once the case is routed, a rung once it was told, content above rung 1 once it was released.
 * Whoever took a place knows what the one before was told, and reads nothing that was not released to themselves.
 */
export function sightAt(state: CaseState, place: Place): CaseSight {
	const { rung, opens, after } = place;
	if (rung === 0) return state.routed === null ? NOTHING : { sight: opens.length > 0 ? "content" : "existence", rung, opens };
	const told = state.fired.filter((fired) => fired.rung === rung && fired.recipients.includes(place.tenure));
	const released = state.released.some((release) => release.rung === rung && release.tenure === place.tenure);
	const wasBefore = after !== null && state.fired.some((fired) => fired.rung === rung && fired.recipients.includes(after));
	if (told.length === 0 && !wasBefore && !released) return NOTHING;
	const content = opens.length > 0 && (released || told.some((fired) => fired.sight === "content"));
	return { sight: content ? "content" : "existence", rung, opens: content ? opens : [] };
}

function lowest(places: readonly CaseSight[]): CaseSight | undefined {
	return [...places].sort((a, b) => a.rung - b.rung)[0];
}
