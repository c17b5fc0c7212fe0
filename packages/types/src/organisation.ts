/** An organisation as its own staff see it: its roots, whose keys count from when, what waits for a second signature. */
import { z } from "zod/mini";
import { Branding } from "./branding.ts";
import { Hash, Signature, SigningKey } from "./bytes.ts";
import { CaseTag, PersonId, TenureId } from "./id.ts";
import { OrganisationCard } from "./intake.ts";
import { Cooldown, Countersignatures, KeyStatement, RootChangeStatement, RootStatement } from "./key.ts";
import { Policy } from "./policy.ts";
import { OpenProposal } from "./proposal.ts";
import { Role } from "./role.ts";
import { PublishedTies } from "./routing.ts";
import { Instant } from "./time.ts";

/** Whose rules an organisation of the United Kingdom follows. */
export const Nation = z.enum(["england", "scotland", "wales", "northern-ireland"]);
export type Nation = z.infer<typeof Nation>;

/** The code by which the NHS knows an organisation (Organisation Data Service), such as `RX1`. */
export const OdsCode = z.string().check(z.regex(/^[A-Z0-9]{3,8}$/));
export type OdsCode = z.infer<typeof OdsCode>;

/** `waiting`: for its place in the log, or for the end of its cooldown. */
export const KeyState = z.enum(["waiting", "active", "removed"]);
export type KeyState = z.infer<typeof KeyState>;

/** A key as colleagues see it. */
export const StaffKey = z.strictObject({ statement: KeyStatement, key: Hash, usableFrom: Instant, state: KeyState });
export type StaffKey = z.infer<typeof StaffKey>;

/** Somebody is to hold a role, and has not made its keys yet or has not had them countersigned. */
export const OpenAppointment = z.strictObject({ person: PersonId, role: Role });
export type OpenAppointment = z.infer<typeof OpenAppointment>;

/** The first roots as the log's key signed them, every change since, and the fingerprint of those that hold now. */
export const StaffRoots = z.strictObject({
	statement: RootStatement,
	signature: Signature,
	changes: z.array(z.strictObject({ statement: RootChangeStatement, countersignatures: Countersignatures })).check(z.maxLength(256)),
	present: z.array(SigningKey).check(z.minLength(3), z.maxLength(3)),
	fingerprint: Hash,
});
export type StaffRoots = z.infer<typeof StaffRoots>;

export const OrganisationDesk = z.strictObject({
	organisation: OrganisationCard,
	odsCode: z.nullable(OdsCode),
	nation: z.nullable(Nation),
	now: Instant,
	cooldownSeconds: Cooldown,
	roots: StaffRoots,
	keys: z.array(StaffKey).check(z.maxLength(2_000)),
	proposals: z.array(OpenProposal).check(z.maxLength(100)),
	appointments: z.array(OpenAppointment).check(z.maxLength(500)),
	/** The policy by which the next concerns run, the `number`th that was adopted; null of a body outside, which takes no concerns. */
	rules: z.nullable(z.strictObject({ number: z.int().check(z.gte(0)), policy: Policy })),
	/** The register of declared interests that holds now; `number` 0 before the first. */
	interests: z.strictObject({ number: z.int().check(z.gte(0)), lines: PublishedTies }),
	/** `isShown`: whether reporters see it. They do while those who signed it are roots; others sign it anew. */
	branding: z.strictObject({ number: z.int().check(z.gte(0)), branding: z.nullable(Branding), isShown: z.boolean() }),
});
export type OrganisationDesk = z.infer<typeof OrganisationDesk>;

/** Tenures that alone can open some part of an open case: my own, or, for a root, everybody's. */
export const SoleOpenerList = z.strictObject({
	soleOpeners: z.array(z.strictObject({ tenure: TenureId, cases: z.int().check(z.gte(1)) })).check(z.maxLength(2_000)),
});
export type SoleOpenerList = z.infer<typeof SoleOpenerList>;

/** What I may ask to be handed over: from one of my tenures, to a colleague's. */
export const HandOverQuery = z.object({ from: TenureId, to: TenureId, cursor: z.optional(CaseTag) });
export type HandOverQuery = z.infer<typeof HandOverQuery>;

export const HandOverList = z.strictObject({ cases: z.array(CaseTag).check(z.maxLength(200)), cursor: z.nullable(CaseTag) });
export type HandOverList = z.infer<typeof HandOverList>;
