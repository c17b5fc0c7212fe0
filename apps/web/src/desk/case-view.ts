/** A case as the desk's pages show it: plain values, in which no key is left. */
import type { CaseState, Closed } from "@answerable/domain/case";
import { localDate } from "@answerable/domain/instant";
import { isNews } from "@answerable/domain/news";
import { RETURN_LIST } from "@answerable/domain/return-list";
import { sightsOf } from "@answerable/domain/sight";
import type { OpenedClock, Severity } from "@answerable/types/clock";
import type { Categories } from "@answerable/types/content";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Compartment, Role, Rung } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import type { External } from "@answerable/types/statement";
import type { CivilDate, Instant } from "@answerable/types/time";
import { type Agreed, agreedActionsOf } from "../agreed-actions.ts";
import type { Finding, ReadLetter } from "../case-reading.ts";
import { countedAs } from "../counted-as.ts";
import { type Expected, expectedOf } from "../reporter/expected.ts";
import type { LetterView } from "../reporter/view.ts";
import type { OpenCase } from "./case.ts";
import { type Choices, choicesFor } from "./case-choices.ts";
import { tieWords } from "./link.ts";
import { titleOf } from "./title.ts";

/** Something that happened, with its letters. `isDisputed`: the reporter said that it answered nothing. */
export type DeskEntry = Pick<CaseEvent, "sequence" | "at" | "by" | "happening"> & {
	readonly letters: readonly LetterView[];
	readonly isTrusted: boolean;
	readonly isDisputed: boolean;
	/** False for that somebody opened the case. */
	readonly isNews: boolean;
};

/** What a case is about. */
export type CaseHeader = {
	readonly title: string;
	readonly unit: string;
	readonly subject: Subject;
};

export type CaseView = {
	readonly caseTag: CaseTag;
	readonly organisation: OrganisationId;
	readonly tenure: TenureId;
	readonly asOf: Instant;
	readonly zone: string;
	readonly role: Role;
	readonly rung: Rung;
	readonly header: CaseHeader | null;
	readonly severity: Severity;
	readonly severityRaised: Severity;
	/** Who handles it, and whether that is me. */
	readonly handler: Role | null;
	readonly isMine: boolean;
	readonly roles: ReadonlyMap<TenureId, Role>;
	readonly entries: readonly DeskEntry[];
	readonly expected: readonly Expected[];
	readonly choices: Choices;
	/** What was agreed to be done, the soonest due first. */
	readonly agreed: readonly Agreed[];
	/** Under what it is counted in the national return; and the kind of work that the reporter gave, where it can be read here. */
	readonly counted: Categories | null;
	readonly workerGroup: string | null;
	/** The list that it is counted by. */
	readonly returnList: { readonly id: Categories["list"]; readonly elements: readonly string[]; readonly groups: readonly string[] };
	/** Days on the organisation's calendar: today, and the last on which a board's answer that is given now may be looked at again. */
	readonly today: CivilDate;
	readonly reviewBy: CivilDate | null;
	/** Who reads its notes: now, and if it goes up. */
	readonly noteReaders: NoteReaders;
	/** Whose holidays its clocks know: it tells the nation. */
	readonly division: string;
	readonly opens: readonly Compartment[];
	readonly external: External;
	readonly externalEligible: boolean;
	readonly closed: Closed | null;
	/** Its clocks wait for the reporter until then. */
	readonly pausedUntil: Instant | null;
	readonly findings: readonly Finding[];
	/** Wraps that should have opened and did not. */
	readonly unopened: number;
};

/** Roles, each once: those who open the notes now, and those who will once their rung is told. */
export type NoteReaders = { readonly now: readonly Role[]; readonly later: readonly Role[] };

/** What there is of a case whose holder may know that it exists, and nothing else. */
export type ExistenceView = Pick<CaseView, "caseTag" | "tenure" | "severity" | "zone"> & {
	readonly clocks: readonly OpenedClock[];
	/** Rungs on which its holder was told and has not said that they heard. */
	readonly heard: readonly Rung[];
};

/** The view of a case that may not be read. */
export function existenceViewOf({ desk, tenure }: OpenCase): ExistenceView {
	const { row, policy, clocks, rungs } = desk;
	const heard = rungs.filter(({ rung, acknowledged }) => rung === row.rung && !acknowledged).map(({ rung }) => rung);
	return { caseTag: row.caseTag, tenure: tenure.statement.tenure, severity: row.severity, zone: policy.zone, clocks, heard };
}

