/** Act (c): a concern about the guardian goes round the guardian, who sees nothing: not in lists, counts or notices. */
import { CaseTag } from "@answerable/types/id";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { willNotSentences } from "../../apps/web/src/raising/route-sentences.ts";
import { planRaise } from "../../apps/web/src/reporter/plan.ts";
import { TOLD_MY_MANAGER } from "../../infra/demo/concerns.ts";
import type { Stage } from "../stage/stage.ts";
import { checkedIntake, type Party, readable, rowOf, speakUp } from "./cast.ts";
import type { Cast } from "./ignored.ts";
import { comeBack, happenings } from "./mailbox.ts";
import { type Narrator, until } from "./narrator.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 90;
const UNKNOWN = CaseTag.parse("0".repeat(64));

type Told = { readonly stage: Stage; readonly narrator: Narrator; readonly cast: Cast };

/** Plays act (c) alone on the stage, so that the guardian's lists must be empty and stay so. */
export async function playAboutGuardian({ stage, narrator, cast }: Told): Promise<() => Promise<void>> {
	const { intake } = await checkedIntake(stage, SLUG);
	const { route } = planRaise(intake, TOLD_MY_MANAGER.form);
	for (const sentence of willNotSentences(route, en)) narrator.tell("before sending the page says", sentence);
	const reporter = await speakUp(stage, SLUG, TOLD_MY_MANAGER);
	narrator.tell("a receptionist", `raises "${reporter.title}"`);
	const buddy = cast("guardian.elmvale");
	await until("the other organisation's guardian to read it", WAIT_SECONDS, () => readable(buddy, reporter.raised.caseTag));
	narrator.claim("c", "the guardian of another organisation receives it instead", true);
	for (const login of ["guardian", "deputy-guardian"]) await seesNothing(narrator, cast(`${login}.${SLUG}`), reporter.raised.caseTag);
	return async () => {
		const guardian = cast(`guardian.${SLUG}`);
		narrator.claim("c", "at the end the guardian's list still does not have it", (await rowOf(guardian, reporter.raised.caseTag)) === null);
		const { mailbox } = await comeBack(stage, SLUG, reporter);
		const own = guardian.desk.session.tenures.map(({ statement }) => statement.tenure);
		const reached = happenings(mailbox.mailbox.events, "escalated").flatMap(({ happening }) => happening.consequence.recipients);
		narrator.claim(
			"c",
			"no rung of its ladder ever reached the guardian",
			own.every((tenure) => !reached.includes(tenure)),
			`${reached.length} recipients on its way up`,
		);
	};
}

async function seesNothing(narrator: Narrator, party: Party, caseTag: CaseTag): Promise<void> {
	const { desk, login } = party;
	const [rows, notices] = [await desk.cases(), await desk.notices()];
	narrator.claim("c", `${login} has nothing in lists, counts or notices`, rows.length === 0 && notices.length === 0);
	const tenure = desk.session.tenures[0]?.statement.tenure;
	if (tenure === undefined) throw new Error(`${login} holds no tenure.`);
	const asked = await refusal(() => desk.open({ caseTag, tenure }));
	const unknown = await refusal(() => desk.open({ caseTag: UNKNOWN, tenure }));
	narrator.claim(
		"c",
		`${login} asking for it by its tag is answered as for a case that does not exist`,
		asked === unknown && asked !== null,
		asked ?? "",
	);
}

async function refusal(attempt: () => Promise<unknown>): Promise<string | null> {
	try {
		await attempt();
		return null;
	} catch (cause) {
		return cause instanceof Error ? cause.message : String(cause);
	}
}
