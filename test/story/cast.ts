/** Who plays: each with a real client over HTTP, signed in with a phrase. */

import type { InboxRow } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import { deviceClock } from "../../apps/web/src/clock.ts";
import type { OpenCase } from "../../apps/web/src/desk/case.ts";
import type { Desk } from "../../apps/web/src/desk/desk.ts";
import { connectHttp, type Http } from "../../apps/web/src/http.ts";
import { type CheckedIntake, fetchIntake } from "../../apps/web/src/reporter/intake.ts";
import { type Raised, raise } from "../../apps/web/src/reporter/raise.ts";
import { signInWithPhone } from "../../infra/demo/authenticator.ts";
import type { DemoConcern } from "../../infra/demo/concerns.ts";
import type { Stage } from "../stage/stage.ts";

/** Somebody on staff or outside, signed in. */
export type Party = { readonly login: string; readonly desk: Desk };

/** Somebody who spoke up: what they hold is on one slip. */
export type Reporter = { readonly title: string; readonly raised: Raised; readonly intake: CheckedIntake; readonly text: string };

/** Signs somebody in with the phrase and the phone that the start script printed. */
export async function signInAs(stage: Stage, login: string): Promise<Party> {
	const person = stage.credentials.people.find((candidate) => candidate.login === login);
	if (person === undefined) throw new Error(`Nobody signs in as ${login}.`);
	return { login, desk: await signInWithPhone({ origin: stage.origin }, { ...person, phone: stage.credentials.phone }) };
}

/** The row of a case in somebody's inbox, or null if they do not know of it. */
export async function rowOf({ desk }: Party, caseTag: CaseTag): Promise<InboxRow | null> {
	return (await desk.cases()).find((row) => row.caseTag === caseTag) ?? null;
}

/** Opens a case that somebody knows of, or null while they may not read it: a released wrap comes an epoch after its leaf. */
export async function readable(party: Party, caseTag: CaseTag): Promise<OpenCase | null> {
	const row = await rowOf(party, caseTag);
	if (row === null || row.sight !== "content") return null;
	const open = await party.desk.open({ caseTag, tenure: row.tenure });
	return Object.keys(open.keys).length > 0 ? open : null;
}

/** Fetches and checks an organisation's parameters, pinned to the fingerprint on its poster. */
export async function checkedIntake(stage: Stage, slug: string): Promise<{ readonly http: Http; readonly intake: CheckedIntake }> {
	const organisation = stage.credentials.organisations.find((candidate) => candidate.slug === slug);
	if (organisation === undefined) throw new Error(`No organisation is called ${slug}.`);
	const http = connectHttp({ origin: stage.origin });
	return { http, intake: await fetchIntake(http, deviceClock, { slug, pins: { roots: organisation.roots, logKey: null } }) };
}

/** Raises a concern as its reporter would. */
export async function speakUp(stage: Stage, slug: string, { title, form }: DemoConcern): Promise<Reporter> {
	const { http, intake } = await checkedIntake(stage, slug);
	return { title, raised: await raise(http, intake, form), intake, text: form.concern.text };
}
