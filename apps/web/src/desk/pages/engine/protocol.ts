/** What the desk's page and its engine say to each other. Words go to the engine once; keys never come back. */
import type { MySession } from "@answerable/types/account";
import type { InvitationKind } from "@answerable/types/admin";
import type { Hash } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { Beside } from "@answerable/types/content";
import type { InboxRow, LoginName } from "@answerable/types/desk";
import type { FoundingDesk } from "@answerable/types/founding";
import type { AppointmentId, CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Compartment, Role, Rung } from "@answerable/types/role";
import type { CloseStatement, ExplainStatement, ExtendStatement, LetterPurpose } from "@answerable/types/statement";
import type { CivilDate, Instant } from "@answerable/types/time";
import type { Met, RaisingProgress, RaisingRequests } from "../../../raising/raising.ts";
import type { Typed } from "../../../reporter/typed-words.ts";
import type { Listed } from "../../beginnings.ts";
import type { CaseView, ExistenceView } from "../../case-view.ts";
import type { HandOverProgress } from "../../hand-over.ts";
import type { CaseNews } from "../../news.ts";
import type { Panel } from "../../panel.ts";
import type { Locked } from "../../sign-in.ts";
import type { Found } from "../../signals.ts";
import type { TrailView } from "../../trail.ts";
import type { Entries } from "../drafts/shelf.ts";
import type { AdminRequests } from "./admin-protocol.ts";
import type { TurnoverRequests } from "./turnover-protocol.ts";
import type { WatchRequests } from "./watch-protocol.ts";

/** What is typed and not sent: the case (null for a concern that is none yet), the form that it stands in, and what is filled in. */
export type Draft = { readonly caseTag: CaseTag | null; readonly form: string; readonly filled: string };
/** One for each form of each case, the newest last. */
export type Drafts = readonly Draft[];

/** The desk with its keys put away, and what was typed, sealed: who has the words of this name opens both again. */
export type PutAway = { readonly locked: Locked; readonly drafts: string | null };

/** Who came in, and as what. */
export type Entered = {
	readonly name: LoginName;
	readonly person: PersonId;
	readonly administrator: boolean;
	/** False for whoever has no keys, on which words could be tried: they sign in again. */
	readonly mayUnlock: boolean;
	readonly wrongCodes: number;
	readonly tenures: readonly { readonly tenure: TenureId; readonly organisation: OrganisationId; readonly role: Role }[];
	/** Roles that they are to hold, and have no keys for yet. */
	readonly keyless: readonly { readonly id: AppointmentId; readonly organisation: OrganisationId; readonly role: Role }[];
	/** Organisations that begin with them and two others, and have not begun yet. */
	readonly foundings: readonly OrganisationId[];
	/** Roles whose keys these words do not open: they were made under words that are lost. */
	readonly locked: readonly { readonly tenure: TenureId; readonly organisation: OrganisationId; readonly role: Role }[];
	readonly organisations: ReadonlyMap<OrganisationId, string>;
	/** What they had typed in this tab, and the entries of its shelf that held it. */
	readonly drafts: Drafts;
	readonly shelved: Entries;
};

/** An organisation that begins with me, and what I have to do next: make a key, wait for the others, read out the number, or nothing. */
export type FoundingShown = {
	readonly organisation: OrganisationId;
	readonly name: string;
	readonly odsCode: string | null;
	/** The rules by id; null of a body outside, which follows none. */
	readonly policy: string | null;
	readonly bodies: readonly Pick<FoundingDesk["directory"][number], "name" | "remit" | "validFrom" | "validUntil">[];
	/** Mine. */
	readonly role: Role;
	readonly posts: readonly { readonly role: Role; readonly isMine: boolean; readonly state: "away" | "here" | "keyed" | "signed" }[];
	readonly step: "key" | "wait" | "read" | "signed";
	/** In groups of four; null before all three have made their keys. */
	readonly fingerprint: string | null;
};

/** A slip of the pen, which is told without asking anybody. */
export type Typo = { readonly outcome: "typo"; readonly what: "wrong-length" | "unknown-word" | "check-word-wrong" };
export type SignedIn = { readonly outcome: "entered"; readonly entered: Entered } | Typo;

/** What an invitation is to. */
export type Invited = {
	readonly kind: InvitationKind;
	readonly organisation: string | null;
	readonly roles: readonly Role[];
	/** Null for somebody new, who chooses a name. */
	readonly name: LoginName | null;
	readonly expiresAt: Instant;
};

/** What a phone is given once. */
export type Phone = { readonly secret: string; readonly uri: string };

/** What somebody does to a case. */
export type Doing =
	| {
			readonly kind: "letter";
			readonly purpose: LetterPurpose;
			readonly compartment: Compartment;
			readonly text: string;
			readonly beside?: Beside;
	  }
	| {
			readonly kind: "triage";
			readonly severity: Severity;
			readonly handler: TenureId;
			readonly text: string;
			readonly beside?: Beside;
	  }
	| { readonly kind: "hand"; readonly handler: TenureId }
	| { readonly kind: "heard"; readonly rung: Rung }
	/** Looked at again on that day, or as late as the rules allow if that comes sooner. */
	| { readonly kind: "explain"; readonly answer: ExplainStatement["answer"]; readonly reviewOn: CivilDate; readonly text: string }
	| { readonly kind: "close"; readonly reason: CloseStatement["reason"] }
	| { readonly kind: "extend"; readonly clock: ExtendStatement["clock"]; readonly text: string }
	| { readonly kind: "pause"; readonly text: string }
	| { readonly kind: "resume" }
	| { readonly kind: "lower"; readonly severity: Severity; readonly text: string }
	| { readonly kind: "agree"; readonly proposal: number }
	| { readonly kind: "reopen"; readonly text: string };

