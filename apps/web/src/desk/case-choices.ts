/** What a handler may do to a case now, and which clocks it would stop: asked of the same rules that the server decides by. */
import { stoppedBy } from "@answerable/domain/answer";
import type { CaseState } from "@answerable/domain/case";
import { type Command, type Handler, isRefused } from "@answerable/domain/command";
import type { Context } from "@answerable/domain/context";
import { decide } from "@answerable/domain/decide";
import { after } from "@answerable/domain/duration";
import { addSeconds } from "@answerable/domain/instant";
import { readersOf } from "@answerable/domain/party";
import type { ClockName, Severity } from "@answerable/types/clock";
import type { TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import type { CloseStatement, LetterPurpose } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";

/** A letter that stops clocks: the verbs of the desk. */
export type Verb = "acknowledgement" | "triage" | "safety_action" | "plan" | "update" | "outcome";

/** A clock that a verb would stop. */
export type Stops = { readonly clock: ClockName; readonly due: Instant };

/** A verb, with every clock that it would stop; one that would stop none is no verb now. */
export type Answering = { readonly verb: Verb; readonly stops: readonly Stops[] };

export type Choices = {
	/** What stops something, the soonest due first. */
	readonly answering: readonly Answering[];
	/** Where one may write without stopping anything. */
	readonly talking: readonly Compartment[];
	/** Severities that triage may set: what it is, or graver. */
	readonly triageTo: readonly Severity[];
	/** Who may handle it by a triage, and by handing it over: whoever can read it already. */
	readonly handlers: readonly TenureId[];
	readonly handTo: readonly TenureId[];
	/** Whether a private note can be left, and an update told. */
	readonly mayNote: boolean;
	readonly mayUpdate: boolean;
	/** Where the letter goes that says under what the case is counted: to the reporter and the guardian alone, where I open that. */
	readonly counting: Compartment | null;
	/** Rungs on which I was told and have not said that I heard. */
	readonly heard: readonly Rung[];
	/** Until when a board's answer would hold the ladder if it were given now; null if I have none to give. */
	readonly explainUntil: Instant | null;
	readonly closing: readonly CloseStatement["reason"][];
	readonly extending: readonly Stops[];
	readonly mayPause: boolean;
	readonly mayResume: boolean;
	readonly lowerTo: readonly Severity[];
	/** A proposal of somebody else's, to agree to. */
	readonly agreeTo: { readonly sequence: number; readonly severity: Severity } | null;
	readonly mayReopen: boolean;
};

const VERBS: readonly Verb[] = ["acknowledgement", "triage", "safety_action", "plan", "update", "outcome"];
const SEVERITIES: readonly Severity[] = ["S1", "S2", "S3"];
const REASONS: readonly CloseStatement["reason"][] = ["outcome", "no_contact", "duplicate"];
/** So far a device may run ahead. */
const SPARE_SECONDS = 60;
const RUNGS: readonly Rung[] = [1, 2, 3, 4, 5];

export type Choosing = { readonly by: Handler; readonly opens: readonly Compartment[]; readonly now: Instant; readonly context: Context };

/** Everything that may be done, at an instant, by somebody who can open these compartments. */
export function choicesFor(state: CaseState, choosing: Choosing): Choices {
	const { by, opens, now, context } = choosing;
	const may = (command: Command) => !isRefused(decide(state, command, now, context));
	const mayWrite = (purpose: LetterPurpose, compartment: Compartment) =>
		opens.includes(compartment) && may({ kind: "letter", by, statement: { purpose, compartment } });
	const maySet = (severity: Severity) =>
		opens.includes("concern") && may({ kind: "triage", by, statement: { severity, handler: by.tenure, compartment: "concern" } });
	const triageTo = SEVERITIES.filter(maySet);
	const readers = readersOf(state);
	const mayBeHandler = (handler: TenureId) =>
		opens.includes("concern") && may({ kind: "triage", by, statement: { severity: state.severity, handler, compartment: "concern" } });
	const answering = VERBS.filter((verb) => (verb === "triage" ? triageTo.length > 0 : mayWrite(verb, "concern"))).map((verb) =>
		answeringOf(state, verb, by),
	);
	return {
		answering: answering.filter(({ stops }) => stops.length > 0).sort(bySoonest),
		talking: (["private", "concern"] as const).filter((compartment) => mayWrite("question", compartment)),
		triageTo,
		handlers: readers.filter(mayBeHandler),
		handTo: readers.filter((handler) => may({ kind: "hand-over", by, statement: { handler } })),
		mayNote: mayWrite("reply", "notes"),
		mayUpdate: mayWrite("update", "concern"),
		counting: (["private", "concern"] as const).find((compartment) => mayWrite("reply", compartment)) ?? null,
		heard: RUNGS.filter((rung) => may({ kind: "acknowledge", by, statement: { rung } })),
		explainUntil: explainUntil(state, choosing),
		closing: REASONS.filter((reason) => may({ kind: "close", by, statement: { reason } })),
		extending: opens.includes("concern")
			? runningClocks(state).filter(({ clock }) => may({ kind: "extend", by, statement: { clock, compartment: "concern" } }))
			: [],
		mayPause: opens.includes("concern") && may({ kind: "pause", by, statement: { compartment: "concern" } }),
		mayResume: may({ kind: "resume", by, statement: {} }),
		lowerTo: SEVERITIES.filter((severity) => may({ kind: "propose-downgrade", by, statement: { severity, compartment: "concern" } })),
		agreeTo: state.proposals.find(({ sequence }) => may({ kind: "agree-downgrade", by, statement: { proposal: sequence } })) ?? null,
		mayReopen: opens.includes("concern") && may({ kind: "reopen", by, statement: { compartment: "concern" } }),
	};
}

function answeringOf(state: CaseState, verb: Verb, by: Handler): Answering {
	const stopped = stoppedBy(state, { purpose: verb, compartment: "concern", role: by.role });
	return { verb, stops: stopped.map(({ clock, due }) => ({ clock, due })).sort((left, right) => (left.due < right.due ? -1 : 1)) };
}

/** By the clock of the verb's own name first: an outcome also acknowledges, and is not the way to do it. */
function bySoonest(left: Answering, right: Answering): number {
	const dueOf = ({ verb, stops }: Answering) => stops.find(({ clock }) => clock === verb)?.due ?? "~";
	return dueOf(left) < dueOf(right) ? -1 : 1;
}

function runningClocks(state: CaseState): readonly Stops[] {
	return state.runnings.filter(({ stopped }) => stopped === null).map(({ clock, due }) => ({ clock, due }));
}

function explainUntil(state: CaseState, { by, opens, now, context }: Choosing): Instant | null {
	const statement = { answer: "explain", reviewAt: addSeconds(now, 1), compartment: "concern" } as const;
	const isRight = opens.includes("concern") && !isRefused(decide(state, { kind: "explain", by, statement }, now, context));
	return isRight ? reviewAtFor(state, now, context) : null;
}

/**
 * When a board's answer that is given now is looked at again: as late as the rules allow, less a minute (for a demonstration's
 * seconds, less a tenth), so that a device whose clock runs ahead asks for no more than they allow. A clock that stands behind
 * the case's newest event is wrong, and is not counted from.
 */
export function reviewAtFor({ head }: Pick<CaseState, "head">, now: Instant, context: Context): Instant {
	const { maxHold } = context.policy.explain;
	const from = now < head.at ? head.at : now;
	const spare = "seconds" in maxHold ? Math.min(SPARE_SECONDS, Math.floor(maxHold.seconds / 10)) : SPARE_SECONDS;
	return after(addSeconds(from, -spare), maxHold, context);
}
