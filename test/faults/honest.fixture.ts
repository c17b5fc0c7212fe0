/** What an honest run would have written down: one concern that nobody answered, and one that was answered in time. */
import { policyById } from "@answerable/domain/policy";
import { NOTHING_SEEN } from "@answerable/log/act";
import { toHash, toHex } from "@answerable/log/bytes";
import { encodeEventLeaf } from "@answerable/log/event-leaf";
import { leafHash, treeRoot } from "@answerable/log/tree";
import type { Bytes32, Hash, Signature } from "@answerable/types/bytes";
import type { Actor, CaseEvent, Happening } from "@answerable/types/event";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Role, Rung } from "@answerable/types/role";
import type { Recipient } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { inSeconds } from "./expected.ts";
import { type Accepted, type Found, type Notices, nameOf, type Records } from "./record.ts";

export const RAISED_AT = "2026-03-02T10:00:00Z" as Instant;
const NOW = inSeconds(RAISED_AT, 66);
const ZEROS = "0".repeat(64);
const ORGANISATION = "0b9fe5a4-6f5b-4a37-8c9f-5d7f0d1b6a01" as OrganisationId;
const SALT = "5a".repeat(32) as Bytes32;
const ROLES: readonly Role[] = ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "chair", "external_body"];
const WORKER: Actor = { actor: "worker" };

export const IGNORED = "1a".repeat(32) as CaseTag;
export const ANSWERED = "2b".repeat(32) as CaseTag;

/** The tenure that stands on a rung. */
export function tenureOf(rung: number): TenureId {
	return `0b9fe5a4-6f5b-4a37-8c9f-5d7f0d1b6b0${rung}` as TenureId;
}

const RECIPIENTS: readonly Recipient[] = ROLES.map((_, rung) => ({
	tenure: tenureOf(rung),
	rung: rung as Rung,
	key: ZEROS as Hash,
	opens: rung === 0 ? ["concern", "private", "notes"] : ["concern"],
}));

/** Something that happened so many seconds after the raise. */
type Line = readonly [seconds: number, by: Actor, happening: object];

function historyOf(caseTag: CaseTag, lines: readonly Line[]): readonly CaseEvent[] {
	return lines.map(([seconds, by, happening], sequence) => ({
		version: 1,
		organisation: ORGANISATION,
		caseTag,
		sequence,
		at: inSeconds(RAISED_AT, seconds),
		by,
		happening: happening as Happening,
		ciphertext: null,
		previous: ZEROS as Hash,
		policy: ZEROS as Hash,
		act: by.actor === "worker" || by.actor === "releaser" ? null : { seen: NOTHING_SEEN, signature: ZEROS as Signature },
	}));
}

const ACKNOWLEDGEMENT = { clock: "acknowledgement", round: 1 } as const;
const DUE = inSeconds(RAISED_AT, 8);
const OFFSETS: readonly (readonly [rung: number, after: number])[] = [
	[1, 0],
	[2, 3],
	[3, 6],
	[4, 9],
	[5, 20],
];

function raised(): Line {
	return [0, { actor: "reporter" }, { kind: "raised", statement: { recipients: RECIPIENTS }, consequence: {} }];
}

function routed(): Line {
	return [1, WORKER, { kind: "routed", statement: {}, consequence: { content: [tenureOf(0)], existence: [] } }];
}

function warned(fraction: number, seconds: number): Line {
	const consequence = { running: ACKNOWLEDGEMENT, fraction, due: DUE, recipients: [tenureOf(0)] };
	return [seconds, WORKER, { kind: "warned", statement: {}, consequence }];
}

function climbed(rung: number, after: number): readonly Line[] {
	const scheduled = inSeconds(DUE, after);
	const told = { running: ACKNOWLEDGEMENT, rung, due: DUE, scheduled, because: "overdue", recipients: [tenureOf(rung)], skipped: [] };
	const given = { rung, tenures: [tenureOf(rung)], notBefore: scheduled, witnessed: false };
	const escalated: Line = [8 + after, WORKER, { kind: "escalated", statement: {}, consequence: told }];
	if (rung === 1) return [escalated];
	return [escalated, [9 + after, { actor: "releaser" }, { kind: "released", statement: {}, consequence: given }]];
}

function answer(seconds: number): Line {
	const statement = { purpose: "acknowledgement", compartment: "concern" };
	return [seconds, { actor: "handler" } as Actor, { kind: "letter", statement, consequence: { stops: [ACKNOWLEDGEMENT], clocks: [] } }];
}

