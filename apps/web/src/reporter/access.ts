/** Who can open a case, since when, and who will be able to: as the reporter is told, by role. */
import type { CaseState, FiredRung } from "@answerable/domain/case";
import { sightOf } from "@answerable/domain/sight";
import type { Timetable } from "@answerable/domain/timetable";
import type { CaseEvent } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Role, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";

/** One holder of a role, and what they may see now. */
export type Access = {
	readonly role: Role | null;
	readonly rung: Rung;
	readonly sees: "content" | "existence" | "nothing";
	readonly opens: readonly Compartment[];
	/** Since when they see that much; null if they see nothing yet. */
	readonly since: Instant | null;
	/** How they came to it. */
	readonly by: "first" | "step" | "given" | "yours";
	/** The reporter gave their place to whoever holds the office now. */
	readonly isGone: boolean;
	/** When they will be told if nobody answers; null if they were, or never will be. */
	readonly next: Instant | null;
	/** The last day on which they looked; null if they never did. */
	readonly looked: Instant | null;
};

/** Everybody on the case, those who see most first. `given`: when each grant was made, by its sequence. */
export function accessOf(
	state: CaseState,
	{
		timetable,
		roles,
		given,
	}: { readonly timetable: Timetable; readonly roles: ReadonlyMap<TenureId, Role>; readonly given: ReadonlyMap<number, Instant> },
): readonly Access[] {
	const tenures = [...new Set([...state.recipients.map(({ tenure }) => tenure), ...state.grants.map(({ tenure }) => tenure)])];
	const all = tenures.map((tenure): Access => {
		const { sight, opens, rung: standing } = sightOf(state, tenure);
		const place = state.recipients.find((recipient) => recipient.tenure === tenure);
		const rung = place?.rung ?? standing;
		const known = sinceWhen(state, tenure, sight, given);
		const next = timetable.ladder.find((each) => each.rung === rung && each.told === null)?.due ?? null;
		return {
			role: roles.get(tenure) ?? null,
			rung,
			sees: sight,
			opens,
			since: known.since,
			by: known.by,
			isGone: isReplaced(state, tenure),
			next: sight === "nothing" ? next : null,
			looked: state.views.find((view) => view.tenure === tenure)?.at ?? null,
		};
	});
	return [...all].sort((left, right) => ORDER.indexOf(left.sees) - ORDER.indexOf(right.sees) || left.rung - right.rung);
}

/** Whether the reporter gave a place of theirs, or the one that they had been given, to whoever holds the office now. */
function isReplaced({ recipients, grants }: CaseState, tenure: TenureId): boolean {
	const taken = [
		...recipients.flatMap(({ after, rung, ...by }) => (after === null ? [] : [{ by: by.tenure, from: after, rung }])),
		...grants.flatMap(({ place, ...by }) => (place === null ? [] : [{ by: by.tenure, from: place.tenure, rung: place.rung }])),
	];
	const isAgain = (own: number): boolean =>
		taken.some(({ by, from, rung }, later) => later > own && by !== tenure && from === taken[own]?.from && rung === taken[own]?.rung);
	return taken.some(({ by, from }, index) => from === tenure || (by === tenure && isAgain(index)));
}

/** When each grant was made, by its sequence: by a colleague, or by the reporter. */
export function whenGiven(events: readonly Pick<CaseEvent, "sequence" | "at" | "happening">[]): ReadonlyMap<number, Instant> {
	const grants = events.filter(({ happening: { kind } }) => kind === "granted" || kind === "rewrapped");
	return new Map(grants.map(({ sequence, at }) => [sequence, at]));
}

const ORDER: readonly Access["sees"][] = ["content", "existence", "nothing"];

function sinceWhen(
	state: CaseState,
	tenure: TenureId,
	sight: Access["sees"],
	given: ReadonlyMap<number, Instant>,
): Pick<Access, "since" | "by"> {
	const grants = state.grants.filter((grant) => grant.tenure === tenure).map(({ sequence }) => given.get(sequence) ?? null);
	const isFirst = state.recipients.some((recipient) => recipient.tenure === tenure && recipient.rung === 0);
	const told = state.fired.filter(({ recipients }) => recipients.includes(tenure));
	const released = state.released.filter((release) => release.tenure === tenure).map(({ at }) => at);
	if (sight === "nothing") return { since: null, by: "step" };
	const steps = sight === "existence" ? told.map(({ at }) => at) : [...released, ...told.filter(givesContent).map(({ at }) => at)];
	if (isFirst) return { since: state.raisedAt, by: "first" };
	const since = soonest([...steps, ...grants.filter((at) => at !== null)]);
	if (steps.includes(since ?? ("" as Instant))) return { since, by: "step" };
	const first = state.grants.find((grant) => grant.tenure === tenure && given.get(grant.sequence) === since);
	return { since, by: first?.place == null ? "given" : "yours" };
}

function givesContent({ sight }: FiredRung): boolean {
	return sight === "content";
}

function soonest(instants: readonly Instant[]): Instant | null {
	return instants.reduce<Instant | null>((first, instant) => (first === null || instant < first ? instant : first), null);
}
