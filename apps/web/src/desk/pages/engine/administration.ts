/** What the desk's engine does for whoever administers. */
import { OrganisationList } from "@answerable/types/answer";
import type { Answers } from "../../../shell/engine-protocol.ts";
import type { AdminRequests } from "./admin-protocol.ts";
import type { DeskMemory } from "./memory.ts";
import type { Progress } from "./protocol.ts";

/** Makes the engine's part for administration. */
export function createAdministration(memory: DeskMemory): Answers<AdminRequests, Progress> {
	const done = async (doing: Promise<unknown>): Promise<null> => {
		await doing;
		return null;
	};
	return {
		administer: async () => {
			const { admin, session } = memory.desk;
			const [people, invitations, actions, { organisations }] = await Promise.all([
				admin.people(),
				admin.invitations(),
				admin.actions(),
				session.http.getJson("/api/organisations", OrganisationList),
			]);
			return { people, invitations, actions, organisations };
		},
		invite: (request) => memory.desk.admin.invite(request),
		revokeInvitation: (invitation) => done(memory.desk.admin.revoke(invitation)),
		renew: ({ person, kind }) => memory.desk.admin.renew(person, kind),
		appoint: (request) => done(memory.desk.admin.appoint(request)),
		endAppointment: (appointment) => done(memory.desk.admin.endAppointment(appointment)),
		removePerson: (person) => done(memory.desk.admin.remove(person)),
	};
}
