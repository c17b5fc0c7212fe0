/** The desk's routes: signing in, what I may see, and acting on it. */
import { z } from "zod/mini";
import { Base64Url, Hash } from "./bytes.ts";
import { OpenedClock, Severity } from "./clock.ts";
import { ActSignature, CaseEvent, Seen } from "./event.ts";
import { CaseTag, NoticeId, OrganisationId, TenureId } from "./id.ts";
import { KnownTenure, SealedLetter } from "./intake.ts";
import { KeyStatement } from "./key.ts";
import { Calendar, Policy } from "./policy.ts";
import { Rung } from "./role.ts";
import {
	AcknowledgeStatement,
	AgreeDowngradeStatement,
	CloseStatement,
	ExplainStatement,
	ExtendStatement,
	External,
	GrantStatement,
	HandOverStatement,
	HoldStatement,
	LetterStatement,
	LiftStatement,
	LinkStatement,
	PauseStatement,
	ProposeDowngradeStatement,
	ReopenStatement,
	ResumeStatement,
	TriageStatement,
} from "./statement.ts";
import { Instant } from "./time.ts";

export const LoginName = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{1,60}$/));
export type LoginName = z.infer<typeof LoginName>;

/** A tenure of the person who signed in, with its private keys under the `wrap` sub-key of the phrase. */
export const MyTenure = z.strictObject({ statement: KeyStatement, key: Hash, sealedKeys: Base64Url });
export type MyTenure = z.infer<typeof MyTenure>;

/** `existence`: the holder may know that the case exists, its severity and its clocks, and nothing else. */
export const Sight = z.enum(["existence", "content"]);
export type Sight = z.infer<typeof Sight>;

export const InboxRow = z.strictObject({
	caseTag: CaseTag,
	organisation: OrganisationId,
	tenure: TenureId,
	severity: Severity,
	sight: Sight,
	rung: Rung,
	/** The earliest unanswered clock; null when nothing runs. */
	next: z.nullable(OpenedClock),
	closed: z.boolean(),
	/** The last event that the case had: what was read of it before is out of date once this grows. */
	head: z.int().check(z.gte(0)),
	/** The last of its events that is news: all are, but that somebody opened it. */
	news: z.int().check(z.gte(0)),
});
export type InboxRow = z.infer<typeof InboxRow>;

export const Inbox = z.strictObject({ rows: z.array(InboxRow), cursor: z.nullable(z.string()) });
export type Inbox = z.infer<typeof Inbox>;

export const Notice = z.strictObject({
	id: NoticeId,
	tenure: TenureId,
	kind: z.enum(["waiting", "warned", "escalated", "released", "key-added", "key-removed", "root-changed"]),
});
export type Notice = z.infer<typeof Notice>;

export const NoticeList = z.strictObject({ notices: z.array(Notice) });
export type NoticeList = z.infer<typeof NoticeList>;

/** A case as one of my tenures may see it. At `existence` there are no events, letters or wraps. */
export const DeskCase = z.strictObject({
	row: InboxRow,
	/** What the reporter allowed outside. */
	external: External,
	policy: Policy,
	calendar: Calendar,
	head: Seen,
	events: z.array(CaseEvent),
	letters: z.array(SealedLetter),
	/** Hashes of the letters that my tenure may not have, so that I can check those that I have. */
	withheld: z.array(z.strictObject({ sequence: z.int().check(z.gte(0)), part: z.int().check(z.gte(0), z.lte(1)), hash: Hash })),
	/** The wraps that my tenure may open now: inner wraps only, one an entry. */
	wraps: z.array(Base64Url),
	/** Everybody whose signature or role appears in the events. */
	tenures: z.array(KnownTenure),
	clocks: z.array(OpenedClock),
	rungs: z.array(z.strictObject({ rung: Rung, at: Instant, acknowledged: z.boolean() })),
});
export type DeskCase = z.infer<typeof DeskCase>;

/** As many beginnings as one request asks for. */
export const MOST_BEGINNINGS = 32;

/** Which beginnings are wanted, each as one of my tenures. */
export const BeginningsRequest = z.strictObject({
	cases: z.array(z.strictObject({ caseTag: CaseTag, tenure: TenureId })).check(z.minLength(1), z.maxLength(MOST_BEGINNINGS)),
});
export type BeginningsRequest = z.infer<typeof BeginningsRequest>;

