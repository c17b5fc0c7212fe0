/** Administration: who gets in, what they are to hold, and who leaves. Whoever administers holds no key and sees no case. */
import {
	AdminActionList,
	AppointAnswer,
	AppointRequest,
	InvitationList,
	InviteAnswer,
	InviteRequest,
	PersonList,
	RenewRequest,
} from "@answerable/types/admin";
import { Nothing } from "@answerable/types/answer";
import { AppointmentId, InvitationId, PersonId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import { json, type Operation, ORIGIN, type Parameter } from "./operation.ts";

const ADMIN = { section: "Administration", signedIn: true, asks: true, parameters: [], sent: null } as const;
/** Whoever does not administer is refused, whatever they ask for. */
const ALWAYS: readonly RefusalCode[] = ["not-signed-in", "not-allowed", "unavailable"];

const INVITATION: Parameter = { name: "invitation", in: "path", required: true, about: "The invitation.", schema: InvitationId };
const PERSON: Parameter = { name: "person", in: "path", required: true, about: "The person, as an opaque id.", schema: PersonId };
const APPOINTMENT: Parameter = { name: "appointment", in: "path", required: true, about: "The appointment.", schema: AppointmentId };

/** Getting in. */
const invitationOperations: readonly Operation[] = [
	{
		...ADMIN,
		id: "inviteSomebody",
		method: "post",
		path: "/api/admin/invitations",
		summary: "Invite somebody",
		about:
			"To an organisation, with the roles that they are to hold, or as a further administrator. The token is shown here and never again.",
		parameters: [ORIGIN],
		sent: { media: "application/json", schema: InviteRequest, about: "As what, where, and to which roles: each once." },
		answers: [json(201, InviteAnswer, "The invitation, its token, and until when it is good: seven days.")],
		refusals: ["malformed", "too-large", "unknown-organisation", ...ALWAYS],
	},
	{
		...ADMIN,
		id: "listInvitations",
		method: "get",
		path: "/api/admin/invitations",
		summary: "Who was invited",
		about: "The newest first, without their tokens.",
		answers: [json(200, InvitationList, "Invitations and how they stand.")],
		refusals: ALWAYS,
	},
	{
		...ADMIN,
		id: "revokeInvitation",
		method: "delete",
		path: "/api/admin/invitations/{invitation}",
		summary: "Take an invitation back",
		about: "At once. What was used, taken back or has expired is refused as what it is.",
		parameters: [INVITATION, ORIGIN],
		answers: [json(200, Nothing, "It opens nothing any more.")],
		refusals: ["not-found", "invitation-used", "invitation-revoked", "invitation-expired", ...ALWAYS],
	},
	{
		...ADMIN,
		id: "renewAccess",
		method: "post",
		path: "/api/admin/people/{person}/renewals",
		summary: "Give somebody a new phone or new words",
		about:
			"For somebody who lost theirs. The link opens once a root of their organisation has confirmed it, who knows them; for an administrator, another administrator. A new phone still needs their words; new words open no keys that were sealed under the old ones.",
		parameters: [PERSON, ORIGIN],
		sent: { media: "application/json", schema: RenewRequest, about: "What they lost." },
		answers: [json(201, InviteAnswer, "The invitation and its token.")],
		refusals: ["malformed", "too-large", "not-found", ...ALWAYS],
	},
];

/** Being there, and leaving. */
const peopleOperations: readonly Operation[] = [
	{
		...ADMIN,
		id: "listPeople",
		method: "get",
		path: "/api/admin/people",
		summary: "Who is here",
		about: "Everybody who can sign in, with what they are to hold and what they hold keys of.",
		answers: [json(200, PersonList, "People, by login name.")],
		refusals: ALWAYS,
	},
	{
		...ADMIN,
		id: "removePerson",
		method: "delete",
		path: "/api/admin/people/{person}",
		summary: "Remove somebody",
		about:
			"Ends their sessions, their appointments and the invitations that they made. Somebody who holds keys is not removed before those are.",
		parameters: [PERSON, ORIGIN],
		answers: [json(200, Nothing, "They are removed.")],
		refusals: ["not-found", "holds-keys", "last-administrator", ...ALWAYS],
	},
	{
		...ADMIN,
		id: "appointPerson",
		method: "post",
		path: "/api/admin/appointments",
		summary: "Appoint somebody to a role",
		about: "They make its keys themselves, and two roots countersign them: until then the appointment opens nothing.",
		parameters: [ORIGIN],
		sent: { media: "application/json", schema: AppointRequest, about: "Who, where and what." },
		answers: [json(201, AppointAnswer, "The appointment.")],
		refusals: ["malformed", "too-large", "not-found", "unknown-organisation", "already-appointed", ...ALWAYS],
	},
	{
		...ADMIN,
		id: "endAppointment",
		method: "delete",
		path: "/api/admin/appointments/{appointment}",
		summary: "End an appointment",
		about: "A key that came of it stays until its own removal, which is signed.",
		parameters: [APPOINTMENT, ORIGIN],
		answers: [json(200, Nothing, "It is ended.")],
		refusals: ["not-found", ...ALWAYS],
	},
	{
		...ADMIN,
		id: "listAdminActions",
		method: "get",
		path: "/api/admin/actions",
		summary: "What administrators did",
		about:
			"The newest first: by whom as an opaque id, what, to what and when. Nobody can change it, and every organisation's roots see it.",
		answers: [json(200, AdminActionList, "The record.")],
		refusals: ALWAYS,
	},
];

/** Everything under `/api/admin`. */
export const adminOperations: readonly Operation[] = [...invitationOperations, ...peopleOperations];
