/** Deciding on what a rung does: it acknowledges, it complies or explains, it is given the content. */
import type { RefusalCode } from "@answerable/types/problem";
import type { Instant } from "@answerable/types/time";
import { heirOf } from "./abandonment.ts";
import { LISTED_CLOCKS } from "./answer.ts";
import type { CaseState, RunningState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { reaches } from "./deadline.ts";
import { after } from "./duration.ts";
import { later } from "./instant.ts";
import { climbingRunnings, isRungDue } from "./ladder.ts";
import { refusalFor } from "./party.ts";
import { standsFor } from "./succession.ts";

/** Recorded and shown to the reporter; it stops nothing (reference §4.3, rule 4). */
export function decideAcknowledge(state: CaseState, command: CommandOf<"acknowledge">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalFor(state, by, "existence");
	if (refused !== null) return { refused };
	if (state.closed !== null) return { refused: "case-closed" };
	const mine = standsFor(state, by.tenure, statement.rung);
	if (!state.recipients.some((recipient) => recipient.rung === statement.rung && mine.includes(recipient.tenure)))
		return { refused: "not-allowed" };
	const told = state.fired.filter((fired) => fired.rung === statement.rung);
	if (told.length === 0) return { refused: "nothing-to-acknowledge" };
	if (told.every((fired) => fired.acknowledged !== null)) return { refused: "already-acknowledged" };
	return { events: [{ at: later(now, state.head.at), by, happening: { kind: "acknowledged", statement, consequence: {} } }], notices: [] };
}

/** Holds the ladder of every overdue clock until the review: once for each, and never for longer than the policy allows. */
export function decideExplain(state: CaseState, command: CommandOf<"explain">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return { refused };
	if (state.closed !== null) return { refused: "case-closed" };
	if (statement.compartment !== "concern") return { refused: "wrong-compartment" };
	const at = later(now, state.head.at);
	const overdue = climbingRunnings(state, context).filter((running) => running.due <= at);
	const fault = overdue.some((running) => wasTold(state, running, command, context)) ? null : faultWithout(overdue);
	if (fault !== null) return { refused: fault };
	const held = overdue.filter((running) => !running.explained).slice(0, LISTED_CLOCKS);
	if (held.length === 0) return { refused: "already-explained" };
	if (statement.reviewAt <= at) return { refused: "review-not-ahead" };
	if (!reaches(at, context)) return { refused: "unavailable" };
	if (statement.reviewAt > after(at, context.policy.explain.maxHold, context)) return { refused: "review-too-late" };
	const holds = held.map(({ clock, round }) => ({ clock, round }));
	return {
		events: [{ at, by, happening: { kind: "explained", statement, consequence: { holds, until: statement.reviewAt } } }],
		notices: [],
	};
}

function wasTold(state: CaseState, running: RunningState, { by }: CommandOf<"explain">, context: Context): boolean {
	return state.fired.some(
		(fired) =>
			context.policy.explain.rungs.includes(fired.rung) &&
			standsFor(state, by.tenure, fired.rung).some((tenure) => fired.recipients.includes(tenure)) &&
			fired.running?.clock === running.clock &&
			fired.running.round === running.round,
	);
}

function faultWithout(overdue: readonly RunningState[]): RefusalCode {
	return overdue.length === 0 ? "nothing-to-explain" : "not-allowed";
}

/**
 * Only for a rung whose turn it is by the running itself, or because nobody below can open the case any more, and only after the
 * instant inside the seal. Holders who got it before are left out.
 */
export function decideRelease(state: CaseState, command: CommandOf<"release">, now: Instant, context: Context): Decision {
	const { rung, notBefore, witnessed } = command;
	const readers = state.recipients
		.filter((recipient) => recipient.rung === rung && recipient.opens.length > 0)
		.map((recipient) => recipient.tenure);
	if (rung < 2 || command.tenures.some((tenure) => !readers.includes(tenure))) return { refused: "not-allowed" };
	const isDue = isRungDue(state, rung, now, context) || heirOf(state, command.lost ?? [])?.rung === rung;
	if (notBefore > now || !isDue) return { refused: "not-due" };
	const has = new Set(state.released.filter((released) => released.rung === rung).map((released) => released.tenure));
	const tenures = [...new Set(command.tenures)].filter((tenure) => !has.has(tenure));
	if (tenures.length === 0) return { refused: "not-due" };
	const consequence = { rung, tenures, notBefore, witnessed };
	return {
		events: [{ at: later(now, state.head.at), by: { actor: "releaser" }, happening: { kind: "released", statement: {}, consequence } }],
		notices: tenures.map((tenure) => ({ tenure, kind: "released" })),
	};
}
