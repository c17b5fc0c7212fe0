import type { Happening, HappeningKind } from "@answerable/types/event";
import { CaseEvent } from "@answerable/types/event";
import { describe, expect, it } from "vitest";
import { letterOf, type Said } from "./act-letter.ts";
import {
	agree,
	detriment,
	dispute,
	extend,
	feedback,
	handOver,
	liftHold,
	link,
	pause,
	placeHold,
	propose,
	rekey,
	reopen,
	resume,
} from "./acts.fixture.ts";
import type { Command } from "./command.ts";
import { commandOf } from "./command-of.ts";
import { at, handler, hash, holder, personOf, statement } from "./history.fixture.ts";

const guardian = handler("guardian");
const tenure = guardian.tenure;
const grantee = { tenure: holder("dpo").tenure, person: personOf(70), role: "dpo" as const };
const given = { tenure: grantee.tenure, key: hash(1), opens: ["concern" as const], wrap: hash(2) };
const reading = { compartment: "concern" as const };

/** What is said by each kind of act, and the command that it was. */
const HANDLERS: readonly (readonly [HappeningKind, Command])[] = [
	["letter", { kind: "letter", by: guardian, statement: { purpose: "plan", ...reading } }],
	["triaged", { kind: "triage", by: guardian, statement: { severity: "S2", handler: tenure, ...reading } }],
	["acknowledged", { kind: "acknowledge", by: guardian, statement: { rung: 1 } }],
	["explained", { kind: "explain", by: guardian, statement: { answer: "comply", reviewAt: at("2026-12-01T09:00:00Z"), ...reading } }],
	["closed", { kind: "close", by: guardian, statement: { reason: "outcome" } }],
	["reopened", reopen()],
	["granted", { kind: "grant", by: guardian, statement: given, grantee }],
	["downgrade-proposed", propose("S3")],
	["downgraded", agree(3, "guardian")],
	["extended", extend()],
	["paused", pause()],
	["resumed", resume()],
	["handed-over", handOver("chair")],
	["linked", link()],
	["hold-placed", placeHold()],
	["hold-lifted", liftHold()],
];
const REPORTERS: readonly (readonly [HappeningKind, Command])[] = [
	["letter", { kind: "letter", by: { actor: "reporter" }, statement: { purpose: "reply", ...reading } }],
	["disputed", dispute(2)],
	["withdrawal-asked", { kind: "withdraw", statement: {} }],
	["withdrawal-recalled", { kind: "recall", statement: {} }],
	["rekeyed", rekey()],
	["feedback-answered", feedback(4)],
	["detriment-answered", detriment(5)],
	["waived", { kind: "waive", statement: { clock: "acknowledgement", reason: "asked-not-to" } }],
	["further-feedback-asked", { kind: "ask-further-feedback", statement: {} }],
	["rewrapped", { kind: "rewrap", statement: { ...given, place: { tenure, rung: 0 }, person: personOf(70), layer: 1 } }],
];
const said = (kind: HappeningKind, command: Command): Happening =>
	({ kind, statement: "statement" in command ? command.statement : {}, consequence: {} }) as never;

describe("the command of an event", () => {
	it.each(HANDLERS)("of kind %s is what the handler asked for", (kind, command) => {
		expect(commandOf({ by: guardian, happening: said(kind, command) }, null, () => grantee)).toEqual(command);
	});

	it.each(REPORTERS)("of kind %s is what the reporter asked for", (kind, command) => {
		expect(commandOf({ by: { actor: "reporter" }, happening: said(kind, command) }, null, () => null)).toEqual(command);
	});

	it("is none where no such actor could have asked, or for a grant to somebody unknown", () => {
		for (const [kind, command] of [...HANDLERS, ...REPORTERS].filter(([kind]) => kind !== "letter")) {
			const isHandlers = HANDLERS.some(([one]) => one === kind);
			const other = isHandlers ? ({ actor: "reporter" } as const) : guardian;
			expect(commandOf({ by: other, happening: said(kind, command) }, null, () => grantee)).toBeNull();
		}
		expect(commandOf({ by: guardian, happening: said("granted", { kind: "recall", statement: {} }) }, null, () => null)).toBeNull();
	});

	it("of the system is what it found, else that time had come", () => {
		const by = { actor: "worker" } as const;
		const rest = { rung: 2, notBefore: at("2026-12-01T09:00:00Z"), tenures: [tenure], witnessed: true } as const;
		const of = (kind: HappeningKind, consequence: unknown) =>
			commandOf({ by, happening: { kind, statement: {}, consequence } as never }, null, () => null);
		expect(of("released", rest)).toEqual({ kind: "release", ...rest, lost: [] });
		expect(of("viewed", { tenure })).toEqual({ kind: "view", tenure });
		expect(of("shredded", { scope: "case" })).toEqual({ kind: "shred", scope: "case" });
		expect(of("nobody-can-open", { lost: [tenure], since: rest.notBefore, rung: 1, recipients: [] })).toEqual({
			kind: "nobody-can-open",
			lost: [tenure],
			since: rest.notBefore,
		});
		for (const kind of [
			"routed",
			"warned",
			"escalated",
			"withdrawn",
			"feedback-asked",
			"detriment-asked",
			"shredding-announced",
		] as const) {
			expect(of(kind, {})).toEqual({ kind: "escalate-if-due" });
		}
	});
});

describe("the letter of an act", () => {
	it.each([
		["letter", { purpose: "plan", compartment: "concern" }],
		["triaged", { purpose: "triage", compartment: "concern" }],
		["explained", { purpose: "comply", compartment: "concern" }],
		["downgrade-proposed", { purpose: "downgrade", compartment: "concern" }],
		["extended", { purpose: "extension", compartment: "concern" }],
		["paused", { purpose: "pause", compartment: "concern" }],
		["reopened", { purpose: "reopening", compartment: "concern" }],
		["linked", { purpose: "link", compartment: "notes" }],
		["disputed", { purpose: "dispute", compartment: "concern" }],
		["feedback-answered", { purpose: "feedback", compartment: "private" }],
		["detriment-answered", { purpose: "detriment", compartment: "private" }],
	] as const)("of kind %s is %o", (kind, letter) => {
		const [, command] = [...HANDLERS, ...REPORTERS].find(([one]) => one === kind) ?? [];
		expect(command).toBeDefined();
		if (command !== undefined) expect(letterOf(said(kind, command) as Said)).toEqual(letter);
	});

	it("is none for every other kind", () => {
		const withLetters = [
			"letter",
			"triaged",
			"explained",
			"downgrade-proposed",
			"extended",
			"paused",
			"reopened",
			"linked",
			"disputed",
			"feedback-answered",
			"detriment-answered",
		];
		const kinds = CaseEvent.shape.happening.def.options.flatMap((option) => [...option.shape.kind.def.values]);
		expect(kinds).toHaveLength(37);
		for (const kind of kinds.filter((one) => !withLetters.includes(one)))
			expect(letterOf({ kind, statement: kind === "raised" ? statement() : {} } as never)).toBeNull();
	});
});
