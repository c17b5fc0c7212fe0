/** Act (d): the board complies or explains, the ladder holds until its review, and the reporter reads it all with seven words. */
import { addSeconds } from "@answerable/domain/instant";
import { now } from "@answerable/process/machine";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { sentenceOf } from "../../apps/web/src/reporter/sentence.ts";
import { viewOf } from "../../apps/web/src/reporter/view.ts";
import { ROTA_FRAUD } from "../../infra/demo/concerns.ts";
import type { Stage } from "../stage/stage.ts";
import { readable, speakUp } from "./cast.ts";
import type { Cast } from "./ignored.ts";
import { acknowledgementRungs, comeBack, happenings, secondsBetween } from "./mailbox.ts";
import { type Narrator, until } from "./narrator.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 75;
/** Longer than the ladder would wait before going outside, so that the hold can be seen. */
const REVIEW_AFTER_SECONDS = 16;
const EXPLANATION =
	"An outside auditor looks at the rota from Monday and reports to the audit committee. Owner: the chair. Your shifts are put back today.";

type Told = { readonly stage: Stage; readonly narrator: Narrator; readonly cast: Cast };

/** Plays act (d). */
export async function playBoard({ stage, narrator, cast }: Told): Promise<void> {
	const chair = cast(`chair.${SLUG}`);
	const reporter = await speakUp(stage, SLUG, ROTA_FRAUD);
	narrator.tell("a rota clerk", `raises "${reporter.title}"`);
	const open = await until("the chair to read it", WAIT_SECONDS, () => readable(chair, reporter.raised.caseTag));
	await chair.desk.acknowledge(open, 4);
	const seen = await chair.desk.open({ caseTag: open.desk.row.caseTag, tenure: open.desk.row.tenure });
	const reviewAt = addSeconds(now(), REVIEW_AFTER_SECONDS);
	await chair.desk.explain(seen, { answer: "comply", reviewAt, text: EXPLANATION });
	narrator.tell("the chair", `acknowledges, and complies: an action, an owner and a review in ${REVIEW_AFTER_SECONDS} s`);
	const resumed = await until("the ladder to go on after the review", WAIT_SECONDS, async () => {
		const { mailbox } = await comeBack(stage, SLUG, reporter);
		return acknowledgementRungs(mailbox.mailbox.events).find(({ happening }) => happening.consequence.rung === 5) ?? null;
	});
	narrator.claim(
		"d",
		"the explanation held the ladder until its review, and not longer",
		resumed.at >= reviewAt,
		`rung 5 fired ${secondsBetween(reviewAt, resumed.at)} s after the review`,
	);
	await readsItAll({ stage, narrator, cast }, reporter);
}

async function readsItAll({ stage, narrator }: Told, reporter: Awaited<ReturnType<typeof speakUp>>): Promise<void> {
	const written = `  ${reporter.raised.words.join("  ").toUpperCase()} `;
	const { mailbox } = await comeBack(stage, SLUG, reporter, written);
	const explained = happenings(mailbox.mailbox.events, "explained");
	const letter = mailbox.case.letters.find(({ sequence }) => sequence === explained[0]?.sequence);
	const text = typeof letter?.says === "object" && letter.says.kind === "letter" ? letter.says.content.text : "";
	narrator.claim("d", "the reporter, back with seven words, reads the board's explanation", text === EXPLANATION);
	const view = viewOf(mailbox);
	if (view === null) throw new Error("Nothing of it can be believed.");
	const { entries } = view;
	narrator.claim(
		"d",
		"and sees everything that happened",
		entries.length === mailbox.mailbox.events.length && entries.every(({ isTrusted }) => isTrusted),
		`${entries.length} entries`,
	);
	for (const entry of entries) narrator.tell(`  ${entry.at.slice(11, 19)}`, sentenceOf(entry, view.roles, en.story));
}
