/** Act (b): a concern answered in time never climbs; one answered hollowly climbs from its original due time once disputed. */

import type { OpenCase } from "../../apps/web/src/desk/case.ts";
import { dispute } from "../../apps/web/src/reporter/mailbox-act.ts";
import { DRUG_TROLLEY, PORTER } from "../../infra/demo/concerns.ts";
import type { Stage } from "../stage/stage.ts";
import { type Party, type Reporter, readable, speakUp } from "./cast.ts";
import type { Cast } from "./ignored.ts";
import { acknowledgementRungs, comeBack, happenings, secondsBetween } from "./mailbox.ts";
import { type Narrator, until } from "./narrator.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 90;

type Told = { readonly stage: Stage; readonly narrator: Narrator; readonly cast: Cast };

/** Raises and answers a concern properly; returns how to look, at the end of the story, whether it ever climbed. */
export async function playAnswered({ stage, narrator, cast }: Told): Promise<() => Promise<void>> {
	const guardian = cast(`guardian.${SLUG}`);
	const reporter = await speakUp(stage, SLUG, PORTER);
	narrator.tell("a porter", `raises "${reporter.title}"`);
	let open = await until("the guardian to read it", WAIT_SECONDS, () => readable(guardian, reporter.raised.caseTag));
	open = await answer(guardian, open, "acknowledgement", "Thank you. I have read this and I am on it today.");
	const tenure = open.tenure.statement.tenure;
	await guardian.desk.triage(open, {
		severity: open.desk.row.severity,
		handler: tenure,
		compartment: "concern",
		text: "Worker safety. I handle this myself.",
	});
	open = await again(guardian, open);
	open = await answer(guardian, open, "plan", "Gloves and aprons are ordered; I check the waste hold on Friday.");
	open = await answer(guardian, open, "outcome", "Stock is there, and the supplier's gap is closed for good. Thank you for speaking up.");
	await guardian.desk.close(open, { reason: "outcome" });
	narrator.tell("the guardian", "acknowledges, triages, plans, answers and closes, each a letter that the porter can read");
	return async () => {
		const { mailbox } = await comeBack(stage, SLUG, reporter);
		const { events } = mailbox.mailbox;
		const climbed = happenings(events, "escalated").length;
		narrator.claim(
			"b",
			"the concern answered in time never climbed",
			climbed === 0 && happenings(events, "closed").length === 1,
			`${events.length} events, ${climbed} escalations`,
		);
		const letters = mailbox.case.letters.filter(({ says }) => typeof says === "object" && says.kind === "letter").length;
		narrator.claim("b", "its reporter reads every answer", letters === 4, `${letters} letters`);
	};
}

/** Answers hollowly, disputes, and claims that the climb starts from the due time first promised. */
export async function playHollow({ stage, narrator, cast }: Told): Promise<void> {
	const guardian = cast(`guardian.${SLUG}`);
	const reporter = await speakUp(stage, SLUG, DRUG_TROLLEY);
	narrator.tell("a healthcare assistant", `raises "${reporter.title}"`);
	const open = await until("the guardian to read it", WAIT_SECONDS, () => readable(guardian, reporter.raised.caseTag));
	await answer(guardian, open, "acknowledgement", "Noted.");
	narrator.tell("the guardian", 'answers "Noted." and the clock stops, for now');
	const promised = await stoppedInTime(narrator, stage, reporter);
	await waitPast(promised);
	const { connected, mailbox } = await comeBack(stage, SLUG, reporter);
	const letter = happenings(mailbox.mailbox.events, "letter").at(-1);
	if (letter === undefined) throw new Error("There is no letter to dispute.");
	await dispute(connected, mailbox, { sequence: letter.sequence, text: '"Noted." answers nothing.' });
	narrator.tell("the healthcare assistant", "disputes it: claimed, not received");
	await climbsFromDue({ narrator, stage, reporter, promised });
}

async function stoppedInTime(narrator: Narrator, stage: Stage, reporter: Reporter): Promise<string> {
	const { mailbox } = await comeBack(stage, SLUG, reporter);
	const promised = reporter.raised.promise.statement.due.find(({ clock }) => clock === "acknowledgement")?.due ?? "";
	narrator.claim("b", "while the hollow answer stands nothing climbs", acknowledgementRungs(mailbox.mailbox.events).length === 0);
	return promised;
}

type Climb = { readonly narrator: Narrator; readonly stage: Stage; readonly reporter: Reporter; readonly promised: string };

async function climbsFromDue({ narrator, stage, reporter, promised }: Climb): Promise<void> {
	const fired = await until("the disputed concern to climb", WAIT_SECONDS, async () => {
		const { mailbox } = await comeBack(stage, SLUG, reporter);
		const rungs = acknowledgementRungs(mailbox.mailbox.events);
		return rungs.length >= 2 ? rungs : null;
	});
	const [first] = fired;
	const consequence = first?.happening.consequence;
	const late = first === undefined ? 0 : secondsBetween(promised, first.at);
	narrator.claim(
		"b",
		"a disputed answer climbs from the original due time, its lateness kept",
		consequence?.due === promised && late > 0,
		`rung 1 fired ${late} s after the due time first promised`,
	);
}

async function waitPast(instant: string): Promise<void> {
	const left = Date.parse(instant) + 1_500 - Date.now();
	if (left > 0) await new Promise((resume) => setTimeout(resume, left));
}

async function answer(party: Party, open: OpenCase, purpose: "acknowledgement" | "plan" | "outcome", text: string): Promise<OpenCase> {
	await party.desk.letter(open, { purpose, compartment: "concern", text });
	return again(party, open);
}

function again(party: Party, { desk: { row } }: OpenCase): Promise<OpenCase> {
	return party.desk.open({ caseTag: row.caseTag, tenure: row.tenure });
}
