/** Cases made of values: people, a raise, and a history that grows by deciding. */

import { Hash, SigningKey } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import { CaseEvent as EventSchema } from "@answerable/types/event";
import { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Division } from "@answerable/types/policy";
import type { Role, Rung } from "@answerable/types/role";
import { RaiseStatement as RaiseSchema, type RaiseStatement } from "@answerable/types/statement";
import { Instant } from "@answerable/types/time";
import { calendarFor } from "./calendar.ts";
import type { CaseState } from "./case.ts";
import { type Command, type Decided, type Handler, isRefused, type NewNotice } from "./command.ts";
import type { Context } from "./context.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolution.ts";
import { policyById } from "./policy.ts";
import { replay } from "./replay.ts";
import type { Holder } from "./routing.ts";
import { nextWake } from "./wake.ts";

export const at = (text: string): Instant => Instant.parse(text);
export const hash = (byte: number): Hash => Hash.parse(byte.toString(16).padStart(2, "0").repeat(32));
const uuid = (kind: number, number: number) =>
	`00000000-0000-4000-8000-${kind.toString().padStart(4, "0")}${number.toString().padStart(8, "0")}`;
export const tenureOf = (number: number): TenureId => TenureId.parse(uuid(1, number));
export const personOf = (number: number): PersonId => PersonId.parse(uuid(2, number));
export const ORGANISATION = OrganisationId.parse(uuid(3, 1));
export const CASE = CaseTag.parse("ca5e".repeat(16));

export const STAFF = [
	"guardian",
	"deputy_guardian",
	"exec_lead",
	"ned_lead",
	"ceo",
	"chair",
	"sid",
	"external_body",
	"buddy_guardian",
	"medical_director",
	"nursing_director",
	"lead_governor",
	"dpo",
	"siro",
] as const satisfies readonly Role[];

/** One holder for each role, numbered by its place in STAFF. */
export const HOLDERS: readonly Holder[] = STAFF.map((role, index) => ({
	tenure: tenureOf(index),
	person: personOf(index),
	role,
	key: hash(index),
}));

export function holder(role: (typeof STAFF)[number]): Holder {
	const found = HOLDERS.find((candidate) => candidate.role === role);
	if (found === undefined) throw new Error(role);
	return found;
}

export function handler(role: (typeof STAFF)[number]): Handler {
	const { tenure, person } = holder(role);
	return { actor: "handler", tenure, person, role };
}

export function contextOf(policy = "default-england@1", division: Division = "england-and-wales"): Context {
	return { policy: policyById(policy), calendar: calendarFor(division) };
}

const PLACES: readonly (readonly [(typeof STAFF)[number], Rung])[] = [
	["guardian", 0],
	["deputy_guardian", 1],
	["exec_lead", 2],
	["ned_lead", 3],
	["ceo", 3],
	["chair", 4],
	["sid", 4],
	["external_body", 5],
];

/** A raise to the usual ladder. */
export function statement(change: Partial<RaiseStatement> = {}): RaiseStatement {
	return RaiseSchema.parse({
		origin: "own",
		severity: "S3",
		safetyAction: false,
		external: "full",
		externalEligible: true,
		excluded: [],
		recipients: PLACES.map(([role, rung]) => ({
			tenure: holder(role).tenure,
			rung,
			key: holder(role).key,
			opens: rung === 0 ? ["concern", "private", "notes"] : rung === 1 ? ["concern", "notes"] : ["concern"],
		})),
		wraps: hash(200),
		messageSign: SigningKey.parse("ab".repeat(32)),
		reporterKeys: hash(201),
		policy: hash(202),
		calendar: hash(203),
		...change,
	});
}

/** A case as it grows: every event passes the wire's schema. */
export type History = { readonly events: readonly CaseEvent[]; readonly notices: readonly NewNotice[]; readonly context: Context };

export function emptyHistory(context: Context): History {
	return { events: [], notices: [], context };
}

export function stateOf(history: History): CaseState {
	const state = replay(history.events, history.context);
	if (state === null) throw new Error("The history is empty.");
	return state;
}

export function append(history: History, decided: Decided): History {
	const events = decided.events.map((event, index) =>
		EventSchema.parse({
			version: 1,
			organisation: ORGANISATION,
			caseTag: CASE,
			sequence: history.events.length + index,
			...event,
			ciphertext: null,
			previous: hash(0),
			policy: hash(202),
			act: null,
		}),
	);
	return { ...history, events: [...history.events, ...events], notices: [...history.notices, ...decided.notices] };
}

/** The history with what a command brought about; throws if it was refused. */
export function after(history: History, command: Command, now: string): History {
	const decision = ask(history, command, now);
	if (isRefused(decision)) throw new Error(`${command.kind} was refused: ${decision.refused}`);
	return append(history, decision);
}

export function ask(history: History, command: Command, now: string) {
	return decide(replay(history.events, history.context), command, at(now), history.context);
}

export function raiseAt(now: string, change: Partial<RaiseStatement> = {}, context = contextOf()): History {
	return after(emptyHistory(context), { kind: "raise", organisation: ORGANISATION, caseTag: CASE, statement: statement(change) }, now);
}

/** Rings the bell at every wake up to an instant, each on time. */
export function untilOnTime(history: History, end: string): History {
	let current = history;
	for (;;) {
		const wake = nextWake(stateOf(current), current.context);
		if (wake === null || wake > end) return current;
		current = after(current, { kind: "escalate-if-due" }, wake);
	}
}

export function letter(
	role: (typeof STAFF)[number],
	purpose: "acknowledgement" | "plan" | "update" | "outcome" | "safety_action" | "question" | "reply",
	compartment: "concern" | "private" | "notes" = "concern",
): Command {
	return { kind: "letter", by: handler(role), statement: { purpose, compartment } };
}

export function lastSequence(history: History): number {
	return history.events.length - 1;
}

/** `acknowledgement#1 rung 2` for each escalation, in order. */
export function climbed(history: History): readonly string[] {
	return history.events.flatMap(({ happening }) => {
		if (happening.kind !== "escalated") return [];
		const { running, rung } = happening.consequence;
		return [`${running.clock}#${running.round} rung ${rung}`];
	});
}

/** When each rung was told of a clock. */
export function rungTimes(history: History, clock: string): Record<number, string> {
	const times: Record<number, string> = {};
	for (const { happening, at: instant } of history.events) {
		if (happening.kind === "escalated" && happening.consequence.running.clock === clock) times[happening.consequence.rung] = instant;
	}
	return times;
}

/** A state folded event by event, to compare with a replay. */
export function folded(history: History): CaseState | null {
	let state: CaseState | null = null;
	for (const event of history.events) state = evolve(state, event, history.context);
	return state;
}
