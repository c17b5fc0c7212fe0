/** What happened to a case, in order. Insert-only: hashes and instants, never words. */
import { z } from "zod/mini";
import { Hash, Signature } from "./bytes.ts";
import { OpenedClock, Running, Severity } from "./clock.ts";
import { CaseTag, OrganisationId, PersonId, TenureId } from "./id.ts";
import { Role, Rung } from "./role.ts";
import {
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
} from "./statement.ts";
import { CivilDate, Instant } from "./time.ts";

/** Who acted. `worker` and `releaser` are the system: they sign nothing, and anyone can recompute what they did. */
export const Actor = z.discriminatedUnion("actor", [
	z.strictObject({ actor: z.literal("reporter") }),
	z.strictObject({ actor: z.literal("handler"), tenure: TenureId, person: PersonId, role: Role }),
	z.strictObject({ actor: z.literal("worker") }),
	z.strictObject({ actor: z.literal("releaser") }),
]);
export type Actor = z.infer<typeof Actor>;

const Nothing = z.strictObject({});
const Clocks = z.array(OpenedClock).check(z.maxLength(12));
const Runnings = z.array(Running).check(z.maxLength(12));
const Tenures = z.array(TenureId).check(z.maxLength(64));

/** `identity`: what tells who the reporter is; `case`: all that can be read. */
export const ShredScope = z.enum(["identity", "case"]);
export type ShredScope = z.infer<typeof ShredScope>;

/** When a concern was received, as finely as the policy lets it be told. */
export const Received = z.strictObject({
	/** Local date of receipt: calendar-day and statutory clocks count from it. */
	on: CivilDate,
	/** The true second, for policies of instant resolution; null otherwise. */
	at: z.nullable(Instant),
	/** Day 0 of working-day clocks: the next working day after the cut-off or on a day off. */
	dayZero: CivilDate,
});
export type Received = z.infer<typeof Received>;

