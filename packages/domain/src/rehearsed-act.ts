/** The acts of an imagined case as commands. */
import type { RehearsedAct } from "@answerable/types/rehearsal";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import type { Command, Handler } from "./command.ts";
import type { Context } from "./context.ts";
import { isTimeFault, readLocalTime, type TimeFault } from "./local-time.ts";
import type { Holder } from "./routing.ts";

export type Imagination = {
	/** The sequences of the events that the acts before brought about. */
	readonly sequences: readonly number[];
	readonly holders: readonly Holder[];
};

export type Timed = { readonly at: Instant; readonly command: Command };

/** An act as the rules know it, and when. Of a time that came twice the first is taken. */
export function commandOf(act: RehearsedAct, imagination: Imagination, context: Context): Timed | TimeFault {
	const { zone } = context.policy;
	const read = readLocalTime(act.at, zone);
	if (isTimeFault(read)) return read;
	const command = named(act, imagination, zone);
	return isTimeFault(command) ? command : { at: read.instant, command };
}

/** Whether it is the reporter who acts. */
export function isReporters(act: RehearsedAct): boolean {
	return !("by" in act);
}

function named(act: RehearsedAct, imagination: Imagination, zone: string): Command | TimeFault {
	return "by" in act ? byStaff(act, imagination, zone) : byReporter(act, imagination);
}

function byStaff(
	act: Extract<RehearsedAct, { readonly by: Role }>,
	{ sequences, holders }: Imagination,
	zone: string,
): Command | TimeFault {
	const by = handlerIn(act.by, holders);
	const compartment = "concern" as const;
	switch (act.does) {
		case "letter":
			return { kind: "letter", by, statement: { purpose: act.purpose, compartment } };
		case "triage":
			return { kind: "triage", by, statement: { severity: act.severity, handler: by.tenure, compartment } };
		case "acknowledge-rung":
			return { kind: "acknowledge", by, statement: { rung: act.rung } };
		case "explain": {
			const until = readLocalTime(act.until, zone);
			if (isTimeFault(until)) return until;
			return { kind: "explain", by, statement: { answer: act.answer, reviewAt: until.instant, compartment } };
		}
		case "propose-downgrade":
			return { kind: "propose-downgrade", by, statement: { severity: act.severity, compartment } };
		case "agree-downgrade":
			return { kind: "agree-downgrade", by, statement: { proposal: sequences[act.of - 1] ?? UNKNOWN } };
		case "extend":
			return { kind: "extend", by, statement: { clock: act.clock, compartment } };
		case "pause":
			return { kind: "pause", by, statement: { compartment } };
		case "resume":
			return { kind: "resume", by, statement: {} };
		case "close":
			return { kind: "close", by, statement: { reason: act.reason } };
		case "reopen":
			return { kind: "reopen", by, statement: { compartment } };
	}
}

function byReporter(act: Exclude<RehearsedAct, { readonly by: Role }>, { sequences }: Imagination): Command {
	switch (act.does) {
		case "reply":
			return { kind: "letter", by: { actor: "reporter" }, statement: { purpose: "reply", compartment: "concern" } };
		case "dispute":
			return { kind: "dispute", statement: { sequence: sequences[act.of - 1] ?? UNKNOWN } };
		case "withdraw":
			return { kind: "withdraw", statement: {} };
		case "recall":
			return { kind: "recall", statement: {} };
		case "waive":
			return { kind: "waive", statement: { clock: "acknowledgement", reason: act.reason } };
		case "ask-further-feedback":
			return { kind: "ask-further-feedback", statement: {} };
	}
}

/** A sequence that no case reaches: the rules refuse it. */
const UNKNOWN = 100_000;

function handlerIn(role: Role, holders: readonly Holder[]): Handler {
	const holder = holders.find((candidate) => candidate.role === role);
	if (holder === undefined) throw new Error(`Nobody is imagined in the role ${role}.`);
	return { actor: "handler", tenure: holder.tenure, person: holder.person, role };
}
