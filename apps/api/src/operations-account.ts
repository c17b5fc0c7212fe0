/** The desk's door, and what people may see and do about themselves. */
import {
	AcceptRequest,
	AppointmentList,
	ConfirmationList,
	InvitationRequest,
	OpenInvitation,
	SessionList,
	SignInAnswer,
	SignInRequest,
} from "@answerable/types/account";
import { AdminActionList } from "@answerable/types/admin";
import { Nothing } from "@answerable/types/answer";
import { Hash } from "@answerable/types/bytes";
import { InvitationId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import { json, type Operation, ORIGIN } from "./operation.ts";

const DOOR = { section: "Desk", signedIn: false, asks: true, parameters: [ORIGIN], sent: null } as const;
const OWN = { section: "Desk", signedIn: true, asks: true, parameters: [], sent: null } as const;

/** What may be wrong with a code, behind a secret that is right. */
const CODE_REFUSALS: readonly RefusalCode[] = ["wrong-code", "clock-off"];
/** Why an invitation lets nobody in. */
const SHUT: readonly RefusalCode[] = [
	"invitation-unknown",
	"invitation-expired",
	"invitation-used",
	"invitation-revoked",
	"invitation-unconfirmed",
];

/** Signing in and out, and coming in by an invitation. */
export const doorOperations: readonly Operation[] = [
	{
		...DOOR,
		id: "signIn",
		method: "post",
		path: "/api/desk/session",
		summary: "Sign in",
		about:
			"With the secret that the client derived from the unlock phrase, which itself never arrives, and a code of the phone. An unknown name and a wrong secret are the same answer; the code is looked at only behind a right secret. The session is always a new one.",
		sent: { media: "application/json", schema: SignInRequest, about: "Name, derived secret and code." },
		answers: [{ ...json(200, SignInAnswer, "Signed in: who I am, and my tenures with their sealed keys."), setsCookie: true }],
		refusals: ["malformed", "too-large", "not-allowed", "wrong-credentials", ...CODE_REFUSALS, "code-wait", "unavailable"],
	},
	{
		...DOOR,
		id: "signOut",
		method: "delete",
		path: "/api/desk/session",
		summary: "Sign out",
		about: "Ends the session at once, if there is one.",
		answers: [{ ...json(200, Nothing, "Signed out."), setsCookie: true }],
		refusals: ["not-allowed", "unavailable"],
	},
	{
		...DOOR,
		id: "openInvitation",
		method: "post",
		path: "/api/desk/invitation",
		summary: "What an invitation is to",
		about: "For whoever holds its link. Nothing is used up.",
		sent: { media: "application/json", schema: InvitationRequest, about: "The token of the link." },
		answers: [json(200, OpenInvitation, "What it is to, and until when.")],
		refusals: ["malformed", "too-large", "not-allowed", ...SHUT, "unavailable"],
	},
	{
		...DOOR,
		id: "acceptInvitation",
		method: "post",
		path: "/api/desk/invitation/acceptance",
		summary: "Accept an invitation",
		about:
			"Once. The client made the unlock phrase and sends what grows from it; the phone proves with a code that it was given its secret. Somebody new chooses a name; a renewal keeps it, and ends every session. Signs in.",
		sent: {
			media: "application/json",
			schema: AcceptRequest,
			about: "The token, a name, the derived secret, the phone's secret and its code.",
		},
		answers: [{ ...json(201, SignInAnswer, "Accepted and signed in."), setsCookie: true }],
		refusals: ["malformed", "too-large", "not-allowed", ...SHUT, "wrong-credentials", ...CODE_REFUSALS, "name-taken", "unavailable"],
	},
];

/** My sessions, what I am to hold, and whom I vouch for. */
export const accountOperations: readonly Operation[] = [
	{
		...OWN,
		id: "listSessions",
		method: "get",
		path: "/api/desk/sessions",
		summary: "Where I am signed in",
		about: "Of a session there is the day it was opened and the quarter of the day in which it was last used: no address, no browser.",
		answers: [json(200, SessionList, "My sessions.")],
		refusals: ["not-signed-in", "unavailable"],
	},
	{
		...OWN,
		id: "endSessions",
		method: "delete",
		path: "/api/desk/sessions",
		summary: "Sign out everywhere",
		about: "Ends all my sessions at once, this one too.",
		parameters: [ORIGIN],
		answers: [{ ...json(200, Nothing, "They are ended."), setsCookie: true }],
		refusals: ["not-allowed", "not-signed-in", "unavailable"],
	},
	{
		...OWN,
		id: "endSession",
		method: "delete",
		path: "/api/desk/sessions/{session}",
		summary: "End one of my sessions",
		about: "Somebody else's session and one that there is not are the same answer.",
		parameters: [{ name: "session", in: "path", required: true, about: "The session, as listed.", schema: Hash }, ORIGIN],
		answers: [json(200, Nothing, "It is ended.")],
		refusals: ["not-allowed", "not-signed-in", "not-found", "unavailable"],
	},
	{
		...OWN,
		id: "listAppointments",
		method: "get",
		path: "/api/desk/appointments",
		summary: "What I am to hold",
		about: "An appointment shows nothing of any case: only a key that two roots countersigned does.",
		answers: [json(200, AppointmentList, "My appointments.")],
		refusals: ["not-signed-in", "unavailable"],
	},
	{
		...OWN,
		id: "listConfirmations",
		method: "get",
		path: "/api/desk/confirmations",
		summary: "Who waits for me to vouch for them",
		about:
			"People of an organisation of which I am a root who lost their phone or their words; for an administrator, other administrators. Never what I asked for, and never myself.",
		answers: [json(200, ConfirmationList, "Who waits.")],
		refusals: ["not-signed-in", "unavailable"],
	},
	{
		...OWN,
		id: "confirmRenewal",
		method: "post",
		path: "/api/desk/confirmations/{invitation}",
		summary: "Vouch for somebody who lost their phone or their words",
		about: "Speak to them first. From then on the link that they were given opens. It goes into the record.",
		parameters: [{ name: "invitation", in: "path", required: true, about: "As listed.", schema: InvitationId }, ORIGIN],
		answers: [json(200, Nothing, "Confirmed.")],
		refusals: ["not-allowed", "not-signed-in", "not-found", "unavailable"],
	},
	{
		...OWN,
		id: "watchAdministration",
		method: "get",
		path: "/api/desk/admin-actions",
		summary: "What administrators did",
		about: "For an organisation's roots: the newest of what was done to it and to the whole deployment, by whom as an opaque id.",
		answers: [json(200, AdminActionList, "The record.")],
		refusals: ["not-signed-in", "not-allowed", "unavailable"],
	},
];