/** What each kind of event says (signed by its actor) and what followed from it (added by `decide`). */
export const Happening = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("raised"),
		statement: RaiseStatement,
		consequence: z.strictObject({ received: Received, clocks: Clocks }),
	}),
	/** The case was shown to its first recipients, and told to the rungs that hear at submission. */
	z.strictObject({
		kind: z.literal("routed"),
		statement: Nothing,
		consequence: z.strictObject({ content: Tenures, existence: Tenures }),
	}),
	/** `clocks` are rounds that it opens and runnings whose due it brings forward: a reporter's letter ends a pause. */
	z.strictObject({
		kind: z.literal("letter"),
		statement: LetterStatement,
		consequence: z.strictObject({ stops: Runnings, clocks: Clocks }),
	}),
	/** `clocks` are running clocks whose due moved earlier because the severity rose. */
	z.strictObject({
		kind: z.literal("triaged"),
		statement: TriageStatement,
		consequence: z.strictObject({ stops: Runnings, clocks: Clocks }),
	}),
	z.strictObject({
		kind: z.literal("warned"),
		statement: Nothing,
		consequence: z.strictObject({ running: Running, fraction: z.number(), due: Instant, recipients: Tenures }),
	}),
	z.strictObject({
		kind: z.literal("escalated"),
		statement: Nothing,
		consequence: z.strictObject({
			running: Running,
			rung: Rung,
			/** The due that was missed. */
			due: Instant,
			/** When this rung should have fired; the event's own instant tells how late it did. */
			scheduled: Instant,
			because: z.enum(["overdue", "not-acknowledged"]),
			recipients: Tenures,
			skipped: z.array(Rung).check(z.maxLength(5)),
		}),
	}),
	z.strictObject({
		kind: z.literal("released"),
		statement: Nothing,
		consequence: z.strictObject({
			rung: Rung,
			tenures: Tenures,
			notBefore: Instant,
			witnessed: z.boolean(),
		}),
	}),
	z.strictObject({ kind: z.literal("acknowledged"), statement: AcknowledgeStatement, consequence: Nothing }),
	/** `holds` are the runnings whose ladder waits until the review. */
	z.strictObject({
		kind: z.literal("explained"),
		statement: ExplainStatement,
		consequence: z.strictObject({ holds: Runnings, until: Instant }),
	}),
	/** `reopens` run again from their original due; `clocks` are brought forward by the severity that the dispute restores, or the pause that it ends. */
	z.strictObject({
		kind: z.literal("disputed"),
		statement: DisputeStatement,
		consequence: z.strictObject({ reopens: Runnings, clocks: Clocks }),
	}),
	z.strictObject({
		kind: z.literal("withdrawal-asked"),
		statement: WithdrawStatement,
		consequence: z.strictObject({ effectiveAt: Instant }),
	}),
	z.strictObject({ kind: z.literal("withdrawn"), statement: Nothing, consequence: Nothing }),
	/** `clocks` come back from a pause that the closure ends: they run on if the case is opened again. */
	z.strictObject({ kind: z.literal("closed"), statement: CloseStatement, consequence: z.strictObject({ clocks: Clocks }) }),
	z.strictObject({ kind: z.literal("granted"), statement: GrantStatement, consequence: Nothing }),
	z.strictObject({ kind: z.literal("withdrawal-recalled"), statement: RecallStatement, consequence: Nothing }),
	z.strictObject({ kind: z.literal("downgrade-proposed"), statement: ProposeDowngradeStatement, consequence: Nothing }),
	/** Counts for what opens later: no running due moves and no ladder slows down. */
	z.strictObject({
		kind: z.literal("downgraded"),
		statement: AgreeDowngradeStatement,
		consequence: z.strictObject({ severity: Severity }),
	}),
	/** `clocks` hold the one running whose due moves later, as far as the policy grants and no further than its backstop. */
	z.strictObject({ kind: z.literal("extended"), statement: ExtendStatement, consequence: z.strictObject({ clocks: Clocks }) }),
	/** `clocks` are due as if the pause took all the time that is left, until `until`; what ends it sooner brings them back. */
	z.strictObject({ kind: z.literal("paused"), statement: PauseStatement, consequence: z.strictObject({ clocks: Clocks, until: Instant }) }),
	z.strictObject({ kind: z.literal("resumed"), statement: ResumeStatement, consequence: z.strictObject({ clocks: Clocks }) }),
	z.strictObject({ kind: z.literal("handed-over"), statement: HandOverStatement, consequence: Nothing }),
	z.strictObject({ kind: z.literal("rekeyed"), statement: RekeyStatement, consequence: Nothing }),
	z.strictObject({ kind: z.literal("linked"), statement: LinkStatement, consequence: Nothing }),
	/** Nobody who could open the case is left: the next rung is given it. `lost` are the tenures that can no longer. */
	z.strictObject({
		kind: z.literal("nobody-can-open"),
		statement: Nothing,
		consequence: z.strictObject({ lost: Tenures, since: Instant, rung: Rung, recipients: Tenures }),
	}),
	z.strictObject({ kind: z.literal("reopened"), statement: ReopenStatement, consequence: z.strictObject({ clocks: Clocks }) }),
	/** Somebody opened the case, once a day and tenure; the reporter sees the role. */
	z.strictObject({ kind: z.literal("viewed"), statement: Nothing, consequence: z.strictObject({ tenure: TenureId }) }),
	z.strictObject({ kind: z.literal("feedback-asked"), statement: Nothing, consequence: Nothing }),
	z.strictObject({ kind: z.literal("feedback-answered"), statement: FeedbackStatement, consequence: Nothing }),
	/** `check` is 0 for the first check after this closure. */
	z.strictObject({
		kind: z.literal("detriment-asked"),
		statement: Nothing,
		consequence: z.strictObject({ check: z.int().check(z.gte(0), z.lte(5)) }),
	}),
	/** Suffered detriment opens the case again, at S2 at least, with these clocks. */
	z.strictObject({
		kind: z.literal("detriment-answered"),
		statement: DetrimentStatement,
		consequence: z.strictObject({ severity: Severity, clocks: Clocks }),
	}),
	z.strictObject({ kind: z.literal("hold-placed"), statement: HoldStatement, consequence: Nothing }),
	z.strictObject({ kind: z.literal("hold-lifted"), statement: LiftStatement, consequence: Nothing }),
	/** The guardian is told before anything is deleted. */
	z.strictObject({ kind: z.literal("shredding-announced"), statement: Nothing, consequence: z.strictObject({ scope: ShredScope }) }),
	/** What could be read was deleted; what was hashed stays. */
	z.strictObject({ kind: z.literal("shredded"), statement: Nothing, consequence: z.strictObject({ scope: ShredScope }) }),
	z.strictObject({ kind: z.literal("waived"), statement: WaiveStatement, consequence: z.strictObject({ stops: Runnings }) }),
	z.strictObject({
		kind: z.literal("further-feedback-asked"),
		statement: FurtherFeedbackStatement,
		consequence: z.strictObject({ clocks: Clocks }),
	}),
	z.strictObject({ kind: z.literal("rewrapped"), statement: RewrapStatement, consequence: Nothing }),
]);
export type Happening = z.infer<typeof Happening>;
export type HappeningKind = Happening["kind"];

/** The last event that a signer had seen: what ties a signed act to its place in the history. */
export const Seen = z.strictObject({ sequence: z.int().check(z.gte(-1)), hash: Hash });
export type Seen = z.infer<typeof Seen>;

/** A detached signature over the act (see FORMAT.md, "Acts"); the act's hash is also its idempotency key. */
export const ActSignature = z.strictObject({ seen: Seen, signature: Signature });
export type ActSignature = z.infer<typeof ActSignature>;

/** An event as it stands in the chain of its case. */
export const CaseEvent = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	caseTag: CaseTag,
	sequence: z.int().check(z.gte(0), z.lte(100_000)),
	at: Instant,
	by: Actor,
	happening: Happening,
	/** SHA-256 of the ciphertexts that belong to the event; null if none do. */
	ciphertext: z.nullable(Hash),
	/** Hash of the event before; 64 zeros for the first. */
	previous: Hash,
	policy: Hash,
	/** Present on every act of a reporter or handler, absent on the system's. */
	act: z.nullable(ActSignature),
});
export type CaseEvent = z.infer<typeof CaseEvent>;
