/** Deciding on what the system sees from outside the history: that nobody can open a case, that somebody looked, that it was deleted. */
import type { Instant } from "@answerable/types/time";
import { heirOf, isInheritanceTold } from "./abandonment.ts";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { after } from "./duration.ts";
import { later, localDate } from "./instant.ts";
import { shreddingOf } from "./retention.ts";
import { sightOf } from "./sight.ts";

const WORKER = { actor: "worker" } as const;

/**
 * A case that nobody can open is given to the next rung (design §5, "Tenure"): nobody would answer it, and nobody could. Of the
 * lost tenures the event names only those that had a place in this case. A rung is told again if another key was lost since, or if
 * somebody stands on it whom the reporter gave a place after it was told: each time for a removal or a place that is new.
 */
export function decideNobodyCanOpen(state: CaseState, command: CommandOf<"nobody-can-open">, now: Instant, context: Context): Decision {
	const { lost, since } = command;
	const at = later(now, state.head.at);
	const heir = heirOf(state, lost);
	if (heir === null || after(since, context.policy.nobodyCanOpen.after[state.gravest], context) > at) return { refused: "not-due" };
	const placed = new Set([...state.recipients, ...state.grants].map((place) => place.tenure));
	const gone = lost.filter((tenure) => placed.has(tenure));
	if (isInheritanceTold(state, heir, gone)) return { refused: "not-due" };
	const { rung, recipients } = heir;
	const consequence = { lost: gone, since, rung, recipients: [...recipients] };
	return {
		events: [{ at, by: WORKER, happening: { kind: "nobody-can-open", statement: {}, consequence } }],
		notices: recipients.map((tenure) => ({ tenure, kind: "escalated" })),
	};
}

/** Once a day and tenure, so that the reporter sees in which roles their case is read, and nobody is drowned in it (reference §1.2, rule d). */
export function decideView(state: CaseState, command: CommandOf<"view">, now: Instant, context: Context): Decision {
	const { tenure } = command;
	const at = later(now, state.head.at);
	if (sightOf(state, tenure).sight !== "content") return { refused: "not-found" };
	const { zone } = context.policy;
	const isKnown = state.views.some((view) => view.tenure === tenure && localDate(view.at, zone) === localDate(at, zone));
	if (isKnown) return { refused: "already-viewed" };
	return { events: [{ at, by: WORKER, happening: { kind: "viewed", statement: {}, consequence: { tenure } } }], notices: [] };
}

/** Only of a closed case that nothing holds, after its time, and after it was announced. */
export function decideShred(state: CaseState, command: CommandOf<"shred">, now: Instant, context: Context): Decision {
	const { scope } = command;
	if (state.closed === null) return { refused: "not-closed" };
	if (state.legalHold !== null) return { refused: "case-held" };
	const due = shreddingOf(state, scope, context)?.due ?? null;
	if (due === null || due > now) return { refused: "not-due" };
	const at = later(now, state.head.at);
	return { events: [{ at, by: WORKER, happening: { kind: "shredded", statement: {}, consequence: { scope } } }], notices: [] };
}
