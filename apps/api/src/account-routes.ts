/** What people may see and do about themselves: their sessions, what they are to hold, and whom they vouch for. */
import type { AppointmentList, ConfirmationList, SessionList } from "@answerable/types/account";
import type { AdminActionList } from "@answerable/types/admin";
import type { Nothing } from "@answerable/types/answer";
import { Hash } from "@answerable/types/bytes";
import { InvitationId } from "@answerable/types/id";
import { Hono } from "hono";
import { pathParameter } from "./body.ts";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";
import type { StaffEnv } from "./staff.ts";

/** Under `/api/desk`, for whoever signed in. */
export function accountRoutes(deps: Deps) {
	return new Hono<StaffEnv>()
		.get("/sessions", async (c) =>
			c.json({ sessions: [...(await deps.sessions.list(c.var.person, c.req.header("cookie")))] } satisfies SessionList),
		)
		.delete("/sessions", async (c) => {
			await deps.sessions.endAll(c.var.person);
			c.header("set-cookie", await deps.sessions.close(undefined));
			return c.json({} satisfies Nothing);
		})
		.delete("/sessions/:session", pathParameter("session", Hash), async (c) => {
			const wasTheirs = await deps.sessions.end(c.var.person, c.req.valid("param").session);
			return wasTheirs ? c.json({} satisfies Nothing) : refusal("not-found");
		})
		.get("/appointments", async (c) =>
			c.json({ appointments: [...(await deps.store.appointments(c.var.person))] } satisfies AppointmentList),
		)
		.get("/confirmations", async (c) =>
			c.json({ confirmations: [...(await deps.store.confirmations(c.var.person, deps.now()))] } satisfies ConfirmationList),
		)
		.post("/confirmations/:invitation", pathParameter("invitation", InvitationId), async (c) => {
			const refused = await deps.store.confirmRenewal({ ...c.req.valid("param"), by: c.var.person, now: deps.now() });
			return refused === null ? c.json({} satisfies Nothing) : refusal(refused.refused);
		})
		.get("/admin-actions", async (c) => {
			const actions = await deps.store.actionsFor(c.var.person);
			return actions === null ? refusal("not-allowed") : c.json({ actions: [...actions] } satisfies AdminActionList);
		});
}
