/** The api's questions about people, answered with `packages/store`. */
import { readActions } from "@answerable/store/admin-action-store";
import { appoint, endAppointment, readAppointments } from "@answerable/store/appointment-store";
import type { Database } from "@answerable/store/connect";
import {
	confirmRenewal,
	invite,
	readConfirmations,
	readInvitations,
	readOpenInvitation,
	readRootPosts,
	renew,
	revokeInvitation,
} from "@answerable/store/invitation-store";
import { acceptInvitation } from "@answerable/store/join";
import { isAdministrator, readLogin, readPeople, removePerson } from "@answerable/store/person-store";
import { withPhone } from "@answerable/store/phone-store";
import {
	deleteSession,
	deleteSessionOf,
	deleteSessionsOf,
	extendSession,
	insertSession,
	readSession,
	readSessionsOf,
} from "@answerable/store/session-store";
import type { AccountStore } from "./account-port.ts";
import { patient } from "./away.ts";
import type { SessionRows } from "./session.ts";

/** More than anybody reads at once; older ones are in the table for whoever audits it. */
const NEWEST = 500;

/** The store of people over a connection. */
export function accountStore(db: Database): AccountStore {
	return {
		sessions: sessionRows(db),
		login: patient((name) => readLogin(db, name)),
		withPhone: (person, decide) => patient(() => withPhone(db, person, decide))(),
		isAdministrator: patient((person) => isAdministrator(db, person)),
		appointments: patient((person) => readAppointments(db, person)),
		openInvitation: patient((tokenHash, now) => readOpenInvitation(db, tokenHash, now)),
		acceptInvitation: patient((accepting) => acceptInvitation(db, accepting)),
		invite: patient((to, made) => invite(db, to, made)),
		renew: patient((whom, made) => renew(db, whom, made)),
		invitations: patient((now) => readInvitations(db, now, NEWEST)),
		revokeInvitation: patient((which) => revokeInvitation(db, which)),
		confirmations: patient((person, now) => readConfirmations(db, person, now)),
		confirmRenewal: patient((which) => confirmRenewal(db, which)),
		people: patient(() => readPeople(db)),
		removePerson: patient((which) => removePerson(db, which)),
		appoint: patient((made) => appoint(db, made)),
		endAppointment: patient((which) => endAppointment(db, which)),
		actions: patient(() => readActions(db, null, NEWEST)),
		actionsFor: patient(async (person) => {
			const organisations = await readRootPosts(db, person);
			return organisations.length === 0 ? null : readActions(db, organisations, NEWEST);
		}),
	};
}

function sessionRows(db: Database): SessionRows {
	return {
		insert: patient((row) => insertSession(db, row)),
		find: patient((id) => readSession(db, id)),
		extend: patient((id, to) => extendSession(db, id, to)),
		remove: patient((id) => deleteSession(db, id)),
		of: patient((person) => readSessionsOf(db, person)),
		removeOf: patient((person, id) => deleteSessionOf(db, person, id)),
		removeAllOf: patient((person) => deleteSessionsOf(db, person)),
	};
}
