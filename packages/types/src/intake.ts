/** The reporter's routes: what the server tells before a raise, what a raise carries, and what comes back. */
import { z } from "zod/mini";
import { SignedBranding } from "./branding.ts";
import { Base64Url, Bytes32, Hash, SealingKey, Signature, SigningKey } from "./bytes.ts";
import { ActSignature, CaseEvent } from "./event.ts";
import { CaseTag, OrganisationId } from "./id.ts";
import { Countersignatures, DeploymentKeyStatement, DirectoryKey, KeyStatement, RootChangeStatement, RootStatement } from "./key.ts";
import { Calendar, Policy, PolicyAdoptionStatement } from "./policy.ts";
import { RefusalCode } from "./problem.ts";
import { SignedPromise } from "./promise.ts";
import { InterestsStatement, KeyRemovalStatement } from "./published.ts";
import { PublishedTies, Remit } from "./routing.ts";
import {
	DetrimentStatement,
	DisputeStatement,
	FeedbackStatement,
	FurtherFeedbackStatement,
	LetterStatement,
	RaiseStatement,
	RecallStatement,
	RekeyStatement,
	RewrapStatement,
	WaiveStatement,
	WithdrawStatement,
} from "./statement.ts";
import { Instant } from "./time.ts";

export const OrganisationCard = z.strictObject({
	id: OrganisationId,
	slug: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,60}$/)),
	name: z.string().check(z.maxLength(120)),
});
export type OrganisationCard = z.infer<typeof OrganisationCard>;

/** A deployment key with the log key's signature over its statement and where its leaf stands. */
export const LoggedDeploymentKey = z.strictObject({
	statement: DeploymentKeyStatement,
	/** The X-Wing key itself for `release`; the Ed25519 key in hex again for `promise`. */
	key: z.union([SealingKey, SigningKey]),
	signature: Signature,
	leafIndex: z.int().check(z.gte(0)),
});
export type LoggedDeploymentKey = z.infer<typeof LoggedDeploymentKey>;

/** A change of roots with two signatures of the roots before, and where its leaf stands. */
export const LoggedRootChange = z.strictObject({
	statement: RootChangeStatement,
	countersignatures: Countersignatures,
	leafIndex: z.int().check(z.gte(0)),
});
export type LoggedRootChange = z.infer<typeof LoggedRootChange>;

/** The first roots of an organisation, with the log key's signature over the statement and where its leaf stands, and every change since. */
export const LoggedRoots = z.strictObject({
	statement: RootStatement,
	signature: Signature,
	leafIndex: z.int().check(z.gte(0)),
	changes: z.array(LoggedRootChange).check(z.maxLength(256)),
});
export type LoggedRoots = z.infer<typeof LoggedRoots>;

/** A removal with two roots' signatures and where its leaf stands. */
export const LoggedRemoval = z.strictObject({
	statement: KeyRemovalStatement,
	countersignatures: Countersignatures,
	leafIndex: z.int().check(z.gte(0)),
});
export type LoggedRemoval = z.infer<typeof LoggedRemoval>;

/** A register of declared interests with two roots' signatures and where its leaf stands. */
export const LoggedInterests = z.strictObject({
	statement: InterestsStatement,
	lines: PublishedTies,
	countersignatures: Countersignatures,
	leafIndex: z.int().check(z.gte(0)),
});
export type LoggedInterests = z.infer<typeof LoggedInterests>;

/** The adoption of a policy with two roots' signatures and where its leaf stands. */
export const LoggedAdoption = z.strictObject({
	statement: PolicyAdoptionStatement,
	countersignatures: Countersignatures,
	leafIndex: z.int().check(z.gte(0)),
});
export type LoggedAdoption = z.infer<typeof LoggedAdoption>;

