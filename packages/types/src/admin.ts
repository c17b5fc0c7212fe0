/** Getting people in and out: invitations, appointments, and the record of what administrators did. */
import { z } from "zod/mini";
import { AppointmentId, InvitationId, OrganisationId, PersonId, TenureId } from "./id.ts";
import { Role } from "./role.ts";
import { Instant } from "./time.ts";

/** `join`: a new person. `phone`: a new phone for somebody who still has their words. `reset`: new words and a new phone. */
export const InvitationKind = z.enum(["join", "phone", "reset"]);
export type InvitationKind = z.infer<typeof InvitationKind>;

/** What an administrator did. Names are never changed: the record is for ever. */
export const AdminActionKind = z.enum([
	"invited",
	"invited-administrator",
	"revoked-invitation",
	"renewed-phone",
	"renewed-words",
	/** Not an administrator: the second person, without whom a renewal opens nothing. */
	"confirmed-renewal",
	"appointed",
	"ended-appointment",
	"removed-person",
	/** At the machine itself, with the log's key: see store's `founding.ts`. */
	"founded-organisation",
	"renewed-founder",
	"withdrew-founding",
	"began-organisation",
]);
export type AdminActionKind = z.infer<typeof AdminActionKind>;

/** Roles that one person is invited to: each once. */
const Roles = z.array(Role).check(
	z.maxLength(15),
	z.refine((roles) => new Set(roles).size === roles.length, "A role is named twice."),
);

/** Somebody new: on the staff of an organisation, with what they are to hold, or as a further administrator, who holds nothing. */
export const InviteRequest = z.discriminatedUnion("as", [
	z.strictObject({ as: z.literal("staff"), organisation: OrganisationId, roles: Roles }),
	z.strictObject({ as: z.literal("administrator") }),
]);
export type InviteRequest = z.infer<typeof InviteRequest>;

/** Somebody who lost their phone, or their words and with them everything. */
export const RenewRequest = z.strictObject({ kind: z.enum(["phone", "reset"]) });
export type RenewRequest = z.infer<typeof RenewRequest>;

/** The token is shown here and never again. */
export const InviteAnswer = z.strictObject({ invitation: InvitationId, token: z.string(), expiresAt: Instant });
export type InviteAnswer = z.infer<typeof InviteAnswer>;

export const InvitationState = z.enum(["open", "unconfirmed", "accepted", "expired", "revoked"]);
export type InvitationState = z.infer<typeof InvitationState>;

export const Invitation = z.strictObject({
	id: InvitationId,
	kind: InvitationKind,
	organisation: z.nullable(OrganisationId),
	roles: z.array(Role),
	person: z.nullable(PersonId),
	/** Null: at the machine itself. */
	madeBy: z.nullable(PersonId),
	madeAt: Instant,
	expiresAt: Instant,
	state: InvitationState,
});
export type Invitation = z.infer<typeof Invitation>;

export const InvitationList = z.strictObject({ invitations: z.array(Invitation) });
export type InvitationList = z.infer<typeof InvitationList>;

/** A person as whoever administers sees them. What they are to hold, and what they hold the keys of. */
export const AdminPerson = z.strictObject({
	id: PersonId,
	name: z.string(),
	/** Null for an administrator. */
	organisation: z.nullable(OrganisationId),
	appointments: z.array(z.strictObject({ id: AppointmentId, organisation: OrganisationId, role: Role })),
	tenures: z.array(z.strictObject({ id: TenureId, organisation: OrganisationId, role: Role })),
});
export type AdminPerson = z.infer<typeof AdminPerson>;

export const PersonList = z.strictObject({ people: z.array(AdminPerson) });
export type PersonList = z.infer<typeof PersonList>;

export const AppointRequest = z.strictObject({ person: PersonId, organisation: OrganisationId, role: Role });
export type AppointRequest = z.infer<typeof AppointRequest>;

export const AppointAnswer = z.strictObject({ appointment: AppointmentId });
export type AppointAnswer = z.infer<typeof AppointAnswer>;

/** One line of the record. Whoever did it is an opaque id, or null at the machine itself. */
export const AdminAction = z.strictObject({
	id: z.string(),
	organisation: z.nullable(OrganisationId),
	by: z.nullable(PersonId),
	what: AdminActionKind,
	subject: z.nullable(z.string()),
	at: Instant,
});
export type AdminAction = z.infer<typeof AdminAction>;

export const AdminActionList = z.strictObject({ actions: z.array(AdminAction) });
export type AdminActionList = z.infer<typeof AdminActionList>;
