/** A case as a panel reads it on paper: what the case page shows, its clocks and rungs with their times, and who could read it since when. */
import { timetable } from "@answerable/domain/timetable";
import type { Instant } from "@answerable/types/time";
import { type Access, accessOf, whenGiven } from "../reporter/access.ts";
import type { OpenCase } from "./case.ts";
import { type CaseView, caseViewOf } from "./case-view.ts";
import { type TrailView, trailOf } from "./trail.ts";

export type Panel = {
	readonly view: CaseView;
	readonly trail: TrailView;
	/** Everybody who could read it, or knew that it exists, the first of them first. */
	readonly readers: readonly Access[];
};

/** The paper of a case at an instant; null if the case cannot be believed at all. */
export function panelOf(open: OpenCase, now: Instant): Panel | null {
	const [view, trail] = [caseViewOf(open, now), trailOf(open, now)];
	const { state, context, trusted } = open.case;
	if (view === null || trail === null || state === null) return null;
	const table = timetable(state, (tenure) => view.roles.get(tenure) ?? "guardian", context);
	const access = accessOf(state, { timetable: table, roles: view.roles, given: whenGiven(trusted) });
	const readers = access.filter(({ since }) => since !== null).sort((left, right) => ((left.since ?? "") < (right.since ?? "") ? -1 : 1));
	return { view, trail, readers };
}