const HISTORIES: ReadonlyMap<CaseTag, readonly CaseEvent[]> = new Map([
	[
		IGNORED,
		historyOf(IGNORED, [raised(), routed(), warned(0.5, 4), warned(0.8, 6), ...OFFSETS.flatMap(([rung, after]) => climbed(rung, after))]),
	],
	[ANSWERED, historyOf(ANSWERED, [raised(), routed(), answer(3)])],
]);

/** To whom each of these events owes a notice: the rung of each, in order. */
const OWED: readonly (readonly [kind: string, rung: number])[] = [
	["waiting", 0],
	["waiting", 0],
	["warned", 0],
	["warned", 0],
	...OFFSETS.map(([rung]) => ["escalated", rung] as const),
	...OFFSETS.filter(([rung]) => rung > 1).map(([rung]) => ["released", rung] as const),
];

function leafOf(event: CaseEvent): Uint8Array {
	return encodeEventLeaf(event, { logSalt: SALT, viewKey: new Uint8Array(32) }, null);
}

function acceptedOf(caseTag: CaseTag, [event]: readonly CaseEvent[]): Accepted {
	if (event === undefined) throw new Error("A history has a beginning.");
	const leaf = leafOf(event);
	const due = [
		{ clock: "acknowledgement", due: DUE },
		{ clock: "triage", due: inSeconds(RAISED_AT, 60) },
		{ clock: "plan", due: inSeconds(RAISED_AT, 120) },
	];
	const promise = { statement: { leaf: toHash(leafHash(leaf)), due }, signature: ZEROS };
	const answered = { event, leaf: toHex(leaf), promise } as unknown as Accepted["answer"];
	return {
		caseTag,
		words: "seven words",
		text: `The text of ${caseTag}`,
		severity: "S2",
		external: "full",
		recipients: RECIPIENTS,
		answer: answered,
		tries: 1,
	};
}

function foundOf(caseTag: CaseTag, events: readonly CaseEvent[]): Found {
	const letters: { by: "concern" | "letter"; text: string }[] = [{ by: "concern", text: `The text of ${caseTag}` }];
	if (caseTag === ANSWERED) letters.push({ by: "letter", text: "Thank you." });
	return { caseTag, opened: { now: NOW, events, leaves: events.map((event) => toHex(leafOf(event))), letters, findings: [] }, why: "" };
}

/** Records as an honest product would leave them. */
export function honestRecords(): Records {
	const entries = [...HISTORIES.values()].flat().map(leafOf);
	const sized = (size: number) => ({ size, root: treeRoot(entries.slice(0, size).map(leafHash)) });
	const holders = ROLES.map((role, rung) => ({ tenure: tenureOf(rung), role, organisation: rung === 5 ? "A regulator" : "A trust" }));
	return {
		policy: policyById("demo@1"),
		holders,
		accepted: [...HISTORIES].map(([caseTag, events]) => acceptedOf(caseTag, events)),
		refusals: [],
		letters: [{ caseTag: ANSWERED, by: "guardian", text: "Thank you." }],
		found: [...HISTORIES].map(([caseTag, events]) => foundOf(caseTag, events)),
		again: [IGNORED, ANSWERED].map((caseTag) => ({ caseTag, status: 200, isSame: true })),
		probes: [
			{ caseTag: IGNORED, rung: 4, answeredAtMs: Date.parse(DUE), isOpen: false },
			{ caseTag: IGNORED, rung: 4, answeredAtMs: Date.parse(DUE) + 12_000, isOpen: true },
		],
		wraps: [{ caseTag: IGNORED, rung: 4, tenure: tenureOf(4), seenAtMs: Date.parse(DUE) + 11_000, logSize: entries.length }],
		log: {
			head: sized(entries.length),
			entries,
			seen: [3, 7, 12].map((size) => ({ ...sized(size), seenAtMs: 0, from: "served" as const })),
		},
		rewinds: [],
		notices: noticesOf(holders),
		silences: [{ fromMs: Date.parse(RAISED_AT) + 27_500, untilMs: Date.parse(RAISED_AT) + 36_000 }],
	};
}

function noticesOf(holders: Records["holders"]): Notices {
	const printed = new Map<string, number>();
	for (const [, rung] of OWED) {
		const [name = ""] = holders.filter(({ tenure }) => tenure === tenureOf(rung)).map(nameOf);
		printed.set(name, (printed.get(name) ?? 0) + 1);
	}
	return { printed, rows: OWED.map(([kind, rung]) => ({ tenure: tenureOf(rung), kind, delivered: true })) };
}
