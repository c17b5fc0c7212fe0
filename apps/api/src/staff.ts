/** What stands before the routes of people who signed in: who they are, and what the journal says of it. */
import type { PersonId } from "@answerable/types/id";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";

/** What a route knows of whoever asks. */
export type StaffEnv = { Variables: { person: PersonId } };

/** Lets in whoever has a session, and renews its cookie when that is due. */
export function onlySignedIn(deps: Deps): MiddlewareHandler<StaffEnv> {
	return async (c, next) => {
		const session = await deps.sessions.read(c.req.header("cookie"));
		if (session === null) return refusal("not-signed-in");
		c.set("person", session.person);
		await next();
		if (session.renewed !== null && !c.res.headers.has("set-cookie")) c.header("set-cookie", session.renewed);
		return undefined;
	};
}

/** Lets in whoever has a session, and lets it run out as if nobody had asked: for what a page asks by itself. */
export function onlyStillIn(deps: Deps): MiddlewareHandler<StaffEnv> {
	return async (c, next) => {
		const person = await deps.sessions.peek(c.req.header("cookie"));
		if (person === null) return refusal("not-signed-in");
		c.set("person", person);
		await next();
		return undefined;
	};
}

/** Lets in whoever administers the deployment now: asked each time, so that a removal holds at once. */
export function onlyAdministrator(deps: Deps): MiddlewareHandler<StaffEnv> {
	return async (c, next) => {
		if (!(await deps.store.isAdministrator(c.var.person))) return refusal("not-allowed");
		await next();
		return undefined;
	};
}

/** One line a request: its method, the template of its route and the status. See [Note: The journal knows no one]. */
export function journalOf(deps: Deps): MiddlewareHandler {
	return async (c, next) => {
		await next();
		deps.journal.desk({ method: c.req.method, route: routePath(c, -1), status: c.res.status });
	};
}
