/** What the api asks of the database about people, as values and plain calls. */
import type { NewAppointment } from "@answerable/store/appointment-store";
import type { NewInvitation } from "@answerable/store/invitation-store";
import type { Accepting } from "@answerable/store/join";
import type { Login } from "@answerable/store/person-store";
import type { CodeState, Phone } from "@answerable/store/phone-store";
import type { Appointment, Confirmation, OpenInvitation } from "@answerable/types/account";
import type { AdminAction, AdminPerson, Invitation } from "@answerable/types/admin";
import type { AppointmentId, InvitationId, OrganisationId, PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import type { Refused } from "./problem.ts";
import type { SessionRows } from "./session.ts";

type By = { readonly by: PersonId; readonly now: Instant };
type Invited = Promise<{ readonly invitation: InvitationId } | Refused>;

/** Everything about getting in and out. Each call is one query or one transaction; null for what was done. */
export type AccountStore = {
	readonly sessions: SessionRows;
	readonly login: (name: string) => Promise<Login | null>;
	/** Null for somebody without a phone. */
	readonly withPhone: <Verdict extends { readonly next: CodeState }>(
		person: PersonId,
		decide: (phone: Phone) => Verdict,
	) => Promise<Verdict | null>;
	readonly isAdministrator: (person: PersonId) => Promise<boolean>;
	readonly appointments: (person: PersonId) => Promise<readonly Appointment[]>;
	readonly openInvitation: (
		tokenHash: Uint8Array,
		now: Instant,
	) => Promise<(OpenInvitation & { readonly person: PersonId | null }) | Refused>;
	readonly acceptInvitation: (accepting: Accepting) => Promise<{ readonly person: PersonId } | Refused>;
	readonly invite: (
		to: { readonly organisation: OrganisationId; readonly roles: readonly Role[] } | "administrator",
		made: NewInvitation,
	) => Invited;
	readonly renew: (whom: { readonly person: PersonId; readonly kind: "phone" | "reset" }, made: NewInvitation) => Invited;
	readonly invitations: (now: Instant) => Promise<readonly Invitation[]>;
	readonly revokeInvitation: (which: By & { readonly invitation: InvitationId }) => Promise<Refused | null>;
	readonly confirmations: (person: PersonId, now: Instant) => Promise<readonly Confirmation[]>;
	readonly confirmRenewal: (which: By & { readonly invitation: InvitationId }) => Promise<Refused | null>;
	readonly people: () => Promise<readonly AdminPerson[]>;
	readonly removePerson: (which: By & { readonly person: PersonId }) => Promise<Refused | null>;
	readonly appoint: (made: NewAppointment) => Promise<{ readonly appointment: AppointmentId } | Refused>;
	readonly endAppointment: (which: By & { readonly appointment: AppointmentId }) => Promise<Refused | null>;
	/** The whole record. */
	readonly actions: () => Promise<readonly AdminAction[]>;
	/** The record as far as it concerns organisations of which this person is a root; null if they are none. */
	readonly actionsFor: (person: PersonId) => Promise<readonly AdminAction[] | null>;
};
