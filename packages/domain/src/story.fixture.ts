/** Anything that anybody may ask of a case, in any order, most of it to be refused: what the properties are tried on. */
import type { Severity } from "@answerable/types/clock";
import type { CaseEvent } from "@answerable/types/event";
import { CaseEvent as EventSchema } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import fc from "fast-check";
import { lostFor } from "./abandonment.ts";
import {
	agree,
	askFurther,
	close,
	detriment,
	dispute,
	ESCALATE,
	extend,
	feedback,
	handOver,
	liftHold,
	link,
	pause,
	placeHold,
	propose,
	recall,
	rekey,
	reopen,
	replies,
	resume,
	waive,
	withdraw,
} from "./acts.fixture.ts";
import type { CaseState } from "./case.ts";
import { type Command, isRefused } from "./command.ts";
import type { Context } from "./context.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolution.ts";
import { at, CASE, contextOf, handler, hash, holder, letter, ORGANISATION, personOf, statement, tenureOf } from "./history.fixture.ts";
import { addSeconds, instantOf } from "./instant.ts";

export const SEVERITIES: readonly Severity[] = ["S1", "S2", "S3"];
const ROLES = ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "sid", "external_body", "dpo"] as const;
const RUNGS = [1, 2, 3, 4, 5] as const;
const role = fc.constantFrom(...ROLES);
const severity = fc.constantFrom(...SEVERITIES);

/** A command as it is asked: what it refers to is looked up in the case as it stands then. */
export type Asking = (state: CaseState, now: Instant) => Command;

const asked = <T>(given: fc.Arbitrary<T>, make: (given: T, state: CaseState, now: Instant) => Command): fc.Arbitrary<Asking> =>
	given.map((value) => (state, now) => make(value, state, now));
const always = (make: Asking): fc.Arbitrary<Asking> => fc.constant(make);

/** The last sequence of those, or one that is none of them. */
const lastOf = (known: readonly { readonly sequence: number }[]): number => known.at(-1)?.sequence ?? 1;

const PURPOSES = ["acknowledgement", "plan", "update", "outcome", "safety_action", "question", "reply"] as const;
const letters: fc.Arbitrary<Asking> = fc.oneof(
	asked(fc.tuple(role, fc.constantFrom(...PURPOSES)), ([who, purpose]) => letter(who, purpose)),
	asked(fc.tuple(fc.constantFrom("question" as const, "reply" as const), fc.constantFrom("concern" as const, "private" as const)), (it) =>
		replies(...it),
	),
	asked(fc.tuple(role, severity), ([who, grave]) => {
		const handled = { severity: grave, handler: holder("guardian").tenure, compartment: "concern" as const };
		return { kind: "triage", by: handler(who), statement: handled };
	}),
);

const rungs: fc.Arbitrary<Asking> = fc.oneof(
	always(() => ESCALATE),
	asked(fc.tuple(role, fc.constantFrom(...RUNGS)), ([who, rung]) => ({ kind: "acknowledge", by: handler(who), statement: { rung } })),
	asked(fc.tuple(role, fc.integer({ min: 1, max: 900 })), ([who, hours], _, now) => {
		const reviewAt = addSeconds(now, hours * 3600);
		return { kind: "explain", by: handler(who), statement: { answer: "comply", reviewAt, compartment: "concern" } };
	}),
	asked(fc.tuple(role, fc.constantFrom(...RUNGS)), ([who, rung], state) => {
		const lost = lostFor(state, rung);
		return { kind: "release", rung, notBefore: state.raisedAt, tenures: [holder(who).tenure], witnessed: false, lost };
	}),
	asked(fc.constantFrom(...RUNGS), (rung, { raisedAt, recipients }) => {
		const tenures = recipients.filter((place) => place.rung === rung && place.opens.length > 0).map((place) => place.tenure);
		return { kind: "release", rung, notBefore: raisedAt, tenures, witnessed: false };
	}),
	asked(fc.subarray([...ROLES]), (lost, _, now) => ({ kind: "nobody-can-open", lost: lost.map((one) => holder(one).tenure), since: now })),
	asked(role, (who) => ({ kind: "view", tenure: holder(who).tenure })),
	asked(fc.constantFrom("identity" as const, "case" as const), (scope) => ({ kind: "shred", scope })),
);

const reporters: fc.Arbitrary<Asking> = fc.oneof(
	asked(fc.integer({ min: 0, max: 12 }), (sequence) => dispute(sequence)),
	always((state) => dispute(lastOf(state.answers))),
	asked(fc.constantFrom(withdraw, recall, waive(), askFurther), (command) => command),
	asked(fc.integer({ min: 1, max: 60 }), (byte) => rekey(byte * 3)),
	asked(fc.tuple(role, fc.constantFrom(1 as const, 2 as const), fc.integer({ min: 90, max: 92 })), ([who, layer, number], state) => {
		const place = state.recipients.find(({ tenure }) => tenure === holder(who).tenure);
		const opens = place?.opens.filter((one) => one !== "notes") ?? ["concern"];
		const person = (number === 92 ? state.excluded[0] : undefined) ?? personOf(number);
		const given = { tenure: tenureOf(number), person, key: hash(number), opens, layer, wrap: hash(91) };
		return { kind: "rewrap", statement: { place: { tenure: holder(who).tenure, rung: place?.rung ?? 1 }, ...given } };
	}),
	always((state) => feedback(state.feedback?.sequence ?? 1)),
	asked(fc.boolean(), (suffered, state) => detriment(lastOf(state.detriments), suffered)),
);

