/** The desk: what I may see, and acting on it. */
import type { GranteeList } from "@answerable/types/answer";
import { BeginningsRequest, type CaseBeginnings, DeskActRequest, type Inbox, type NoticeList } from "@answerable/types/desk";
import { CaseTag } from "@answerable/types/id";
import { CaseQuery, InboxQuery, TenureQuery } from "@answerable/types/query";
import { Hono } from "hono";
import { accountRoutes } from "./account-routes.ts";
import { jsonBody, LIMITS, limitBody, pathParameter, query } from "./body.ts";
import type { Deps } from "./deps.ts";
import { actOnDesk } from "./desk-act.ts";
import { padded } from "./padding.ts";
import { isRefused, refusal } from "./problem.ts";
import { onlySignedIn, type StaffEnv } from "./staff.ts";
import { turnoverRoutes } from "./turnover-routes.ts";

/** Everything under `/api/desk`. */
export function deskRoutes(deps: Deps) {
	return new Hono<StaffEnv>()
		.use(onlySignedIn(deps))
		.route("/", accountRoutes(deps))
		.get("/cases", query(InboxQuery), async (c) => {
			const inbox = await deps.store.inbox(c.var.person, c.req.valid("query").cursor ?? null, deps.now());
			return inbox === null ? refusal("malformed", "Look at cursor.") : c.json(inbox satisfies Inbox);
		})
		.post("/beginnings", padded, limitBody(LIMITS.other), jsonBody(BeginningsRequest), async (c) => {
			const beginnings = await deps.store.beginnings({ ...c.req.valid("json"), person: c.var.person, now: deps.now() });
			return c.json({ beginnings: [...beginnings] } satisfies CaseBeginnings);
		})
		.get("/notices", async (c) => c.json({ notices: [...(await deps.store.notices(c.var.person))] } satisfies NoticeList))
		.get("/cases/:tag", pathParameter("tag", CaseTag), query(CaseQuery), async (c) => {
			const deskCase = await deps.store.deskCase({
				...c.req.valid("query"),
				caseTag: c.req.valid("param").tag,
				person: c.var.person,
				now: deps.now(),
			});
			return deskCase === null ? refusal("not-found") : c.json(deskCase);
		})
		.get("/cases/:tag/grantees", pathParameter("tag", CaseTag), query(TenureQuery), async (c) => {
			const keys = await deps.store.grantees({
				...c.req.valid("query"),
				caseTag: c.req.valid("param").tag,
				person: c.var.person,
				now: deps.now(),
			});
			return keys === null ? refusal("not-found") : c.json({ keys: [...keys] } satisfies GranteeList);
		})
		.post("/cases/:tag/acts", limitBody(LIMITS.act), pathParameter("tag", CaseTag), jsonBody(DeskActRequest), async (c) => {
			const acted = await actOnDesk(deps, { person: c.var.person, caseTag: c.req.valid("param").tag, ...c.req.valid("json") });
			return isRefused(acted) ? refusal(acted.refused) : c.json({ event: acted.event }, acted.again ? 200 : 201);
		})
		.route("/", turnoverRoutes(deps));
}
