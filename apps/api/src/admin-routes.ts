/** Administration: who gets in, what they are to hold, and who leaves. Nothing here reads or moves a case. */
import {
	type AdminActionList,
	type AppointAnswer,
	AppointRequest,
	type InvitationList,
	InviteRequest,
	type PersonList,
	RenewRequest,
} from "@answerable/types/admin";
import type { Nothing } from "@answerable/types/answer";
import { AppointmentId, InvitationId, PersonId } from "@answerable/types/id";
import { Hono } from "hono";
import { jsonBody, LIMITS, limitBody, pathParameter } from "./body.ts";
import type { Deps } from "./deps.ts";
import { inviteSomebody, renewAccess } from "./invite.ts";
import { isRefused, refusal } from "./problem.ts";
import { onlyAdministrator, onlySignedIn, type StaffEnv } from "./staff.ts";

/** Everything under `/api/admin`. */
export function adminRoutes(deps: Deps) {
	const { store, now } = deps;
	return new Hono<StaffEnv>()
		.use(onlySignedIn(deps), onlyAdministrator(deps))
		.get("/invitations", async (c) => c.json({ invitations: [...(await store.invitations(now()))] } satisfies InvitationList))
		.post("/invitations", limitBody(LIMITS.other), jsonBody(InviteRequest), async (c) => {
			const made = await inviteSomebody(deps, c.var.person, c.req.valid("json"));
			return isRefused(made) ? refusal(made.refused) : c.json(made, 201);
		})
		.delete("/invitations/:invitation", pathParameter("invitation", InvitationId), async (c) => {
			const refused = await store.revokeInvitation({ ...c.req.valid("param"), by: c.var.person, now: now() });
			return refused === null ? c.json({} satisfies Nothing) : refusal(refused.refused);
		})
		.get("/people", async (c) => c.json({ people: [...(await store.people())] } satisfies PersonList))
		.delete("/people/:person", pathParameter("person", PersonId), async (c) => {
			const refused = await store.removePerson({ ...c.req.valid("param"), by: c.var.person, now: now() });
			return refused === null ? c.json({} satisfies Nothing) : refusal(refused.refused);
		})
		.post("/people/:person/renewals", limitBody(LIMITS.other), pathParameter("person", PersonId), jsonBody(RenewRequest), async (c) => {
			const made = await renewAccess(deps, c.var.person, { ...c.req.valid("param"), ...c.req.valid("json") });
			return isRefused(made) ? refusal(made.refused) : c.json(made, 201);
		})
		.post("/appointments", limitBody(LIMITS.other), jsonBody(AppointRequest), async (c) => {
			const made = await store.appoint({ ...c.req.valid("json"), madeBy: c.var.person, now: now() });
			return isRefused(made) ? refusal(made.refused) : c.json(made satisfies AppointAnswer, 201);
		})
		.delete("/appointments/:appointment", pathParameter("appointment", AppointmentId), async (c) => {
			const refused = await store.endAppointment({ ...c.req.valid("param"), by: c.var.person, now: now() });
			return refused === null ? c.json({} satisfies Nothing) : refusal(refused.refused);
		})
		.get("/actions", async (c) => c.json({ actions: [...(await store.actions())] } satisfies AdminActionList));
}
