import { CaseEvent } from "@answerable/types/event";
import type { Policy } from "@answerable/types/policy";
import type { PromiseStatement } from "@answerable/types/promise";
import type { CivilDate } from "@answerable/types/time";
import { actBytes, actOf, NOTHING_SEEN } from "./act.ts";
import { toHash, utf8 } from "./bytes.ts";
import {
	at,
	caseTag,
	guardian,
	instant,
	logSalt,
	named,
	organisation,
	type Pair,
	person,
	policyHash,
	promisePair,
	raiseStatement,
	reporter,
	tenure,
	viewKey,
} from "./case.fixture.ts";
import { ciphertextHash } from "./ciphertext.ts";
import { eventHash, FIRST_PREVIOUS } from "./event-hash.ts";
import { commitment, encodeCaseLeaf, leafDue, organisationTag } from "./leaf.ts";
import { promiseBytes } from "./promise.ts";
import { leafHash } from "./tree.ts";

type Draft = Pick<CaseEvent, "at" | "by" | "happening" | "ciphertext">;

/** Appends an event to a history, signed by whoever acts; `seen` is the last event unless told. */
export function appended(history: readonly CaseEvent[], draft: Draft, signer: Pair | null, seenAt = history.length - 1): CaseEvent {
	const last = history.at(-1);
	const seenEvent = history[seenAt];
	const seen = seenEvent === undefined ? NOTHING_SEEN : { sequence: seenEvent.sequence, hash: eventHash(seenEvent) };
	const event: CaseEvent = {
		...draft,
		version: 1,
		organisation,
		caseTag,
		sequence: history.length,
		previous: last === undefined ? FIRST_PREVIOUS : eventHash(last),
		policy: policyHash,
		act: null,
	};
	if (signer === null) return CaseEvent.parse(event);
	return CaseEvent.parse({ ...event, act: { seen, signature: signer.sign(actBytes(actOf(event, seen))) } });
}

const clocks = [
	{ clock: "acknowledgement", round: 1, opens: instant("2026-04-02T07:00:00Z"), due: instant("2026-04-07T16:00:00Z") },
	{ clock: "triage", round: 1, opens: instant("2026-04-02T07:00:00Z"), due: instant("2026-04-10T16:00:00Z") },
] as const;

const byReporter = { actor: "reporter" } as const;
const byWorker = { actor: "worker" } as const;
const byGuardian = { actor: "handler", tenure, person, role: "guardian" } as const;

const drafts: readonly (readonly [Draft, Pair | null, number?])[] = [
	[
		{
			at: instant("2026-04-02T07:00:00Z"),
			by: byReporter,
			happening: {
				kind: "raised",
				statement: raiseStatement,
				consequence: {
					received: { on: "2026-04-02" as CivilDate, at: null, dayZero: "2026-04-02" as CivilDate },
					clocks: [...clocks],
				},
			},
			ciphertext: ciphertextHash([utf8("sealed concern"), utf8("sealed private")]),
		},
		reporter,
	],
	[
		{
			at: instant("2026-04-02T07:00:00Z"),
			by: byWorker,
			happening: { kind: "routed", statement: {}, consequence: { content: [tenure], existence: [] } },
			ciphertext: null,
		},
		null,
	],
	[
		{
			at: instant("2026-04-03T09:30:15Z"),
			by: byGuardian,
			happening: {
				kind: "letter",
				statement: { purpose: "acknowledgement", compartment: "concern" },
				consequence: { stops: [{ clock: "acknowledgement", round: 1 }], clocks: [] },
			},
			ciphertext: ciphertextHash([utf8("sealed letter")]),
		},
		guardian,
	],
	[
		{
			at: instant("2026-04-07T12:00:00Z"),
			by: byReporter,
			happening: {
				kind: "disputed",
				statement: { sequence: 2 },
				consequence: { reopens: [{ clock: "acknowledgement", round: 1 }], clocks: [] },
			},
			ciphertext: ciphertextHash([utf8("sealed dispute")]),
		},
		reporter,
		2,
	],
	[
		{
			at: instant("2026-04-08T12:00:00Z"),
			by: byReporter,
			happening: { kind: "withdrawal-asked", statement: {}, consequence: { effectiveAt: instant("2026-04-15T16:00:00Z") } },
			ciphertext: null,
		},
		reporter,
		2,
	],
	[
		{
			at: instant("2026-04-15T16:00:00Z"),
			by: byWorker,
			happening: { kind: "withdrawn", statement: {}, consequence: {} },
			ciphertext: null,
		},
		null,
	],
];

/** Raise, routing, a hollow acknowledgement, the dispute, and a withdrawal that takes effect. */
export const history: readonly CaseEvent[] = built();

function built(): readonly CaseEvent[] {
	const events: CaseEvent[] = [];
	for (const [draft, signer, seenAt] of drafts) events.push(appended(events, draft, signer, seenAt));
	return events;
}

/** Numbered and linked anew, as whoever holds the database can do without anyone's key. */
export function relinked(events: readonly CaseEvent[]): readonly CaseEvent[] {
	const linked: CaseEvent[] = [];
	for (const event of events) {
		const last = linked.at(-1);
		linked.push({ ...event, sequence: linked.length, previous: last === undefined ? FIRST_PREVIOUS : eventHash(last) });
	}
	return linked;
}

/** As much of `default-england@1` as leaves need. */
export const policy: Pick<Policy, "clockResolution" | "clocks"> = {
	clockResolution: { S1: "instant", S2: "day", S3: "day" },
	clocks: [
		{
			clock: "acknowledgement",
			due: { S1: { hours: 4 }, S2: { workingDays: 2 }, S3: { workingDays: 2 } },
			switched: false,
			recurs: false,
			climbs: true,
			source: "fixture",
		},
	],
};

export const raisedLeaf = encodeCaseLeaf({
	kind: "raised",
	caseTag,
	organisationTag: organisationTag(viewKey, organisation, caseTag),
	next: { clock: "acknowledgement", due: leafDue(instant("2026-04-07T16:00:00Z"), "day") },
	commitment: commitment(logSalt, 0, eventHash(at(history, 0))),
});

export const promiseStatement: PromiseStatement = {
	version: 1,
	organisation,
	caseTag,
	leaf: toHash(leafHash(raisedLeaf)),
	receivedOn: "2026-04-02" as CivilDate,
	policy: policyHash,
	calendar: named("calendar"),
	due: clocks.map(({ clock, due }) => ({ clock, due })),
	publishBy: instant("2026-04-03T07:00:00Z"),
};

export const promise = { statement: promiseStatement, signature: promisePair.sign(promiseBytes(promiseStatement)) };
