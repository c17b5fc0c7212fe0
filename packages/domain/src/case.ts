/** The state of a case as its history tells it. */

import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { ClockName, Running, Severity } from "@answerable/types/clock";
import type { Received, ShredScope } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Compartment, Rung } from "@answerable/types/role";
import type {
	CloseStatement,
	External,
	HoldStatement,
	LetterPurpose,
	LinkStatement,
	Origin,
	Recipient,
	RewrapStatement,
} from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";

/** One running of a clock, open or answered. */
export type RunningState = {
	readonly clock: ClockName;
	readonly round: number;
	readonly opens: Instant;
	readonly due: Instant;
	/** The gravest severity that it has known: its ladder never slows down. */
	readonly severity: Severity;
	/** Its due without the pause that lasts; null if none does, or it is not paused. */
	readonly unpaused: Instant | null;
	/** An extension is granted once. */
	readonly extended: boolean;
	/** The sequence of the event that opened it. */
	readonly openedBy: number;
	/** The act that answered it; null while it runs. */
	readonly stopped: { readonly sequence: number; readonly at: Instant } | null;
	/** Fractions of the pre-warnings already given. */
	readonly warned: readonly number[];
	/** Warnings due up to this instant are no longer given: the running was opened, or reopened, then. */
	readonly warnAfter: Instant;
	/** A board's explanation: rungs that would fire within it wait for its end. */
	readonly hold: { readonly from: Instant; readonly until: Instant } | null;
	/** Comply or explain holds a running once. */
	readonly explained: boolean;
};

/** A rung that was told: of a missed due, or (running null) at submission. */
export type FiredRung = {
	readonly rung: Rung;
	readonly running: Running | null;
	readonly sequence: number;
	readonly at: Instant;
	/** What being told gave: above rung 1 the content waits for the releaser. */
	readonly sight: "existence" | "content";
	readonly due: Instant | null;
	readonly scheduled: Instant;
	readonly recipients: readonly TenureId[];
	readonly skipped: readonly Rung[];
	readonly acknowledged: { readonly at: Instant; readonly tenure: TenureId } | null;
};

/** An act that stopped or held clocks, or would lower the severity, and that the reporter may therefore dispute, once. */
export type Answer = {
	readonly sequence: number;
	readonly kind: LetterPurpose | "triage" | "explained" | "downgrade";
	readonly by: TenureId;
	readonly at: Instant;
	readonly runnings: readonly Running[];
	readonly disputed: boolean;
};

/** Where somebody stands on the ladder. */
export type Place = Recipient & {
	/** Whose place it was, if the reporter gave it to whoever holds the office now; null for those of the raise. */
	readonly after: TenureId | null;
};

export type Grant = {
	readonly tenure: TenureId;
	readonly opens: readonly Compartment[];
	readonly sequence: number;
	/** Whose place it is, if the reporter gave it; null if a colleague did. */
	readonly place: RewrapStatement["place"] | null;
};

/** A lower severity that one person proposed; `from` is the severity that another's agreement took it from, null until then. */
export type Proposal = {
	readonly sequence: number;
	readonly person: PersonId;
	readonly severity: Severity;
	readonly from: Severity | null;
};

/** Clocks wait for the reporter, no longer than `until`. */
export type Pause = { readonly from: Instant; readonly until: Instant };

/** A question that the reporter was asked after closure. */
export type Asked = { readonly sequence: number; readonly at: Instant; readonly answered: boolean };

export type Closed = { readonly at: Instant; readonly reason: CloseStatement["reason"] | "withdrawn" };

export type Released = { readonly rung: Rung; readonly tenure: TenureId; readonly at: Instant };

export type CaseState = {
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	/** The last event. No later event is dated before it. */
	readonly head: { readonly sequence: number; readonly at: Instant };
	/** When staff may first see the case. */
	readonly raisedAt: Instant;
	readonly received: Received;
	readonly origin: Origin;
	/** Whether the code in hand is a claim code: it reads and replies, and decides nothing in the reporter's name. */
	readonly claimed: boolean;
	/** The reporter's own claim: it fixes for good how finely the reporter's acts are told in time. */
	readonly raisedSeverity: Severity;
	readonly severity: Severity;
	/** When it last rose. */
	readonly severitySince: Instant;
	/** The gravest that it has been: whom it told, and how finely its leaves tell a due, no downgrade takes back. */
	readonly gravest: Severity;
	readonly proposals: readonly Proposal[];
	readonly safetyAction: boolean;
	readonly external: External;
	readonly externalEligible: boolean;
	readonly excluded: readonly PersonId[];
	/** Those of the raise, and whoever was given a place on a rung that had not come. */
	readonly recipients: readonly Place[];
	/** The key that signs for the reporter now, and the hash of the reporter's other keys. */
	readonly messageSign: SigningKey;
	readonly reporterKeys: Hash;
	readonly routed: { readonly content: readonly TenureId[]; readonly existence: readonly TenureId[] } | null;
	readonly handler: TenureId | null;
	readonly runnings: readonly RunningState[];
	readonly fired: readonly FiredRung[];
	readonly answers: readonly Answer[];
	readonly released: readonly Released[];
	readonly grants: readonly Grant[];
	/** Handlers' questions since the reporter last wrote. */
	readonly questions: readonly Instant[];
	readonly pause: Pause | null;
	/** How much of the policy's pause was used, in its own unit. */
	readonly pauseUsed: number;
	readonly withdrawal: { readonly askedAt: Instant; readonly effectiveAt: Instant } | null;
	readonly closed: Closed | null;
	/** Asked since the case was last closed. */
	readonly feedback: Asked | null;
	readonly detriments: readonly Asked[];
	readonly links: readonly Pick<LinkStatement, "relation" | "other">[];
	/** The last time that each tenure opened the case. */
	readonly views: readonly { readonly tenure: TenureId; readonly at: Instant }[];
	/** Who was found to be unable to open it any more, and which rung was given it instead. */
	readonly abandoned: readonly { readonly lost: readonly TenureId[]; readonly since: Instant; readonly rung: Rung }[];
	readonly legalHold: HoldStatement["ground"] | null;
	readonly announced: readonly { readonly scope: ShredScope; readonly at: Instant }[];
	readonly shredded: readonly ShredScope[];
};
