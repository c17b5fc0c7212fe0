/** What people see and do about themselves: their sessions, what they are to hold, whom they vouch for, and what administrators did. */
import {
	type Appointment,
	AppointmentList,
	type Confirmation,
	ConfirmationList,
	type MySession,
	SessionList,
} from "@answerable/types/account";
import { type AdminAction, AdminActionList } from "@answerable/types/admin";
import { Nothing } from "@answerable/types/answer";
import type { Hash } from "@answerable/types/bytes";
import type { InvitationId } from "@answerable/types/id";
import type { Http } from "../http.ts";

export type Account = {
	readonly sessions: () => Promise<readonly MySession[]>;
	readonly endSession: (session: Hash) => Promise<void>;
	/** Signs out everywhere, here too. */
	readonly endSessions: () => Promise<void>;
	readonly appointments: () => Promise<readonly Appointment[]>;
	/** People who lost their phone or their words, for whom I may vouch. Speak to them first. */
	readonly confirmations: () => Promise<readonly Confirmation[]>;
	readonly confirm: (invitation: InvitationId) => Promise<void>;
	/** For roots: what administrators did to their organisation and to the deployment. */
	readonly adminActions: () => Promise<readonly AdminAction[]>;
};

/** The account of whoever signed in over this connection. */
export function accountOver(http: Http): Account {
	return {
		sessions: async () => (await http.getJson("/api/desk/sessions", SessionList)).sessions,
		endSession: async (session) => void (await http.delete(`/api/desk/sessions/${session}`, Nothing)),
		endSessions: async () => void (await http.delete("/api/desk/sessions", Nothing)),
		appointments: async () => (await http.getJson("/api/desk/appointments", AppointmentList)).appointments,
		confirmations: async () => (await http.getJson("/api/desk/confirmations", ConfirmationList)).confirmations,
		confirm: async (invitation) => void (await http.postOnce(`/api/desk/confirmations/${invitation}`, {}, Nothing)),
		adminActions: async () => (await http.getJson("/api/desk/admin-actions", AdminActionList)).actions,
	};
}
