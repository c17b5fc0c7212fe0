/** What whoever administers can do: invite, appoint, renew and remove people. There is nothing here that names a case. */
import {
	type AdminAction,
	AdminActionList,
	type AdminPerson,
	AppointAnswer,
	type AppointRequest,
	type Invitation,
	InvitationList,
	InviteAnswer,
	type InviteRequest,
	PersonList,
	type RenewRequest,
} from "@answerable/types/admin";
import { Nothing } from "@answerable/types/answer";
import type { AppointmentId, InvitationId, PersonId } from "@answerable/types/id";
import type { Http } from "../http.ts";

/** An invitation as it is given away: `link` is shown once, and is all that lets somebody in. */
export type Given = InviteAnswer & { readonly link: string };

export type Admin = {
	readonly invite: (request: InviteRequest) => Promise<Given>;
	readonly invitations: () => Promise<readonly Invitation[]>;
	readonly revoke: (invitation: InvitationId) => Promise<void>;
	/** A new phone, or new words and a new phone. The link opens once a second person has confirmed it. */
	readonly renew: (person: PersonId, kind: RenewRequest["kind"]) => Promise<Given>;
	readonly people: () => Promise<readonly AdminPerson[]>;
	readonly remove: (person: PersonId) => Promise<void>;
	readonly appoint: (request: AppointRequest) => Promise<AppointmentId>;
	readonly endAppointment: (appointment: AppointmentId) => Promise<void>;
	readonly actions: () => Promise<readonly AdminAction[]>;
};

/** Administration over the connection of somebody who signed in. Whoever does not administer is refused by the server. */
export function adminOver(http: Http): Admin {
	const given = (made: InviteAnswer): Given => ({ ...made, link: invitationLink(http.origin, made.token) });
	return {
		invite: async (request) => given(await http.postOnce("/api/admin/invitations", request, InviteAnswer)),
		invitations: async () => (await http.getJson("/api/admin/invitations", InvitationList)).invitations,
		revoke: async (invitation) => void (await http.delete(`/api/admin/invitations/${invitation}`, Nothing)),
		renew: async (person, kind) =>
			given(await http.postOnce(`/api/admin/people/${person}/renewals`, { kind } satisfies RenewRequest, InviteAnswer)),
		people: async () => (await http.getJson("/api/admin/people", PersonList)).people,
		remove: async (person) => void (await http.delete(`/api/admin/people/${person}`, Nothing)),
		appoint: async (request) => (await http.postOnce("/api/admin/appointments", request, AppointAnswer)).appointment,
		endAppointment: async (appointment) => void (await http.delete(`/api/admin/appointments/${appointment}`, Nothing)),
		actions: async () => (await http.getJson("/api/admin/actions", AdminActionList)).actions,
	};
}

/** The link of an invitation. What stands behind the `#` is never sent by a browser, so that no log of any server has it. */
export function invitationLink(origin: string, token: string): string {
	return `${origin}/join#${token}`;
}
