/** How a person gets in: a one-time invitation, an unlock phrase that never arrives, a phone, and the sessions that come of them. */
import { z } from "zod/mini";
import { InvitationKind } from "./admin.ts";
import { Bytes32, Hash } from "./bytes.ts";
import { LoginName, MyTenure } from "./desk.ts";
import { AppointmentId, InvitationId, OrganisationId, PersonId } from "./id.ts";
import { Role } from "./role.ts";
import { CivilDate, Instant } from "./time.ts";

/** What a phone shows for thirty seconds (RFC 6238, six digits). */
export const PhoneCode = z.string().check(z.regex(/^[0-9]{6}$/));
export type PhoneCode = z.infer<typeof PhoneCode>;

/** What a phone is given once: 160 bits, as RFC 4226 §4 recommends, in base32 (RFC 4648 §6). */
export const PhoneSecret = z.string().check(z.regex(/^[A-Z2-7]{32}$/));
export type PhoneSecret = z.infer<typeof PhoneSecret>;

/** What an invitation's link carries behind its `#`: 256 bits, shown once. Only its hash is kept. */
export const InvitationToken = z
	.string()
	.check(z.regex(/^[A-Za-z0-9_-]{43}$/))
	.brand<"InvitationToken">();
export type InvitationToken = z.infer<typeof InvitationToken>;

export const InvitationRequest = z.strictObject({ token: InvitationToken });
export type InvitationRequest = z.infer<typeof InvitationRequest>;

/** What somebody is invited to. An administrator is invited to no organisation and to no role. */
export const OpenInvitation = z.strictObject({
	kind: InvitationKind,
	organisation: z.nullable(z.strictObject({ id: OrganisationId, name: z.string() })),
	roles: z.array(Role),
	/** Whose phone or words are renewed; null for somebody new, who chooses a name. */
	name: z.nullable(LoginName),
	expiresAt: Instant,
});
export type OpenInvitation = z.infer<typeof OpenInvitation>;

/** `secret` is the `login` sub-key of the unlock phrase; `code` proves that the phone was given `phone`. */
export const AcceptRequest = z.strictObject({
	token: InvitationToken,
	name: LoginName,
	secret: Bytes32,
	phone: PhoneSecret,
	code: PhoneCode,
});
export type AcceptRequest = z.infer<typeof AcceptRequest>;

/** That I am to hold a role. Its keys are a tenure. */
export const Appointment = z.strictObject({ id: AppointmentId, organisation: OrganisationId, role: Role });
export type Appointment = z.infer<typeof Appointment>;

export const AppointmentList = z.strictObject({ appointments: z.array(Appointment) });
export type AppointmentList = z.infer<typeof AppointmentList>;

/** `secret` is the `login` sub-key of the unlock phrase: the phrase itself never arrives. */
export const SignInRequest = z.strictObject({ name: LoginName, secret: Bytes32, code: PhoneCode });
export type SignInRequest = z.infer<typeof SignInRequest>;

export const SignInAnswer = z.strictObject({
	person: PersonId,
	/** Whoever administers holds no role and no key. */
	administrator: z.boolean(),
	appointments: z.array(Appointment),
	tenures: z.array(MyTenure),
	/** How often the right secret came with a wrong code since I last signed in. If that was not me, somebody has my words. */
	wrongCodes: z.int().check(z.gte(0)),
});
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** A session of mine. No address and no browser is kept, and of the time no more than a quarter of a day. */
export const MySession = z.strictObject({
	id: Hash,
	openedOn: CivilDate,
	/** When the quarter of the day began in which it was last renewed: 00:00, 06:00, 12:00 or 18:00 UTC. */
	usedAt: Instant,
	isThis: z.boolean(),
});
export type MySession = z.infer<typeof MySession>;

export const SessionList = z.strictObject({ sessions: z.array(MySession) });
export type SessionList = z.infer<typeof SessionList>;

/** Somebody who lost their phone or their words, and waits for a second person who knows them. */
export const Confirmation = z.strictObject({ invitation: InvitationId, kind: InvitationKind, name: LoginName, expiresAt: Instant });
export type Confirmation = z.infer<typeof Confirmation>;

export const ConfirmationList = z.strictObject({ confirmations: z.array(Confirmation) });
export type ConfirmationList = z.infer<typeof ConfirmationList>;