/**
 * How a case began, for a list of many: the concern as it was raised, the notes that tie it to others and, where nobody else handles it, what my tenure wrote, as
 * far as it may have them, and one way to their keys. Who raised it is not among them: reading that is an event of the case. `events` go as
 * far as these need: the raise alone, or on to the last grant to me, the last tie, or my last letter. The rest is what the server says of the case as a whole; whoever opens the case checks it.
 */
export const CaseBeginning = z.strictObject({
	caseTag: CaseTag,
	tenure: TenureId,
	head: InboxRow.shape.head,
	raisedAt: Instant,
	/** The first letter that stopped a clock. */
	answeredAt: z.nullable(Instant),
	closedAt: z.nullable(Instant),
	/** The highest rung that was told; 0 while none was. */
	reached: Rung,
	/** Of the reporter's and the handlers' letters the last is the reporter's. */
	replyOwed: z.boolean(),
	...{ events: DeskCase.shape.events, letters: DeskCase.shape.letters, withheld: DeskCase.shape.withheld },
	...{ wraps: DeskCase.shape.wraps, tenures: DeskCase.shape.tenures },
});
export type CaseBeginning = z.infer<typeof CaseBeginning>;

/** Without those that I may not read, and in no order that tells which they are. */
export const CaseBeginnings = z.strictObject({ beginnings: z.array(CaseBeginning) });
export type CaseBeginnings = z.infer<typeof CaseBeginnings>;

/** What a page that stays open asks once a minute. `open`: the case that it shows, if it shows one, as one of my tenures. */
export const WatchRequest = z.strictObject({ open: z.nullable(z.strictObject({ caseTag: CaseTag, tenure: TenureId })) });
export type WatchRequest = z.infer<typeof WatchRequest>;

/** Whether something is new; never what. */
export const Watched = z.strictObject({
	/** SHA-256 of a line for each row that my list has now (`domain/news.ts`). */
	list: Hash,
	/** Null for a case that I may not know of, or no longer, and where none was asked for. */
	open: z.nullable(
		z.strictObject({
			news: InboxRow.shape.news,
			/** Tenures of colleagues who have the same case open now. */
			beside: z.array(TenureId),
		}),
	),
});
export type Watched = z.infer<typeof Watched>;

/** Something that a handler does, signed by the tenure's key. */
export const HandlerAct = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("letter"), statement: LetterStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("triaged"), statement: TriageStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("acknowledged"), statement: AcknowledgeStatement, act: ActSignature, ciphertext: z.null() }),
	z.strictObject({ kind: z.literal("explained"), statement: ExplainStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("closed"), statement: CloseStatement, act: ActSignature, ciphertext: z.null() }),
	z.strictObject({ kind: z.literal("granted"), statement: GrantStatement, act: ActSignature, wrap: Base64Url, ciphertext: z.null() }),
	z.strictObject({
		kind: z.literal("downgrade-proposed"),
		statement: ProposeDowngradeStatement,
		act: ActSignature,
		ciphertext: Base64Url,
	}),
	z.strictObject({ kind: z.literal("downgraded"), statement: AgreeDowngradeStatement, act: ActSignature, ciphertext: z.null() }),
	z.strictObject({ kind: z.literal("extended"), statement: ExtendStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("paused"), statement: PauseStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("resumed"), statement: ResumeStatement, act: ActSignature, ciphertext: z.null() }),
	z.strictObject({ kind: z.literal("handed-over"), statement: HandOverStatement, act: ActSignature, ciphertext: z.null() }),
	z.strictObject({ kind: z.literal("linked"), statement: LinkStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("reopened"), statement: ReopenStatement, act: ActSignature, ciphertext: Base64Url }),
	z.strictObject({ kind: z.literal("hold-placed"), statement: HoldStatement, act: ActSignature, ciphertext: z.null() }),
	z.strictObject({ kind: z.literal("hold-lifted"), statement: LiftStatement, act: ActSignature, ciphertext: z.null() }),
]);
export type HandlerAct = z.infer<typeof HandlerAct>;

export const DeskActRequest = z.strictObject({ tenure: TenureId, act: HandlerAct });
export type DeskActRequest = z.infer<typeof DeskActRequest>;

/** 201, or 200 for the same act again. */
export const DeskActAnswer = z.strictObject({ event: CaseEvent });
export type DeskActAnswer = z.infer<typeof DeskActAnswer>;
