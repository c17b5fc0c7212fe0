/** What the api asks of the database, as values and plain calls. `database.ts` answers with `packages/store`. */

import type { ActParts } from "@answerable/log/act";
import type { Served } from "@answerable/log/tile-path";
import type { BeginningsAsked } from "@answerable/store/desk-beginnings";
import type { DeskRequest, DeskDoor as SeenDoor } from "@answerable/store/desk-case";
import type { WatchAsked, WatchedParts } from "@answerable/store/desk-watch";
import type { HandlerCommand } from "@answerable/store/handler-act";
import type { Heartbeat } from "@answerable/store/heartbeat";
import type { MailboxDoor, ReadMailbox } from "@answerable/store/mailbox";
import type { HandOverRequest, OrganisationRequest } from "@answerable/store/organisation-desk";
import type { Countersigning, Declining, Proposed, Proposing } from "@answerable/store/proposal";
import type { NotDone } from "@answerable/store/proposal-check";
import type { Hash } from "@answerable/types/bytes";
import type { CaseBeginning, DeskCase, Inbox, MyTenure, Notice } from "@answerable/types/desk";
import type { ActSignature, CaseEvent } from "@answerable/types/event";
import type { FoundingDesk } from "@answerable/types/founding";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { IntakeParameters, OrganisationCard, RaiseAnswer, ReporterAct } from "@answerable/types/intake";
import type { DirectoryKey, KeyStatement } from "@answerable/types/key";
import type { HandOverList, OrganisationDesk, SoleOpenerList } from "@answerable/types/organisation";
import type { LoggedPages } from "@answerable/types/pages";
import type { Instant } from "@answerable/types/time";
import type { AccountStore } from "./account-port.ts";
import type { CaseRequest } from "./desk-case.ts";
import type { Refused } from "./problem.ts";
import type { ReadRaise } from "./raise-frame.ts";
import type { DoneWork } from "./work.ts";

/** What an organisation's intake stands on today. */
export type Intake = Omit<IntakeParameters, "now" | "work"> & {
	readonly policyHash: Hash;
	readonly calendarHash: Hash;
	readonly releaseKeysTaken: readonly string[];
};

/** A case as far as a handler's signature has to be checked against it. */
export type DeskDoor = Pick<SeenDoor, "organisation" | "caseTag" | "policy" | "tenure">;

/** A signed act, checked, on its way into the history. */
export type SignedAct = {
	readonly caseTag: CaseTag;
	readonly parts: ActParts;
	readonly signature: ActSignature;
	readonly ciphertext: Uint8Array | null;
};

/** What a handler signed, as a command, with the wrap of a grant. */
export type HandlersAct = SignedAct & { readonly command: HandlerCommand; readonly wrap: Uint8Array | null };

/** How the deployment's keys are cared for: quarters whose release key the log holds, and whether lost keys could be brought back. */
export type KeyCare = { readonly releaseQuarters: readonly string[]; readonly recovery: { readonly completeAt: Instant | null } | null };

/** Everything that the api reads and writes. Whatever writes does so in one transaction, or one statement. */
export type Store = AccountStore & {
	readonly organisations: () => Promise<readonly OrganisationCard[]>;
	readonly intake: (which: { slug: string } | { id: OrganisationId }, now: Instant) => Promise<Intake | null>;
	/** The first answer to a raise with the same act, if there was one. */
	readonly raisedBefore: (raise: ReadRaise) => Promise<RaiseAnswer | null>;
	readonly raise: (raise: ReadRaise, work: DoneWork, now: Instant) => Promise<{ answer: RaiseAnswer; again: boolean } | Refused>;
	readonly mailboxDoor: (organisation: OrganisationId, mailbox: Hash) => Promise<MailboxDoor | null>;
	readonly mailbox: (caseTag: CaseTag, now: Instant) => Promise<ReadMailbox | null>;
	readonly reporterAct: (signed: SignedAct, act: ReporterAct, now: Instant) => Promise<{ visibleAt: Instant } | Refused>;
	readonly tenures: (person: PersonId) => Promise<readonly MyTenure[]>;
	/** Null for a cursor that is none. */
	readonly inbox: (person: PersonId, cursor: string | null, now: Instant) => Promise<Inbox | null>;
	readonly notices: (person: PersonId) => Promise<readonly Notice[]>;
	/** Of the cases asked for those that may be read. */
	readonly beginnings: (asked: BeginningsAsked) => Promise<readonly CaseBeginning[]>;
	/** Null when this tenure is not the person's, and when it may not know of the case. */
	readonly deskCase: (request: CaseRequest) => Promise<DeskCase | null>;
	/** Whether something is new: by the same rules as `inbox` and `deskCase`. */
	readonly watch: (asked: WatchAsked) => Promise<WatchedParts>;
	readonly deskDoor: (request: DeskRequest) => Promise<DeskDoor | null>;
	/** Colleagues to whom the case may be given; null as `deskCase`, and where the tenure has no content to give. */
	readonly grantees: (request: DeskRequest) => Promise<readonly DirectoryKey[] | null>;
	/** A tenure that is held now. */
	readonly holder: (tenure: TenureId) => Promise<KeyStatement | null>;
	readonly handlerAct: (act: HandlersAct, now: Instant) => Promise<{ event: CaseEvent; again: boolean } | Refused>;
	/** Null for an organisation that is not the person's; so the next one. */
	readonly organisationDesk: (request: OrganisationRequest) => Promise<OrganisationDesk | null>;
	/** Null to anybody but the three who begin it, and once it has begun. */
	readonly founding: (request: Omit<OrganisationRequest, "now">) => Promise<FoundingDesk | null>;
	readonly soleOpeners: (request: OrganisationRequest) => Promise<SoleOpenerList | null>;
	/** Null unless it is from one of mine to a colleague's. */
	readonly handOver: (request: HandOverRequest) => Promise<HandOverList | null>;
	readonly propose: (proposing: Proposing) => Promise<Proposed | NotDone>;
	readonly countersign: (countersigning: Countersigning) => Promise<Proposed | NotDone>;
	readonly decline: (declining: Declining) => Promise<Proposed | NotDone>;
	readonly tile: (place: Served) => Promise<Uint8Array | null>;
	readonly checkpoint: () => Promise<string | null>;
	/** A list of what the pages are made of, the newest without a number; null if there is no such. */
	readonly pages: (number: number | null) => Promise<LoggedPages | null>;
	readonly logKey: () => Promise<string | null>;
	/** Deletes what has expired by now: sessions, and puzzles that were used. */
	readonly forget: (now: Instant) => Promise<void>;
	readonly heartbeats: () => Promise<readonly Heartbeat[]>;
	readonly keyCare: () => Promise<KeyCare>;
	readonly deploymentKeyHashes: () => Promise<{ promise: string | null; release: string | null }>;
};
