/** What a browser asks before it seals a concern. No cookie, no log line. */
import type { OrganisationList, WorkAnswer } from "@answerable/types/answer";
import { type IntakeParameters, OrganisationCard } from "@answerable/types/intake";
import { SeverityQuery } from "@answerable/types/query";
import { Hono } from "hono";
import { pathParameter, query } from "./body.ts";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";

const Slug = OrganisationCard.shape.slug;

/** `GET /organisations`, `/organisations/:slug/intake`, `/organisations/:slug/work`. */
export function organisationRoutes(deps: Deps) {
	const intakeOf = (slug: string) => deps.store.intake({ slug }, deps.now());
	return new Hono()
		.get("/organisations", async (c) => {
			const organisations = [...(await deps.store.organisations())];
			return c.json({ organisations, onion: deps.onion } satisfies OrganisationList);
		})
		.get("/organisations/:slug/intake", pathParameter("slug", Slug), query(SeverityQuery), async (c) => {
			const intake = await intakeOf(c.req.valid("param").slug);
			if (intake === null) return refusal("unknown-organisation");
			const { policyHash: _policy, calendarHash: _calendar, releaseKeysTaken: _taken, ...parameters } = intake;
			const work = await deps.work.challenge(intake.organisation.id, c.req.valid("query").severity);
			return c.json({ ...parameters, now: deps.now(), work } satisfies IntakeParameters);
		})
		.get("/organisations/:slug/work", pathParameter("slug", Slug), query(SeverityQuery), async (c) => {
			const intake = await intakeOf(c.req.valid("param").slug);
			if (intake === null) return refusal("unknown-organisation");
			const work = await deps.work.challenge(intake.organisation.id, c.req.valid("query").severity);
			return c.json({ work } satisfies WorkAnswer);
		});
}
