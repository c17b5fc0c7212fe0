/** An organisation's roots, keys and rules: what two of its roots have to sign, and who could still open what. */

import type { NotDone } from "@answerable/store/proposal-check";
import { Hash } from "@answerable/types/bytes";
import type { FoundingDesk } from "@answerable/types/founding";
import { OrganisationId, type PersonId } from "@answerable/types/id";
import { Countersignature } from "@answerable/types/key";
import { type HandOverList, HandOverQuery, type OrganisationDesk, type SoleOpenerList } from "@answerable/types/organisation";
import { type ProposalAnswer, ProposalRequest } from "@answerable/types/proposal";
import { Hono } from "hono";
import { jsonBody, LIMITS, limitBody, pathParameter, query } from "./body.ts";
import type { Deps } from "./deps.ts";
import { refusal } from "./problem.ts";

type Env = { Variables: { person: PersonId } };

/** Below `/api/desk`, for whoever signed in. */
export function turnoverRoutes(deps: Deps) {
	return new Hono<Env>()
		.get("/organisations/:id", pathParameter("id", OrganisationId), async (c) => {
			const desk = await deps.store.organisationDesk({ person: c.var.person, organisation: c.req.valid("param").id, now: deps.now() });
			return desk === null ? refusal("not-found") : c.json(desk satisfies OrganisationDesk);
		})
		.get("/organisations/:id/founding", pathParameter("id", OrganisationId), async (c) => {
			const founding = await deps.store.founding({ person: c.var.person, organisation: c.req.valid("param").id });
			return founding === null ? refusal("not-found") : c.json(founding satisfies FoundingDesk);
		})
		.get("/organisations/:id/sole-openers", pathParameter("id", OrganisationId), async (c) => {
			const list = await deps.store.soleOpeners({ person: c.var.person, organisation: c.req.valid("param").id, now: deps.now() });
			return list === null ? refusal("not-found") : c.json(list satisfies SoleOpenerList);
		})
		.get("/hand-over", query(HandOverQuery), async (c) => {
			const { from, to, cursor } = c.req.valid("query");
			const list = await deps.store.handOver({ person: c.var.person, from, to, cursor: cursor ?? null, now: deps.now() });
			return list === null ? refusal("not-found") : c.json(list satisfies HandOverList);
		})
		.post("/proposals", limitBody(LIMITS.act), jsonBody(ProposalRequest), async (c) => {
			const proposed = await deps.store.propose({ person: c.var.person, ...c.req.valid("json"), now: deps.now() });
			if ("refused" in proposed) return notDone(proposed);
			const { hash, signedBy, enacted, repeated } = proposed;
			return c.json({ hash, signedBy: [...signedBy], enacted } satisfies ProposalAnswer, repeated ? 200 : 201);
		})
		.post(
			"/proposals/:hash/countersignatures",
			limitBody(LIMITS.other),
			pathParameter("hash", Hash),
			jsonBody(Countersignature),
			async (c) => {
				const { hash } = c.req.valid("param");
				const signed = await deps.store.countersign({ person: c.var.person, hash, countersignature: c.req.valid("json"), now: deps.now() });
				if ("refused" in signed) return notDone(signed);
				return c.json({ hash, signedBy: [...signed.signedBy], enacted: signed.enacted } satisfies ProposalAnswer);
			},
		)
		.post("/proposals/:hash/declines", pathParameter("hash", Hash), async (c) => {
			const { hash } = c.req.valid("param");
			const declined = await deps.store.decline({ person: c.var.person, hash, now: deps.now() });
			if ("refused" in declined) return notDone(declined);
			return c.json({ hash, signedBy: [...declined.signedBy], enacted: declined.enacted } satisfies ProposalAnswer);
		});
}

function notDone({ refused, count }: NotDone): Response {
	if (count === undefined) return refusal(refused);
	return refusal(refused, count === 1 ? "It is one case." : `There are ${count} cases.`);
}
