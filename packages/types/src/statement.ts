/** What an actor says when it acts: the part of an event that the actor signs, before the server adds anything. */
import { z } from "zod/mini";
import { Hash, Signature, SigningKey } from "./bytes.ts";
import { ClockName, Severity } from "./clock.ts";
import { PersonId, TenureId } from "./id.ts";
import { AcknowledgementException } from "./policy.ts";
import { Compartment, Rung } from "./role.ts";
import { Instant } from "./time.ts";

/** What may go outside if nobody answers: nothing, that an unanswered concern exists, or the concern. */
export const External = z.enum(["nothing", "existence", "full"]);
export type External = z.infer<typeof External>;

/** A holder on the case's ladder, and which compartments its wrap opens (none: it learns only that the case exists). */
export const Recipient = z.strictObject({
	tenure: TenureId,
	rung: Rung,
	/** SHA-256 of the key statement that the wrap was sealed to. */
	key: Hash,
	opens: z.array(Compartment).check(z.maxLength(3)),
});
export type Recipient = z.infer<typeof Recipient>;

/**
 * Who raised a concern. `on-behalf`: somebody wrote it down for another, so its code is a claim code until its owner changes the
 * words. `canary`: a concern of nobody, which must climb the whole ladder; only the commitment of its leaf tells it apart.
 */
export const Origin = z.enum(["own", "on-behalf", "canary"]);
export type Origin = z.infer<typeof Origin>;

export const RaiseStatement = z.strictObject({
	origin: Origin,
	severity: Severity,
	/** The answers call for an immediate safety action. */
	safetyAction: z.boolean(),
	external: External,
	/** False for a purely personal grievance (reference rule: rung 5 needs a public-interest element). */
	externalEligible: z.boolean(),
	excluded: z.array(PersonId).check(z.maxLength(64)),
	recipients: z.array(Recipient).check(z.minLength(1), z.maxLength(64)),
	/** SHA-256 of the wraps, one value. */
	wraps: Hash,
	/** The key that signs for the reporter from now on. */
	messageSign: SigningKey,
	/** SHA-256 of the canonical reporter keys, which are kept apart and can be deleted. */
	reporterKeys: Hash,
	/** SHA-256 of the canonical policy and calendar by which the clocks run. */
	policy: Hash,
	calendar: Hash,
});
export type RaiseStatement = z.infer<typeof RaiseStatement>;

export const LetterPurpose = z.enum(["acknowledgement", "plan", "update", "outcome", "safety_action", "question", "reply"]);
export type LetterPurpose = z.infer<typeof LetterPurpose>;

export const LetterStatement = z.strictObject({ purpose: LetterPurpose, compartment: Compartment });
export type LetterStatement = z.infer<typeof LetterStatement>;

/** Triage sets the severity and who handles the case; how it was categorised is in the letter, which the reporter can read. */
export const TriageStatement = z.strictObject({ severity: Severity, handler: TenureId, compartment: Compartment });
export type TriageStatement = z.infer<typeof TriageStatement>;

export const AcknowledgeStatement = z.strictObject({ rung: Rung });
export type AcknowledgeStatement = z.infer<typeof AcknowledgeStatement>;

/** Comply (an action, its owner and date) or explain (a reason): the words are in the letter, to `concern`. */
export const ExplainStatement = z.strictObject({ answer: z.enum(["comply", "explain"]), reviewAt: Instant, compartment: Compartment });
export type ExplainStatement = z.infer<typeof ExplainStatement>;

/** The reporter says that the letter at this sequence answered nothing. */
export const DisputeStatement = z.strictObject({ sequence: z.int().check(z.gte(1)) });
export type DisputeStatement = z.infer<typeof DisputeStatement>;

export const WithdrawStatement = z.strictObject({});
export type WithdrawStatement = z.infer<typeof WithdrawStatement>;

/** `duplicate`: the case was linked to another, and the other's outcome was written to this reporter too. */
export const CloseStatement = z.strictObject({ reason: z.enum(["outcome", "no_contact", "duplicate"]) });
export type CloseStatement = z.infer<typeof CloseStatement>;

/** Gives the case to a further tenure, by wraps made by somebody who can open it. */
export const GrantStatement = z.strictObject({
	tenure: TenureId,
	key: Hash,
	opens: z.array(Compartment).check(z.minLength(1), z.maxLength(3)),
	wrap: Hash,
});
export type GrantStatement = z.infer<typeof GrantStatement>;

/**
 * The reporter gives a place on the ladder to whoever holds the office now, because the holder whom the raise put there is gone: its keys,
 * or, while its rung has not come, the place itself. `person` is there so that every reader of the history can tell that nobody was given
 * it who is left out.
 */
