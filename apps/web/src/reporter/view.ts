/** A mailbox as its pages show it: plain values, in which no key is left. */
import type { CaseState, Closed } from "@answerable/domain/case";
import type { Context } from "@answerable/domain/context";
import { after } from "@answerable/domain/duration";
import { slotFor } from "@answerable/domain/slot";
import { timetable } from "@answerable/domain/timetable";
import type { ClockName, Severity } from "@answerable/types/clock";
import type { Categories } from "@answerable/types/content";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { OrganisationCard } from "@answerable/types/intake";
import type { Compartment, Role } from "@answerable/types/role";
import type { External, WaiveStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { Finding, ReadLetter } from "../case-reading.ts";
import { countedAs } from "../counted-as.ts";
import type { Content, Unread } from "../letter.ts";
import { type Access, accessOf, whenGiven } from "./access.ts";
import { type Expected, expectedOf } from "./expected.ts";
import type { OpenMailbox, Waiting } from "./mailbox.ts";
import type { Successor } from "./succession.ts";

/** A letter, with what it says or why it cannot be read. `private` stays with the guardian. */
export type LetterView = { readonly compartment: Compartment; readonly purpose: string; readonly says: Content | Unread };

/** Something that happened. What is not trusted is shown, and answered nothing. */
export type StoryEntry = Pick<CaseEvent, "sequence" | "at" | "by" | "happening"> & {
	readonly letters: readonly LetterView[];
	readonly isTrusted: boolean;
	readonly isInLog: boolean;
	/** Clocks that it claims to have answered, or holds; whether that may be disputed. Null for what claims nothing. */
	readonly claim: { readonly clocks: readonly ClockName[]; readonly isDisputed: boolean; readonly isUnreadable: boolean } | null;
};

export type MailboxView = {
	readonly organisation: OrganisationCard;
	readonly caseTag: CaseTag;
	readonly asOf: Instant;
	readonly zone: string;
	readonly roles: ReadonlyMap<TenureId, Role>;
	readonly entries: readonly StoryEntry[];
	readonly waiting: readonly Waiting[];
	readonly expected: readonly Expected[];
	readonly access: readonly Access[];
	/** Offices whose holder changed and who cannot open it until the reporter gives them the key. */
	readonly successors: readonly Role[];
	/** Offices whose holder changed and whose turn has not come: the new one would be passed by. */
	readonly successorsAhead: readonly Role[];
	/** The words in hand are a claim code: they must be made one's own first. */
	readonly isClaimed: boolean;
	readonly closed: Closed | null;
	/** A withdrawal that was asked for and can be taken back until then. */
	readonly withdrawal: Instant | null;
	/** When staff would see what is sent now, and when a withdrawal would take effect. */
	readonly visibleAt: Instant;
	readonly withdrawalWouldEnd: Instant | null;
	/** How many working days a withdrawal takes; null if the policy counts it otherwise. */
	readonly withdrawalDays: number | null;
	/** Questions that wait for an answer, by the sequence at which they were asked. */
	readonly feedbackAsked: number | null;
	readonly detrimentAsked: number | null;
	/** Reasons for which an acknowledgement may be done without; empty where national law knows none. */
	readonly waivable: readonly WaiveStatement["reason"][];
	readonly mayAskFurther: boolean;
	readonly mayWrite: boolean;
	/** How urgent its reporter said that it is, how urgent it is now, and who handles it. */
	readonly severityRaised: Severity;
	readonly severity: Severity;
	readonly handler: Role | null;
	/** Under what its handlers count it in the national return; null while they have not said. */
	readonly counted: Categories | null;
	readonly external: External;
	readonly externalEligible: boolean;
	readonly proofs: Proofs;
};

/** What the browser proved. */
export type Proofs = {
	readonly findings: readonly Finding[];
	readonly inLog: number;
	readonly notYet: number;
	/** How many entries the log has; null if it could not be had or believed. */
	readonly logSize: number | null;
	readonly isPromiseKept: boolean;
};

/** The view of a mailbox, with those to whom the reporter may give a place. Null if not even its raise can be believed: then there is nothing to show but that. */
export function viewOf(open: OpenMailbox, successors: readonly Successor[] = []): MailboxView | null {
	const { case: read, mailbox, ahead, organisation, waiting } = open;
	const { state, context, holders } = read;
	if (state === null || ahead === null) return null;
	const roles = new Map([...holders].map(([tenure, { role }]) => [tenure, role] as const));
	const now = mailbox.now;
	const visibleAt = slotFor(now, state.raisedSeverity, context);
	const table = timetable(state, (tenure) => roles.get(tenure) ?? "guardian", context);
	return {
		organisation,
		caseTag: state.caseTag,
		asOf: now,
		zone: context.policy.zone,
		roles,
		entries: entriesOf(open, ahead),
		waiting,
		expected: expectedOf(state, { now, context, roles }),
		access: accessOf(state, { timetable: table, roles, given: whenGiven(read.trusted) }),
		successors: rolesOf(successors.filter(({ isAhead }) => !isAhead)),
		successorsAhead: rolesOf(successors.filter(({ isAhead }) => isAhead)),
		isClaimed: ahead.claimed,
		closed: state.closed,
		visibleAt,
		...withdrawalOf(ahead, visibleAt, context),
		...askedOf(ahead),
		waivable: isOwed(ahead, "acknowledgement") ? (context.policy.national?.acknowledgementExceptions ?? []) : [],
		mayAskFurther: mayAskFurther(ahead, context.policy.national?.furtherFeedback ?? null),
		mayWrite: !ahead.shredded.includes("case") && ahead.closed === null,
		severityRaised: state.raisedSeverity,
		severity: state.severity,
		handler: state.handler === null ? null : (roles.get(state.handler) ?? null),
		counted: countedAs(read),
		external: state.external,
		externalEligible: state.externalEligible,
		proofs: proofsOf(open),
	};
}

function rolesOf(successors: readonly Successor[]): readonly Role[] {
	return [...new Set(successors.map(({ holder }) => holder.statement.role))];
}

/** Everything about a mailbox that could not be proved. */
export function findingsOf({ case: read, findings }: OpenMailbox): readonly Finding[] {
	return [...read.findings, ...findings];
}

type Withdrawing = Pick<MailboxView, "withdrawal" | "withdrawalWouldEnd" | "withdrawalDays">;

function withdrawalOf({ closed, withdrawal }: CaseState, visibleAt: Instant, context: Context): Withdrawing {
	const { effect } = context.policy.withdrawal;
	return {
		withdrawal: closed === null ? (withdrawal?.effectiveAt ?? null) : null,
		withdrawalWouldEnd: closed === null && withdrawal === null ? after(visibleAt, effect, context) : null,
		withdrawalDays: "workingDays" in effect ? effect.workingDays : null,
	};
}

function askedOf({ feedback, detriments }: CaseState): Pick<MailboxView, "feedbackAsked" | "detrimentAsked"> {
	return {
		feedbackAsked: feedback !== null && !feedback.answered ? feedback.sequence : null,
		detrimentAsked: detriments.find(({ answered }) => !answered)?.sequence ?? null,
	};
}

function entriesOf({ case: read, leaves }: OpenMailbox, ahead: CaseState): readonly StoryEntry[] {
	const trusted = new Set(read.trusted.map(({ sequence }) => sequence));
	return read.events.map(({ sequence, at, by, happening }, place) => {
		const letters = read.letters.filter((letter) => letter.sequence === sequence);
		const answer = ahead.answers.find((one) => one.sequence === sequence);
		const isUnreadable = letters.some(({ says }) => typeof says === "string");
		return {
			sequence,
			at,
			by,
			happening,
			letters: letters.map(letterView),
			isTrusted: trusted.has(sequence),
			isInLog: leaves[place]?.index !== null,
			claim:
				answer === undefined
					? null
					: { clocks: [...new Set(answer.runnings.map(({ clock }) => clock))], isDisputed: answer.disputed, isUnreadable },
		};
	});
}

function letterView({ place: { context }, says }: ReadLetter): LetterView {
	return { compartment: context.compartment, purpose: context.purpose, says };
}

function isOwed(state: CaseState, clock: ClockName): boolean {
	return state.closed === null && state.runnings.some((running) => running.clock === clock && running.stopped === null);
}

function mayAskFurther(state: CaseState, interval: unknown): boolean {
	const outcomes = state.runnings.filter(({ clock }) => clock === "outcome");
	return interval !== null && state.closed === null && outcomes.length > 0 && outcomes.every(({ stopped }) => stopped !== null);
}

function proofsOf(open: OpenMailbox): Proofs {
	const { leaves, log } = open;
	const all = findingsOf(open);
	const inLog = leaves.filter(({ index }) => index !== null).length;
	return {
		findings: all,
		inLog,
		notYet: leaves.length - inLog,
		logSize: log?.entries.length ?? null,
		isPromiseKept: !all.some(({ code }) => code === "wrong-promise") && leaves[0]?.index !== null,
	};
}