const handlers: fc.Arbitrary<Asking> = fc.oneof(
	asked(fc.tuple(fc.constantFrom("outcome" as const, "no_contact" as const, "duplicate" as const), role), (it) => close(...it)),
	asked(role, (who) => reopen(who)),
	asked(fc.tuple(severity, role), (it) => propose(...it)),
	asked(role, (who, state) => agree(lastOf(state.proposals), who)),
	asked(fc.tuple(fc.constantFrom("outcome" as const, "update" as const), role), (it) => extend(...it)),
	asked(role, (who) => pause(who)),
	asked(role, (who) => resume(who)),
	asked(fc.tuple(role, role), (it) => handOver(...it)),
	asked(fc.constantFrom("duplicate" as const, "merged" as const), (relation) => link(relation)),
	asked(role, (who) => placeHold("police", who)),
	asked(role, (who) => liftHold(who)),
	asked(fc.tuple(role, fc.integer({ min: 70, max: 72 })), ([who, number], state) => {
		const tenure = tenureOf(number);
		const person = (number === 72 ? state.excluded[0] : undefined) ?? personOf(number);
		const given = { tenure, key: hash(number), opens: ["concern" as const], wrap: hash(71) };
		return { kind: "grant", by: handler(who), grantee: { tenure, person, role: "guardian" }, statement: given };
	}),
);

/** Weighted so that something comes of most stories. */
const anyAsking: fc.Arbitrary<Asking> = fc.oneof(
	{ arbitrary: letters, weight: 5 },
	{ arbitrary: rungs, weight: 4 },
	{ arbitrary: reporters, weight: 3 },
	{ arbitrary: handlers, weight: 5 },
);

export const anyStory = fc.record({
	severity,
	safetyAction: fc.boolean(),
	origin: fc.constantFrom("own" as const, "own" as const, "on-behalf" as const, "canary" as const),
	/** Hours after New Year 2026. */
	start: fc.integer({ min: 0, max: 400 * 24 }),
	/** Left out of the case, in whatever role. */
	excluded: fc.constantFrom(null, null, "deputy_guardian" as const, "exec_lead" as const, "chair" as const),
	steps: fc.array(fc.record({ asking: anyAsking, hours: fc.integer({ min: 0, max: 96 }) }), { maxLength: 24 }),
});
export type Story = typeof anyStory extends fc.Arbitrary<infer T> ? T : never;

/** One act that was not refused. */
export type Turn = {
	readonly before: CaseState | null;
	readonly command: Command;
	readonly events: readonly CaseEvent[];
	readonly after: CaseState;
	readonly now: Instant;
};

export type Played = {
	readonly turns: readonly Turn[];
	readonly events: readonly CaseEvent[];
	readonly state: CaseState;
	readonly now: Instant;
	readonly context: Context;
};

/** Plays a story by the England default, refusals left out; the bell rings only when the story rings it. */
export function play(story: Story, context: Context = contextOf()): Played {
	let now = instantOf(1_767_225_600 + story.start * 3600);
	let turn = take(null, { kind: "raise", organisation: ORGANISATION, caseTag: CASE, statement: raised(story) }, now, context);
	if (turn === null) throw new Error("The raise of a story was refused.");
	const turns = [turn];
	for (const { asking, hours } of [{ asking: () => ESCALATE, hours: 24 }, ...story.steps]) {
		now = addSeconds(now, hours * 3600);
		const next = take(turn.after, asking(turn.after, now), now, context);
		if (next === null) continue;
		turn = next;
		turns.push(next);
	}
	return { turns, events: turns.flatMap(({ events }) => events), state: turn.after, now, context };
}

/** One command, decided and applied; null if it was refused. Every event passes the wire's schema. */
export function take(before: CaseState | null, command: Command, now: Instant, context: Context): Turn | null {
	const decision = decide(before, command, now, context);
	if (isRefused(decision)) return null;
	const chain = {
		version: 1,
		organisation: ORGANISATION,
		caseTag: CASE,
		ciphertext: null,
		previous: hash(0),
		policy: hash(202),
		act: null,
	};
	const first = before === null ? 0 : before.head.sequence + 1;
	const events = decision.events.map((event, index) => EventSchema.parse({ ...chain, ...event, sequence: first + index }));
	const after = events.reduce<CaseState | null>((state, event) => evolve(state, event, context), before);
	if (after === null) throw new Error("A decision without events.");
	return { before, command, events, after, now };
}

function raised({ severity: grave, safetyAction, origin, excluded }: Story) {
	const all = statement({ severity: grave, safetyAction, origin });
	if (excluded === null) return all;
	const { tenure, person } = holder(excluded);
	return { ...all, excluded: [person], recipients: all.recipients.filter((recipient) => recipient.tenure !== tenure) };
}

/** An instant long after anything that could follow from a story. */
export const END = at("2029-06-01T00:00:00Z");
