/** Cases that the town's guardian can open: each sealed by the real client, sent to the api, and routed by the worker. */
import { newKemKeyPair } from "@answerable/crypto/kem-box";
import type { ReporterSecrets } from "@answerable/crypto/phrase";
import { newSigningSeed } from "@answerable/crypto/signing";
import { toHex } from "@answerable/log/bytes";
import type { Bytes32 } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import { sql } from "kysely";
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { fetchIntake } from "../../apps/web/src/reporter/intake.ts";
import type { ConcernForm } from "../../apps/web/src/reporter/plan.ts";
import { sealRaise } from "../../apps/web/src/reporter/raise.ts";
import { solveWork } from "../../apps/web/src/reporter/work.ts";
import { DRUG_TROLLEY, PATHOLOGY, PORTER, THEATRE, WARD_B7 } from "../../infra/demo/concerns.ts";
import { until } from "../story/narrator.ts";
import { puzzles } from "./press.ts";
import type { Scene } from "./scene.ts";

const CONCERNS = [WARD_B7, PATHOLOGY, THEATRE, PORTER, DRUG_TROLLEY] as const;
const UNITS = 40;
const AT_ONCE = 4;
/** So many can be routed in that time on any machine that is worth measuring. */
const ROUTED_WITHIN_SECONDS = 600;

/** A word that one case in a hundred holds: what is searched for. */
export const RARE_WORD = "quokka";
export const RARE_EVERY = 100;

/** Raises concerns until the guardian has so many cases, and waits until all of them are in the guardian's list. */
export async function raiseUntil(scene: Scene, size: number): Promise<void> {
	const { stage, town, workKey } = scene;
	const pins = { roots: town.roots as never, logKey: null };
	const http = connectHttp({ origin: stage.origin });
	const intake = await fetchIntake(http, deviceClock, { slug: town.slug, pins });
	const work = puzzles(workKey);
	const from = await listedCases(scene);
	const raiseOne = async (number: number): Promise<void> => {
		const sealed = await sealRaise(http, intake, formOf(number), { fresh: { words: [], secrets: randomSecrets() } });
		await sealed.send(work.challenge(town.id, sealed.statement.severity).then(solveWork));
	};
	for (let number = from; number < size; number += AT_ONCE) {
		await Promise.all(Array.from({ length: Math.min(AT_ONCE, size - number) }, (_, index) => raiseOne(number + index)));
	}
	await until("every case to be in the list", ROUTED_WITHIN_SECONDS, async () => ((await listedCases(scene)) >= size ? true : null));
}

async function listedCases({ owner, town }: Scene): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::integer as count from case_sight where tenure = ${town.guardian.tenure} and sight = 'content'
			and exists (select from event where event.case_tag = case_sight.case_tag and event.sequence = 1)`.execute(owner.query);
	return rows[0]?.count ?? 0;
}

/** In immediate danger, so that it is seen at once: others wait for their slot. */
function formOf(number: number): ConcernForm {
	const { form } = CONCERNS[number % CONCERNS.length] ?? WARD_B7;
	const rare = number % RARE_EVERY === 0 ? ` ${RARE_WORD} ` : " ";
	const text = `Number ${number}:${rare}${form.concern.text} ${form.concern.text.split(" ").toReversed().join(" ")}`;
	const concern = { ...form.concern, subject: "none" as const, text, unit: `Ward ${number % UNITS}` };
	return { ...form, concern, answers: { ...form.answers, danger: "now" } };
}

/** Keys as if from words, without stretching any. */
function randomSecrets(): ReporterSecrets {
	return {
		mailboxTag: toHex(newSigningSeed()) as Bytes32,
		mailboxAuth: newSigningSeed(),
		messageSign: newSigningSeed(),
		kem: newKemKeyPair(),
		caseTag: toHex(newSigningSeed()) as CaseTag,
		logSalt: toHex(newSigningSeed()) as Bytes32,
	};
}
