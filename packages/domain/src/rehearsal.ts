/** An imagined case: one holder for each role, raised and acted on by the very rules that real cases run by. */
import { Hash, SigningKey } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { RehearsedAct } from "@answerable/types/rehearsal";
import { Role } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import type { External, RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import { type Command, isRefused, type Refused } from "./command.ts";
import type { Context } from "./context.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolution.ts";
import { isTimeFault, type TimeFault } from "./local-time.ts";
import { commandOf, isReporters } from "./rehearsed-act.ts";
import { type Holder, type Route, route } from "./routing.ts";
import { slotFor } from "./slot.ts";
import type { RoleOf } from "./timetable.ts";
import { nextWake } from "./wake.ts";

/** What is imagined of the concern. */
export type Imagined = {
	readonly at: Instant;
	readonly severity: Severity;
	readonly safetyAction: boolean;
	readonly subject: Subject;
	/** Roles that stand in the same reporting line as whom it is about. */
	readonly inLine: readonly Role[];
	readonly external: External;
	readonly externalEligible: boolean;
	/** Roles that nobody holds in the imagined organisation. */
	readonly vacant: readonly Role[];
};

export type Rehearsal = { readonly state: CaseState; readonly route: Route; readonly roleOf: RoleOf };

/** What cannot be, by its place in the list of acts from 1 (0 is the raise): its time names no instant, or the rules refuse it. */
export type Stumble = { readonly act: number; readonly why: TimeFault | Refused };

const ZEROS = "0".repeat(64);
const ORGANISATION = OrganisationId.parse(imaginedId(3, 1));
const CASE = CaseTag.parse(ZEROS);

/** One imagined holder for each role. */
export const IMAGINED_HOLDERS: readonly Holder[] = Role.options.map((role, index) => ({
	tenure: TenureId.parse(imaginedId(1, index)),
	person: PersonId.parse(imaginedId(2, index)),
	role,
	key: Hash.parse(ZEROS),
}));

/** Raises the imagined concern and plays the acts in the order of the list, the worker looking in on time in between. */
export function rehearse(imagined: Imagined, acts: readonly RehearsedAct[], context: Context): Rehearsal | Stumble {
	const holders = IMAGINED_HOLDERS.filter((holder) => !imagined.vacant.includes(holder.role));
	const asked = { named: [], interests: [], bodies: [], shareWithDeputy: false, holders, policy: context.policy };
	const routed = route({ ...imagined, ...asked });
	if (isRefused(routed)) return { act: 0, why: routed };
	const statement = statementOf(imagined, routed);
	let state = play(null, { kind: "raise", organisation: ORGANISATION, caseTag: CASE, statement }, imagined.at, context);
	if (isRefused(state)) return { act: 0, why: state };
	const sequences: number[] = [];
	for (const [index, act] of acts.entries()) {
		const next = playAct(state, act, sequences, context);
		if ("why" in next) return { act: index + 1, why: next.why };
		sequences.push(next.sequence);
		state = next.state;
	}
	return { state: ring(state, state.head.at, context), route: routed, roleOf };
}

export function isStumble(rehearsed: Rehearsal | Stumble): rehearsed is Stumble {
	return "act" in rehearsed;
}

type Played = { readonly state: CaseState; readonly sequence: number };

/** What the reporter does is decided when its slot has come; staff can do nothing before they see the case. */
function playAct(
	state: CaseState,
	act: RehearsedAct,
	sequences: readonly number[],
	context: Context,
): Played | { readonly why: TimeFault | Refused } {
	const timed = commandOf(act, { sequences, holders: IMAGINED_HOLDERS }, context);
	if (isTimeFault(timed)) return { why: timed };
	const at = isReporters(act) ? slotFor(timed.at, state.raisedSeverity, context) : timed.at;
	if (at < state.raisedAt) return { why: { refused: "not-found" } };
	const before = ring(state, at, context);
	const after = play(before, timed.command, at, context);
	return isRefused(after) ? { why: after } : { state: after, sequence: before.head.sequence + 1 };
}

/** Everything that time brings about up to an instant, each on time. */
function ring(state: CaseState, until: Instant, context: Context): CaseState {
	const wake = nextWake(state, context);
	const isDue = wake !== null && wake <= until;
	return isDue ? ring(ringAt(state, wake, context), until, context) : state;
}

function ringAt(state: CaseState, wake: Instant, context: Context): CaseState {
	return released(acted(state, { kind: "escalate-if-due" }, wake, context), wake, context);
}

/** The state after a command, or as it was if the rules refuse it. */
function acted(state: CaseState, command: Command, now: Instant, context: Context): CaseState {
	const after = play(state, command, now, context);
	return isRefused(after) ? state : after;
}

/** The releaser opens what is due, at once: a rung that was told has read the concern. */
function released(state: CaseState, now: Instant, context: Context): CaseState {
	return ([2, 3, 4, 5] as const).reduce((before, rung) => {
		const tenures = before.recipients.filter((one) => one.rung === rung && one.opens.length > 0).map((one) => one.tenure);
		return acted(before, { kind: "release", rung, notBefore: now, tenures, witnessed: true }, now, context);
	}, state);
}

function play(state: CaseState | null, command: Command, now: Instant, context: Context): CaseState | Refused {
	const decision = decide(state, command, now, context);
	if (isRefused(decision)) return decision;
	const hash = Hash.parse(ZEROS);
	const chain = {
		version: 1,
		organisation: ORGANISATION,
		caseTag: CASE,
		ciphertext: null,
		previous: hash,
		policy: hash,
		act: null,
	} as const;
	return decision.events.reduce<CaseState | Refused>((before, event) => {
		const known = isRefused(before) ? null : before;
		return evolve(known, { ...chain, ...event, sequence: known === null ? 0 : known.head.sequence + 1 }, context);
	}, state ?? { refused: "not-found" });
}

function statementOf(imagined: Imagined, routed: Route): RaiseStatement {
	const hash = Hash.parse(ZEROS);
	return {
		origin: "own",
		severity: routed.severity,
		safetyAction: imagined.safetyAction,
		external: imagined.external,
		externalEligible: imagined.externalEligible,
		excluded: [...routed.excluded],
		recipients: routed.recipients.map(({ tenure, rung, key, opens }) => ({ tenure, rung, key, opens: [...opens] })),
		wraps: hash,
		messageSign: SigningKey.parse(ZEROS),
		reporterKeys: hash,
		policy: hash,
		calendar: hash,
	};
}

function roleOf(tenure: TenureId): Role {
	const found = IMAGINED_HOLDERS.find((holder) => holder.tenure === tenure);
	if (found === undefined) throw new Error(`Nobody imagined holds the tenure ${tenure}.`);
	return found.role;
}

function imaginedId(kind: number, index: number): string {
	return `00000000-0000-4000-8000-${kind.toString().padStart(4, "0")}${index.toString().padStart(8, "0")}`;
}
