/** A whole timetable of a case: what is owed to the person and by when, and who hears of it, when, if nobody answers. */
import type { OpenedClock, Running, Severity } from "@answerable/types/clock";
import type { HappeningKind } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Backstop, ClockRule, RungRule } from "@answerable/types/policy";
import type { Role, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import type { CaseState, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { backstopOf, dueOf } from "./deadline.ts";
import { climbingRunnings, type Step, stepsFor } from "./ladder.ts";
import { earliestFiring } from "./not-before.ts";
import { pendingOf } from "./pending.ts";
import { latestDue } from "./rounds.ts";
import { unmetClocks } from "./unmet.ts";
import { warningsOf } from "./warning.ts";

export type TimetableClock = OpenedClock & {
	/** Where the number that sets the due comes from. */
	readonly source: string;
	readonly rule: ClockRule;
	/** The backstop, if it and not the policy's own number sets the due. */
	readonly setBy: Backstop | null;
	readonly stopped: Instant | null;
	/** The gravest severity that it has known: its length, and the pace of its ladder. */
	readonly severity: Severity;
	readonly extended: boolean;
	/** Its due without the wait for the reporter that lasts; null if it does not wait. */
	readonly unpaused: Instant | null;
	/** A board's explanation holds its ladder until then. */
	readonly heldUntil: Instant | null;
	/** Pre-warnings to the handler that are still to come. */
	readonly warnings: readonly Instant[];
};

export type TimetableRung = {
	readonly rung: RungRule["rung"];
	/** Who stands on it. */
	readonly roles: readonly Role[];
	/** When it is told if nobody answers but each rung below says in time that it has heard; null if it never is. */
	readonly due: Instant | null;
	/** When it is told if, besides, no rung below says that it has heard; null if that is no sooner. */
	readonly sooner: Instant | null;
	/** The clock whose missed due brings it first; null if it is told at submission, or never. */
	readonly clock: Running | null;
	readonly atSubmission: "nothing" | "existence" | "content";
	/** Roles that the policy puts on this rung and that do not hear of this case there. */
	readonly skipped: readonly Role[];
	/** Empty rungs just below, in whose place it comes sooner than at its own time. */
	readonly takesTimeOf: readonly Rung[];
	/** The severity at whose pace it is told. */
	readonly severity: Severity;
	/** When it was told, if it was. */
	readonly told: Instant | null;
	readonly rule: RungRule;
};

export type Timetable = {
	readonly severity: Severity;
	/** When staff may first see the case. */
	readonly shown: Instant;
	readonly clocks: readonly TimetableClock[];
	readonly ladder: readonly TimetableRung[];
	/** What a closed case still brings next: questions to the reporter, and word to the guardian before anything is deleted. */
	readonly next: readonly { readonly kind: HappeningKind; readonly at: Instant }[];
};

/** Which role a tenure is held in. */
export type RoleOf = (tenure: TenureId) => Role;

/** The timetable of a case as its history stands. Every instant comes from the rules that the worker and the releaser run by. */
export function timetable(state: CaseState, roleOf: RoleOf, context: Context): Timetable {
	return {
		severity: state.severity,
		shown: state.raisedAt,
		clocks: state.runnings.map((running) => clockOf(state, running, context)),
		ladder: context.policy.ladder.map((rule) => rungOf(state, rule, roleOf, context)),
		next:
			state.closed === null ? [] : pendingOf(state, context).map(({ happening, scheduled }) => ({ kind: happening.kind, at: scheduled })),
	};
}

function clockOf(state: CaseState, running: RunningState, context: Context): TimetableClock {
	const { clock, round, opens, due } = running;
	const rule = context.policy.clocks.find((candidate) => candidate.clock === clock);
	if (rule === undefined) throw new Error(`The policy ${context.policy.id} has no clock ${clock}.`);
	const setBy = context.policy.backstops.find((candidate) => candidate.clock === clock && isSetByBackstop(state, running, context)) ?? null;
	return {
		clock,
		round,
		opens,
		due,
		source: setBy?.source ?? rule.source,
		rule,
		setBy,
		stopped: running.stopped?.at ?? null,
		severity: running.severity,
		extended: running.extended,
		unpaused: running.unpaused,
		heldUntil: running.hold?.until ?? null,
		warnings: running.stopped === null && state.closed === null ? warningsOf(state, running, context).map((warning) => warning.at) : [],
	};
}

/** The backstop sets a due that falls on it, unless the policy's own number falls there too. */
function isSetByBackstop(state: CaseState, running: RunningState, context: Context): boolean {
	const asRaised = backstopOf(running.clock, { ...state, at: state.raisedAt }, null, context);
	if (running.due !== latestDue(state, running, context) && running.due !== asRaised) return false;
	const opening = { received: state.received, at: state.raisedAt, severity: running.severity, safetyAction: true };
	const alone = { ...context, policy: { ...context.policy, backstops: [] } };
	const own = alone.policy.clocks
		.filter((rule) => rule.clock === running.clock && rule.due[running.severity] !== "backstop")
		.map((rule) => dueOf(rule, opening, alone));
	return !own.includes(running.due);
}

type Turn = { readonly step: Step; readonly running: RunningState };

function rungOf(state: CaseState, rule: RungRule, roleOf: RoleOf, context: Context): TimetableRung {
	const { rung } = rule;
	const named = rule.roles[state.gravest];
	const roles = [...new Set(state.recipients.filter((recipient) => recipient.rung === rung).map(({ tenure }) => roleOf(tenure)))];
	const atOnce = state.fired.find((fired) => fired.rung === rung && fired.running === null);
	const turn = atOnce?.sight === "content" ? null : firstTurn(state, rung, context);
	const due = atOnce?.sight === "content" ? atOnce.at : (turn?.step.scheduled ?? null);
	return {
		rung,
		roles,
		due,
		sooner: turn === null ? null : soonerThan(turn, state, context),
		clock: turn === null ? null : { clock: turn.running.clock, round: turn.running.round },
		atSubmission: roles.length === 0 ? "nothing" : (atOnce?.sight ?? "nothing"),
		skipped: named.filter((role) => !roles.includes(role) && !isCovered(role, roles)),
		severity: turn === null ? state.gravest : turn.running.severity,
		takesTimeOf: turn === null ? [] : turn.step.skipped,
		told: state.fired.find((fired) => fired.rung === rung && (fired.running !== null || fired.sight === "content"))?.at ?? null,
		rule,
	};
}

/** A buddy guardian is not passed over where a deputy stands: they are there for when there is none. */
function isCovered(role: Role, roles: readonly Role[]): boolean {
	return role === "buddy_guardian" && roles.length > 0;
}

/** A rung's first turn over all unanswered clocks that climb. */
function firstTurn(state: CaseState, rung: Rung, context: Context): Turn | null {
	if (state.closed !== null) return null;
	const turns = climbingRunnings(state, context).flatMap((running) =>
		[...stepsFor(state, running, context)].filter((step) => step.rung === rung).map((step): Turn => ({ step, running })),
	);
	return turns.reduce<Turn | null>((first, turn) => (first === null || turn.step.scheduled < first.step.scheduled ? turn : first), null);
}

/** The soonest that a rung that was not told yet can be told, where that is before its own turn. */
function soonerThan(turn: Turn, state: CaseState, context: Context): Instant | null {
	if (state.fired.some((fired) => fired.running !== null)) return null;
	const { recipients, gravest: severity, external, externalEligible } = state;
	const climb = { rung: turn.step.rung, clocks: unmetClocks(state), severity, recipients, external, externalEligible };
	const sooner = earliestFiring(climb, context);
	return sooner < turn.step.scheduled ? sooner : null;
}