export const RewrapStatement = z.strictObject({
	/** The place as the raise has it. */
	place: z.strictObject({ tenure: TenureId, rung: Rung }),
	/** Who holds the office now, and with which key. */
	tenure: TenureId,
	person: PersonId,
	key: Hash,
	opens: z.array(Compartment).check(z.minLength(1), z.maxLength(2)),
	/** 1: they may open it at once. 2: it is sealed a second time, to the release key, as the place of the raise is. */
	layer: z.union([z.literal(1), z.literal(2)]),
	/** SHA-256 of the inner wrap, or of the outer seal around it. */
	wrap: Hash,
});
export type RewrapStatement = z.infer<typeof RewrapStatement>;

/** Until it takes effect, a withdrawal can be taken back. */
export const RecallStatement = z.strictObject({});
export type RecallStatement = z.infer<typeof RecallStatement>;

/** One person proposes a lower severity; the reason is in the letter, to `concern`, so that the reporter and those above can read it. */
export const ProposeDowngradeStatement = z.strictObject({ severity: Severity, compartment: Compartment });
export type ProposeDowngradeStatement = z.infer<typeof ProposeDowngradeStatement>;

/** Another person agrees to the proposal at this sequence. */
export const AgreeDowngradeStatement = z.strictObject({ proposal: z.int().check(z.gte(1)) });
export type AgreeDowngradeStatement = z.infer<typeof AgreeDowngradeStatement>;

/** More time for one clock, once, with the reason in a letter to `concern`. */
export const ExtendStatement = z.strictObject({ clock: ClockName, compartment: Compartment });
export type ExtendStatement = z.infer<typeof ExtendStatement>;

/** The clocks wait for the reporter: what is asked is in the letter, to `concern`. */
export const PauseStatement = z.strictObject({ compartment: Compartment });
export type PauseStatement = z.infer<typeof PauseStatement>;

export const ResumeStatement = z.strictObject({});
export type ResumeStatement = z.infer<typeof ResumeStatement>;

/** Another tenure, which can open the case already, handles it from now on. */
export const HandOverStatement = z.strictObject({ handler: TenureId });
export type HandOverStatement = z.infer<typeof HandOverStatement>;

/**
 * The reporter changes their words. The act is signed by the old key; `proof` is the new key's signature over the same
 * (FORMAT.md, "Changing words"), so that nobody can put another's key here.
 */
export const RekeyStatement = z.strictObject({
	messageSign: SigningKey,
	/** SHA-256 of the canonical new reporter keys. */
	reporterKeys: Hash,
	/** SHA-256 of the case's keys, wrapped for the new words. */
	wrap: Hash,
	proof: Signature,
});
export type RekeyStatement = z.infer<typeof RekeyStatement>;

/**
 * The case is about the same as another. It stops nothing: each reporter keeps their words, clocks and ladder. `other` is the other
 * case's tag under a key that only the letter, in the guardians' notes, holds: a reporter never learns of another's case.
 */
export const LinkStatement = z.strictObject({ relation: z.enum(["duplicate", "merged"]), other: Hash, compartment: Compartment });
export type LinkStatement = z.infer<typeof LinkStatement>;

/** A closed case is opened again; why is in the letter, to `concern`. */
export const ReopenStatement = z.strictObject({ compartment: Compartment });
export type ReopenStatement = z.infer<typeof ReopenStatement>;

/** Whether the reporter would speak up again, in the letter at this answer to the question at `sequence`. */
export const FeedbackStatement = z.strictObject({ sequence: z.int().check(z.gte(1)), compartment: Compartment });
export type FeedbackStatement = z.infer<typeof FeedbackStatement>;

/** Whether the reporter was treated worse for speaking up, asked at `sequence`; how is in the letter. */
export const DetrimentStatement = z.strictObject({ sequence: z.int().check(z.gte(1)), suffered: z.boolean(), compartment: Compartment });
export type DetrimentStatement = z.infer<typeof DetrimentStatement>;

/** Nothing of the case is deleted while it is held. */
export const HoldStatement = z.strictObject({ ground: z.enum(["inquiry", "tribunal", "police", "other"]) });
export type HoldStatement = z.infer<typeof HoldStatement>;

export const LiftStatement = z.strictObject({});
export type LiftStatement = z.infer<typeof LiftStatement>;

/** The reporter does without an acknowledgement, for a reason that national law knows. */
export const WaiveStatement = z.strictObject({ clock: z.literal("acknowledgement"), reason: AcknowledgementException });
export type WaiveStatement = z.infer<typeof WaiveStatement>;

/** The reporter asks for feedback beyond the first, where national law gives it. */
export const FurtherFeedbackStatement = z.strictObject({});
export type FurtherFeedbackStatement = z.infer<typeof FurtherFeedbackStatement>;
