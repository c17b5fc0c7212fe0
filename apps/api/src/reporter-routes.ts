/** What a reporter sends: a concern, an opening, a later act. No cookie is read or set, no line is logged, nothing of the request is kept. */

import { RAISES_AT_ONCE } from "@answerable/store/raise-queue";
import type { OrganisationId } from "@answerable/types/id";
import { MailboxActRequest, MailboxOpening, type ReporterAct } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import { Hono } from "hono";
import { checkAct, sealBeside } from "./act-check.ts";
import { PATIENCE_MS } from "./away.ts";
import { jsonBody, LIMITS, limitBody, readBody } from "./body.ts";
import type { Deps } from "./deps.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { mailboxJson } from "./mailbox-json.ts";
import { openMailbox } from "./opening.ts";
import { fullJson, padded } from "./padding.ts";
import { isRefused, refusal } from "./problem.ts";
import { raiseConcern } from "./raise.ts";
import { checkOuter } from "./wraps-check.ts";

/** `POST /concerns`, `/mailbox`, `/mailbox/acts`. */
export function reporterRoutes(deps: Deps) {
	// [Note: Few at once]
	const inTurn = fewAtOnce(RAISES_AT_ONCE, PATIENCE_MS);
	return new Hono()
		.post("/concerns", padded, limitBody(LIMITS.raise), async (c) => {
			if (c.req.header("content-type") !== "application/octet-stream") return refusal("malformed", "Send it as application/octet-stream.");
			const body = await readBody(c);
			const raised = await inTurn(() => raiseConcern(deps, body));
			return isRefused(raised) ? refusal(raised.refused) : fullJson(c, JSON.stringify(raised.answer), raised.again ? 200 : 201);
		})
		.post("/mailbox", padded, limitBody(LIMITS.other), jsonBody(MailboxOpening), async (c) => {
			const door = await openMailbox(deps, c.req.valid("json"));
			if (isRefused(door)) return refusal(door.refused);
			const mailbox = await deps.store.mailbox(door.caseTag, deps.now());
			return mailbox === null ? refusal("not-found") : fullJson(c, mailboxJson(mailbox), 200);
		})
		.post("/mailbox/acts", padded, limitBody(LIMITS.act), jsonBody(MailboxActRequest), async (c) => {
			const { opening, act } = c.req.valid("json");
			const door = await openMailbox(deps, opening);
			if (isRefused(door)) return refusal(door.refused);
			const signed = checkAct(act, { ...door, key: door.messageSign });
			if (isRefused(signed)) return refusal(signed.refused);
			const wrong = await wrongSeal(deps, door.organisation, act);
			if (wrong !== null) return refusal(wrong);
			const kept = await deps.store.reporterAct(signed, act, deps.now());
			return isRefused(kept) ? refusal(kept.refused) : fullJson(c, JSON.stringify(kept), 202);
		});
}

/** Whether the outer seal of a place that is given is one that the releaser can open when its turn comes. */
async function wrongSeal(deps: Deps, organisation: OrganisationId, act: ReporterAct): Promise<RefusalCode | null> {
	const seal = sealBeside(act);
	if (seal === null) return null;
	const intake = await deps.store.intake({ id: organisation }, deps.now());
	if (intake === null) return "not-found";
	const code = checkOuter(seal, intake.releaseKeysTaken);
	return code === "wraps-mismatch" ? "ciphertext-mismatch" : code;
}