export type Choice = { readonly caseTag: CaseTag; readonly tenure: TenureId };

/** A case, as much of it as may be known. `not-believed`: not even its beginning can be. */
export type Shown =
	| { readonly sight: "content"; readonly view: CaseView }
	| { readonly sight: "existence"; readonly view: ExistenceView }
	| { readonly sight: "not-believed" };

/** Something was done to a case. */
export type Done = {
	/** The case as it is now; null if it could not be read again. */
	readonly shown: Shown | null;
	/** What the system had done to it meanwhile, which whoever acted had not seen; null for nothing. */
	readonly unseen: CaseNews | null;
};

export type Requests = ArrivingRequests & CaseRequests & TurnoverRequests & AdminRequests & WatchRequests;

type ArrivingRequests = {
	/** Reads what was typed so far: nothing leaves the device. */
	readTyped: { readonly takes: string; readonly gives: Typed };
	/** `shelved`: what this tab keeps of anybody; so wherever somebody comes in. */
	signIn: {
		readonly takes: { readonly name: string; readonly phrase: string; readonly code: string; readonly shelved: Entries };
		readonly gives: SignedIn;
	};
	/** Seals the drafts, and goes on. */
	keepDrafts: { readonly takes: Drafts; readonly gives: string };
	/** Seals the drafts; from then on the engine is of no use, and is ended. */
	lock: { readonly takes: Drafts; readonly gives: PutAway };
	unlock: { readonly takes: { readonly locked: Locked; readonly phrase: string; readonly shelved: Entries }; readonly gives: SignedIn };
	signOut: { readonly takes: null; readonly gives: null };
	/** Null for a link that holds no invitation. */
	openInvitation: { readonly takes: string; readonly gives: Invited | null };
	/** New words for a name, shown once, and which two of them are asked for. */
	makeWords: {
		readonly takes: string;
		readonly gives: { readonly words: readonly string[]; readonly askedFor: readonly [number, number] };
	};
	/** The phone's secret, once the two words are right; null while they are not. */
	confirmWords: { readonly takes: readonly [string, string]; readonly gives: Phone | null };
	/** A new phone for somebody who has their words. */
	useWords: {
		readonly takes: { readonly name: string; readonly phrase: string };
		readonly gives: { readonly outcome: "phone"; readonly phone: Phone } | Typo;
	};
	/** Whoever keeps their words finds what they had typed. */
	accept: { readonly takes: { readonly code: string; readonly shelved: Entries }; readonly gives: Entered };
	sessions: { readonly takes: null; readonly gives: readonly MySession[] };
	endSession: { readonly takes: MySession["id"]; readonly gives: readonly MySession[] };
	/** Here too. */
	endSessions: { readonly takes: null; readonly gives: null };
	/** Makes my keys for a role, and offers the public ones to the roots. Gives the key's hash, for them to compare. */
	offerKey: { readonly takes: { readonly organisation: OrganisationId; readonly role: Role }; readonly gives: Hash };
	/** Null once it has begun; so the next two. */
	founding: { readonly takes: OrganisationId; readonly gives: FoundingShown | null };
	makeFirstKey: { readonly takes: { readonly organisation: OrganisationId; readonly role: Role }; readonly gives: FoundingShown | null };
	/** `differs`: the others have another number on their screens, and nothing was signed. */
	signFounding: {
		readonly takes: { readonly organisation: OrganisationId; readonly readOut: string };
		readonly gives: FoundingShown | "differs" | null;
	};
};

type CaseRequests = {
	/** Everything that I may know of, telling the most urgent of it first. */
	today: { readonly takes: null; readonly gives: Rows };
	/** Opens how each listed case began, the first of the list first, telling as it goes; null if it was asked anew meanwhile. */
	openAll: { readonly takes: null; readonly gives: Found | null };
	/** Every event and step of a case; null if it cannot be believed. */
	trail: { readonly takes: Choice; readonly gives: TrailView | null };
	/** The case as it was last shown, for paper: nobody opens it once more for that. */
	panel: { readonly takes: Choice; readonly gives: Panel | null };
	openCase: { readonly takes: Choice; readonly gives: Shown };
	/** Two cases beside each other; whether they are tied, and whether I may tie them. */
	together: {
		readonly takes: readonly [Choice, Choice];
		readonly gives: { readonly shown: readonly [Shown, Shown]; readonly isTied: boolean; readonly mayTie: boolean };
	};
	/** Ties two cases, each in a note with these words. */
	tie: { readonly takes: { readonly cases: readonly [Choice, Choice]; readonly words: readonly [string, string] }; readonly gives: null };
	act: { readonly takes: Choice & { readonly doing: Doing }; readonly gives: Done };
	/** Fetches and checks the keys of an organisation of mine, to record what somebody told me. */
	meet: { readonly takes: OrganisationId; readonly gives: Met };
} & Pick<RaisingRequests, "plan" | "send">;

/** Cases that were opened since the last of these; null for each that cannot be read. */
export type OpenedSome = {
	readonly kind: "opened";
	readonly listed: ReadonlyMap<CaseTag, Listed | null>;
	readonly opened: number;
	readonly of: number;
};

/** How far a hand-over has come. */
export type HandingOver = HandOverProgress & { readonly kind: "handing-over" };

/** Cases as they were listed, and what time it is for the server. */
export type Rows = { readonly rows: readonly InboxRow[]; readonly now: Instant };

/** How far it is. */
export type Progress =
	| OpenedSome
	| (Rows & { readonly kind: "first" })
	| HandingOver
	| { readonly kind: "sending"; readonly step: RaisingProgress };