/** The view of a case at an instant; null if its history cannot be believed at all. */
export function caseViewOf(open: OpenCase, now: Instant): CaseView | null {
	const { desk, tenure, case: read, keys, unopened } = open;
	const { state, context, holders } = read;
	if (state === null) return null;
	const roles = new Map([...holders].map(([each, { role }]) => [each, role] as const));
	const { statement } = tenure;
	const by = { actor: "handler", tenure: statement.tenure, person: statement.person, role: statement.role } as const;
	const opens = (["concern", "private", "notes"] as const).filter((compartment) => keys[compartment] !== undefined);
	const choices = choicesFor(state, { by, opens, now, context });
	return {
		caseTag: state.caseTag,
		organisation: state.organisation,
		tenure: statement.tenure,
		asOf: now,
		zone: context.policy.zone,
		role: statement.role,
		rung: desk.row.rung,
		header: headerOf(open),
		severity: state.severity,
		severityRaised: state.raisedSeverity,
		handler: state.handler === null ? null : (roles.get(state.handler) ?? null),
		isMine: state.handler === statement.tenure,
		roles,
		entries: entriesOf(open),
		expected: expectedOf(state, { now, context, roles }),
		choices,
		agreed: agreedActionsOf(read),
		counted: countedAs(read),
		workerGroup: workerGroupOf(read.letters),
		returnList: { id: RETURN_LIST.id, elements: RETURN_LIST.elements.map(({ id }) => id), groups: RETURN_LIST.groups },
		today: localDate(now, context.policy.zone),
		reviewBy: choices.explainUntil === null ? null : localDate(choices.explainUntil, context.policy.zone),
		noteReaders: noteReadersOf(state, roles),
		division: context.calendar.division,
		opens,
		external: state.external,
		externalEligible: state.externalEligible,
		closed: state.closed,
		pausedUntil: state.pause !== null && state.pause.until > now ? state.pause.until : null,
		findings: read.findings,
		unopened,
	};
}

/** What a case is about; null if the concern cannot be read. */
function headerOf({ case: { letters } }: OpenCase): CaseHeader | null {
	for (const { says } of letters) {
		if (typeof says === "string" || says.kind !== "concern") continue;
		const { text, unit, subject } = says.content;
		return { title: titleOf(text), unit, subject };
	}
	return null;
}

function noteReadersOf(state: CaseState, roles: ReadonlyMap<TenureId, Role>): NoteReaders {
	const opening = ({ opens }: { readonly opens: readonly Compartment[] }) => opens.includes("notes");
	const rolesOf = (tenures: readonly { readonly tenure: TenureId }[]) =>
		[...new Set(tenures.map(({ tenure }) => roles.get(tenure)))].filter((role) => role !== undefined);
	const now = rolesOf(sightsOf(state).filter(opening));
	return { now, later: rolesOf(state.recipients.filter(opening)).filter((role) => !now.includes(role)) };
}

function workerGroupOf(letters: readonly ReadLetter[]): string | null {
	for (const { says } of letters) {
		if (typeof says !== "string" && says.kind === "private" && says.content.workerGroup !== "") return says.content.workerGroup;
	}
	return null;
}

function entriesOf({ case: read }: OpenCase): readonly DeskEntry[] {
	const trusted = new Set(read.trusted.map(({ sequence }) => sequence));
	return read.events.map(({ sequence, at, by, happening }) => ({
		isNews: isNews({ happening }),
		sequence,
		at,
		by,
		happening,
		letters: read.letters.filter((letter) => letter.sequence === sequence).map(letterOf),
		isTrusted: trusted.has(sequence),
		isDisputed: read.state?.answers.some((answer) => answer.sequence === sequence && answer.disputed) ?? false,
	}));
}

/** What machines read of a note is not for people. */
function withoutTie(says: ReadLetter["says"]): ReadLetter["says"] {
	if (typeof says === "string" || says.kind !== "letter") return says;
	return { kind: "letter", content: { ...says.content, text: tieWords(says.content.text) } };
}

function letterOf({ place: { context }, says }: ReadLetter): LetterView {
	return { compartment: context.compartment, purpose: context.purpose, says: context.purpose === "link" ? withoutTie(says) : says };
}
