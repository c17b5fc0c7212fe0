/** What may be asked of a case, and what a decision answers. */

import type { Notice } from "@answerable/types/desk";
import type { Actor, Happening, ShredScope } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import type { Role, Rung } from "@answerable/types/role";
import type {
	AcknowledgeStatement,
	AgreeDowngradeStatement,
	CloseStatement,
	DetrimentStatement,
	DisputeStatement,
	ExplainStatement,
	ExtendStatement,
	FeedbackStatement,
	FurtherFeedbackStatement,
	GrantStatement,
	HandOverStatement,
	HoldStatement,
	LetterStatement,
	LiftStatement,
	LinkStatement,
	PauseStatement,
	ProposeDowngradeStatement,
	RaiseStatement,
	RecallStatement,
	RekeyStatement,
	ReopenStatement,
	ResumeStatement,
	RewrapStatement,
	TriageStatement,
	WaiveStatement,
	WithdrawStatement,
} from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";

export type Handler = Extract<Actor, { actor: "handler" }>;
export type Reporter = Extract<Actor, { actor: "reporter" }>;

/** Who is given a case by a grant: the directory knows the person and role of the tenure that the statement names. */
export type Grantee = { readonly tenure: TenureId; readonly person: PersonId; readonly role: Role };

type Handlers<K extends string, S> = { readonly kind: K; readonly by: Handler; readonly statement: S };
type Reporters<K extends string, S> = { readonly kind: K; readonly statement: S };

/** What only a handler may do. */
export type HandlersCommand =
	| Handlers<"triage", TriageStatement>
	| Handlers<"acknowledge", AcknowledgeStatement>
	| Handlers<"explain", ExplainStatement>
	| Handlers<"close", CloseStatement>
	| (Handlers<"grant", GrantStatement> & { readonly grantee: Grantee })
	| Handlers<"propose-downgrade", ProposeDowngradeStatement>
	| Handlers<"agree-downgrade", AgreeDowngradeStatement>
	| Handlers<"extend", ExtendStatement>
	| Handlers<"pause", PauseStatement>
	| Handlers<"resume", ResumeStatement>
	| Handlers<"hand-over", HandOverStatement>
	| Handlers<"link", LinkStatement>
	| Handlers<"reopen", ReopenStatement>
	| Handlers<"place-hold", HoldStatement>
	| Handlers<"lift-hold", LiftStatement>;

/** What counts only with the reporter's own signature; a claim code may do none of it but `rekey`. */
export type ReportersCommand =
	| Reporters<"dispute", DisputeStatement>
	| Reporters<"withdraw", WithdrawStatement>
	| Reporters<"recall", RecallStatement>
	| Reporters<"rekey", RekeyStatement>
	| Reporters<"answer-feedback", FeedbackStatement>
	| Reporters<"answer-detriment", DetrimentStatement>
	| Reporters<"waive", WaiveStatement>
	| Reporters<"ask-further-feedback", FurtherFeedbackStatement>
	| Reporters<"rewrap", RewrapStatement>;

/** What the system brings about. */
export type SystemCommand =
	| { readonly kind: "escalate-if-due" }
	| {
			readonly kind: "release";
			readonly rung: Rung;
			/** The instant authenticated inside the outer seal. */
			readonly notBefore: Instant;
			readonly tenures: readonly TenureId[];
			readonly witnessed: boolean;
			/** Tenures whose keys the releaser itself knows to be gone. */
			readonly lost?: readonly TenureId[];
	  }
	/** `lost` are the tenures that can open nothing any more, the last of them since `since`: the directory knows them. */
	| { readonly kind: "nobody-can-open"; readonly lost: readonly TenureId[]; readonly since: Instant }
	| { readonly kind: "view"; readonly tenure: TenureId }
	| { readonly kind: "shred"; readonly scope: ShredScope };

export type Command =
	| { readonly kind: "raise"; readonly organisation: OrganisationId; readonly caseTag: CaseTag; readonly statement: RaiseStatement }
	| { readonly kind: "letter"; readonly by: Handler | Reporter; readonly statement: LetterStatement }
	| HandlersCommand
	| ReportersCommand
	| SystemCommand;

export type CommandOf<K extends Command["kind"]> = Extract<Command, { kind: K }>;

/** An event before the store gives it its place in the chain. */
export type NewEvent = { readonly at: Instant; readonly by: Actor; readonly happening: Happening };

/** Tells a handler that something waits; it never says what. */
export type NewNotice = { readonly tenure: TenureId; readonly kind: Notice["kind"] };

export type Refused = { readonly refused: RefusalCode };
export type Decided = { readonly events: readonly NewEvent[]; readonly notices: readonly NewNotice[] };
export type Decision = Decided | Refused;

/** Whether a decision, or any other answer of the domain, is a refusal. */
export function isRefused<T extends object>(answer: T | Refused): answer is Refused {
	return "refused" in answer;
}
