/** The desk's door: what is asked by people who have not signed in yet. */

import { AcceptRequest, InvitationRequest, SignInRequest } from "@answerable/types/account";
import type { Nothing } from "@answerable/types/answer";
import { Hono } from "hono";
import { jsonBody, LIMITS, limitBody } from "./body.ts";
import type { Deps } from "./deps.ts";
import { accept, openInvitation } from "./join.ts";
import { isRefused, refusal, toldRefusal } from "./problem.ts";
import { signIn } from "./sign-in.ts";

/** Signing in and out, and coming in by an invitation. */
export function doorRoutes(deps: Deps) {
	return new Hono()
		.post("/session", limitBody(LIMITS.other), jsonBody(SignInRequest), async (c) => {
			const signedIn = await signIn(deps, c.req.valid("json"), c.req.header("cookie"));
			if (isRefused(signedIn)) return toldRefusal(signedIn);
			c.header("set-cookie", signedIn.cookie);
			return c.json(signedIn.answer);
		})
		.delete("/session", async (c) => {
			c.header("set-cookie", await deps.sessions.close(c.req.header("cookie")));
			return c.json({} satisfies Nothing);
		})
		.post("/invitation", limitBody(LIMITS.other), jsonBody(InvitationRequest), async (c) => {
			const found = await openInvitation(deps, c.req.valid("json").token);
			return isRefused(found) ? refusal(found.refused) : c.json(found);
		})
		.post("/invitation/acceptance", limitBody(LIMITS.other), jsonBody(AcceptRequest), async (c) => {
			const accepted = await accept(deps, c.req.valid("json"), c.req.header("cookie"));
			if (isRefused(accepted)) return toldRefusal(accepted);
			c.header("set-cookie", accepted.cookie);
			return c.json(accepted.answer, 201);
		});
}