/** Everything that a browser needs, and must check, before it seals a concern. */
export const IntakeParameters = z.strictObject({
	organisation: OrganisationCard,
	now: Instant,
	policy: Policy,
	calendar: Calendar,
	roots: LoggedRoots,
	/** External bodies that serve this organisation: their keys are countersigned by their own roots, never by the organisation's. */
	externalBodies: z
		.array(z.strictObject({ organisation: OrganisationCard, roots: LoggedRoots, remits: z.array(Remit).check(z.maxLength(5)) }))
		.check(z.maxLength(8)),
	/** Keys of the organisation and of those bodies; `statement.organisation` says whose. */
	keys: z.array(DirectoryKey).check(z.maxLength(64)),
	/** Keys of theirs that were removed, newest first: why the log holds keys that are not among `keys`. */
	removals: z.array(LoggedRemoval).check(z.maxLength(512)),
	/** The register of declared interests that holds now; null before the first. */
	interests: z.nullable(LoggedInterests),
	/** How the policy was adopted; null of one that ships and was never adopted. */
	adoption: z.nullable(LoggedAdoption),
	/** How the organisation last chose to show itself; null before the first time. */
	branding: z.nullable(SignedBranding),
	promiseKey: LoggedDeploymentKey,
	releaseKey: LoggedDeploymentKey,
	/** C2SP signed-note verifier key of the log: `name+hash+base64`. */
	logKey: z.string().check(z.maxLength(200)),
	/** An ALTCHA challenge, to be solved while the person writes. */
	work: z.unknown(),
});
export type IntakeParameters = z.infer<typeof IntakeParameters>;

/** Kept apart from events, deletable. */
export const ReporterKeys = z.strictObject({
	/** SHA-256 of the mailbox tag: what the server looks a mailbox up by. */
	mailbox: Hash,
	mailboxAuth: SigningKey,
	kem: SealingKey,
	logSalt: Bytes32,
});
export type ReporterKeys = z.infer<typeof ReporterKeys>;

/** The JSON field of a raise; the ciphertexts and the wraps follow it in the frame (FORMAT.md, "A raise"). */
export const RaiseHeader = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	caseTag: CaseTag,
	statement: RaiseStatement,
	reporterKeys: ReporterKeys,
	act: ActSignature,
	/** The solved challenge, as ALTCHA encodes it. */
	work: z.string().check(z.maxLength(4_000)),
});
export type RaiseHeader = z.infer<typeof RaiseHeader>;

/** 201 (or 200 for the same raise again). */
export const RaiseAnswer = z.strictObject({
	event: CaseEvent,
	/** The leaf, 128 bytes in hex. */
	leaf: z.string().check(z.regex(/^[0-9a-f]{256}$/)),
	promise: SignedPromise,
});
export type RaiseAnswer = z.infer<typeof RaiseAnswer>;

/** A challenge that the client built and signed with `mailbox-auth` (FORMAT.md, "Opening a mailbox"). */
export const MailboxOpening = z.strictObject({
	organisation: OrganisationId,
	tag: Bytes32,
	nonce: Bytes32,
	expires: Instant,
	signature: Signature,
});
export type MailboxOpening = z.infer<typeof MailboxOpening>;

/** A sealed letter as stored. `part` tells the two letters of a raise apart; it is 0 otherwise. */
export const SealedLetter = z.strictObject({
	sequence: z.int().check(z.gte(0)),
	part: z.int().check(z.gte(0), z.lte(1)),
	ciphertext: Base64Url,
});
export type SealedLetter = z.infer<typeof SealedLetter>;

/**
 * Who wrote or received. The whole statement, because its hash is what the raise (or a grant) names:
 * a reader ties a handler's signing key to it without trusting whoever serves the mailbox.
 */
export const KnownTenure = z.strictObject({ statement: KeyStatement, key: Hash });
export type KnownTenure = z.infer<typeof KnownTenure>;

