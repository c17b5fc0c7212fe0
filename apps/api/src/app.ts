/** The whole HTTP surface, put together from what it is given. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { adminRoutes } from "./admin-routes.ts";
import { aidRoutes } from "./aid-routes.ts";
import { isAway } from "./away.ts";
import type { Deps } from "./deps.ts";
import { deskRoutes } from "./desk-routes.ts";
import { doorRoutes } from "./door-routes.ts";
import { noStore, securityHeaders } from "./headers.ts";
import { logRoutes } from "./log-routes.ts";
import { organisationRoutes } from "./organisation-routes.ts";
import { onlyFrom } from "./origin.ts";
import { STYLE_HASH } from "./page.ts";
import { pageRoutes } from "./page-routes.ts";
import { fault, refusal } from "./problem.ts";
import { referenceRoutes } from "./reference-routes.ts";
import { reporterRoutes } from "./reporter-routes.ts";
import { journalOf } from "./staff.ts";
import { statusRoutes } from "./status-routes.ts";
import { watchRoutes } from "./watch-routes.ts";

/** Routes as a value, so that a typed client can be made of it (`hc<App>`). */
export type App = ReturnType<typeof createApp>;

/**
 * The app. What a user may cause is answered by its route; what is left is a
 * database that is away (503, nothing half-written, since every write is one
 * transaction) or a fault of ours (500, an id and no detail).
 */
export function createApp(deps: Deps) {
	return new Hono()
		.onError((error, c) => {
			if (error instanceof HTTPException || c.req.raw.signal.aborted) return refusal("malformed");
			return isAway(error) ? refusal("unavailable") : fault(deps.journal.fault(error));
		})
		.notFound(() => refusal("not-found"))
		.use(noStore, securityHeaders(deps.origin, STYLE_HASH))
		.route("/", pageRoutes(deps))
		.route("/", aidRoutes(deps))
		.route("/", statusRoutes(deps))
		.route("/", referenceRoutes(deps))
		.route("/log", logRoutes(deps))
		.route("/api", organisationRoutes(deps))
		.route("/api", reporterRoutes(deps))
		.route("/api/desk", watchRoutes(deps))
		.use("/api/desk/*", journalOf(deps), onlyFrom(deps.origin))
		.route("/api/desk", doorRoutes(deps))
		.route("/api/desk", deskRoutes(deps))
		.use("/api/admin/*", journalOf(deps), onlyFrom(deps.origin))
		.route("/api/admin", adminRoutes(deps));
}
