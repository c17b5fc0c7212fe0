/** What the pages of whoever administers ask. There is nothing here that names a case. */
import type { AdminAction, AdminPerson, AppointRequest, Invitation, InviteRequest, RenewRequest } from "@answerable/types/admin";
import type { AppointmentId, InvitationId, PersonId } from "@answerable/types/id";
import type { OrganisationCard } from "@answerable/types/intake";
import type { Given } from "../../admin.ts";

export type AdminShown = {
	readonly people: readonly AdminPerson[];
	readonly invitations: readonly Invitation[];
	readonly actions: readonly AdminAction[];
	readonly organisations: readonly OrganisationCard[];
};

export type AdminRequests = {
	administer: { readonly takes: null; readonly gives: AdminShown };
	invite: { readonly takes: InviteRequest; readonly gives: Given };
	revokeInvitation: { readonly takes: InvitationId; readonly gives: null };
	renew: { readonly takes: { readonly person: PersonId; readonly kind: RenewRequest["kind"] }; readonly gives: Given };
	appoint: { readonly takes: AppointRequest; readonly gives: null };
	endAppointment: { readonly takes: AppointmentId; readonly gives: null };
	removePerson: { readonly takes: PersonId; readonly gives: null };
};