/** A reporter's later acts, each as the reporter signed it. */
const LetterAct = z.strictObject({ kind: z.literal("letter"), statement: LetterStatement, act: ActSignature });
const DisputeAct = z.strictObject({ kind: z.literal("disputed"), statement: DisputeStatement, act: ActSignature });
const WithdrawAct = z.strictObject({ kind: z.literal("withdrawal-asked"), statement: WithdrawStatement, act: ActSignature });
const RecallAct = z.strictObject({ kind: z.literal("withdrawal-recalled"), statement: RecallStatement, act: ActSignature });
const FeedbackAct = z.strictObject({ kind: z.literal("feedback-answered"), statement: FeedbackStatement, act: ActSignature });
const DetrimentAct = z.strictObject({ kind: z.literal("detriment-answered"), statement: DetrimentStatement, act: ActSignature });
const WaiveAct = z.strictObject({ kind: z.literal("waived"), statement: WaiveStatement, act: ActSignature });
const FurtherFeedbackAct = z.strictObject({
	kind: z.literal("further-feedback-asked"),
	statement: FurtherFeedbackStatement,
	act: ActSignature,
});
const RewrapAct = z.strictObject({ kind: z.literal("rewrapped"), statement: RewrapStatement, act: ActSignature });
const RekeyAct = z.strictObject({ kind: z.literal("rekeyed"), statement: RekeyStatement, act: ActSignature });

/** An act of the reporter without what is sealed or kept beside it. */
export const WaitingAct = z.discriminatedUnion("kind", [
	LetterAct,
	DisputeAct,
	WithdrawAct,
	RecallAct,
	FeedbackAct,
	DetrimentAct,
	WaiveAct,
	FurtherFeedbackAct,
	RekeyAct,
	RewrapAct,
]);
export type WaitingAct = z.infer<typeof WaitingAct>;

export const Mailbox = z.strictObject({
	caseTag: CaseTag,
	now: Instant,
	policy: Policy,
	calendar: Calendar,
	promise: SignedPromise,
	events: z.array(CaseEvent),
	/** One leaf an event, hex, same order. */
	leaves: z.array(z.string()),
	letters: z.array(SealedLetter),
	/** The wraps as they were raised (one value); the reporter's own is among them. */
	wraps: Base64Url,
	tenures: z.array(KnownTenure),
	/** The case's keys for the words in hand, once the words were changed; null while they are the first. */
	rekeyed: z.nullable(Base64Url),
	/** The reporter's own acts that staff cannot see yet, in order, and those that the rules refused when their slot came. */
	waiting: z.array(
		z.strictObject({ act: WaitingAct, visibleAt: Instant, letter: z.nullable(Base64Url), refused: z.nullable(RefusalCode) }),
	),
});
export type Mailbox = z.infer<typeof Mailbox>;

const sealed = { ciphertext: Base64Url };
const plain = { ciphertext: z.null() };

/** Something that the reporter does later. */
export const ReporterAct = z.discriminatedUnion("kind", [
	z.extend(LetterAct, sealed),
	z.extend(DisputeAct, sealed),
	z.extend(WithdrawAct, plain),
	z.extend(RecallAct, plain),
	z.extend(FeedbackAct, sealed),
	z.extend(DetrimentAct, sealed),
	z.extend(WaiveAct, plain),
	z.extend(FurtherFeedbackAct, plain),
	/** `wrap`: the case's keys for the new words (crypto FORMAT.md, "Changed words"). */
	z.extend(RekeyAct, { ...plain, reporterKeys: ReporterKeys, wrap: Base64Url }),
	/** `wrap`: the keys of the place, sealed to whoever holds the office now (crypto FORMAT.md, "A wrap"). */
	z.extend(RewrapAct, { ...plain, wrap: Base64Url }),
]);
export type ReporterAct = z.infer<typeof ReporterAct>;

export const MailboxActRequest = z.strictObject({ opening: MailboxOpening, act: ReporterAct });
export type MailboxActRequest = z.infer<typeof MailboxActRequest>;

/** 202: kept, and shown to staff from `visibleAt`. */
export const MailboxActAnswer = z.strictObject({ visibleAt: Instant });
export type MailboxActAnswer = z.infer<typeof MailboxActAnswer>;
