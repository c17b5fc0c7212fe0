/** Somebody comes back with seven words; others, behind the page, are real people with real clients. */
import { en } from "../../../apps/web/src/pages/words/en/all.ts";
import { connectReporter, type ReportersCase } from "../../../apps/web/src/reporter/reporter.ts";
import type { DemoConcern } from "../../../infra/demo/concerns.ts";
import type { Stage } from "../../stage/stage.ts";
import { type Party, type Reporter, readable, signInAs, speakUp } from "../../story/cast.ts";
import { until } from "../../story/narrator.ts";
import { type Look, wordsOn } from "./raising.ts";
import type { Scene } from "./scene.ts";
import { type Device, type Visitor, visit } from "./visitor.ts";

const { comeback, start, mailbox, slip } = en;
const WAIT_SECONDS = 90;

/** A concern that was raised, with the guardian who can read it. */
export type Raised = { readonly reporter: Reporter; readonly words: string; readonly guardian: Party };

const parties = new WeakMap<Stage, Map<string, Promise<Party>>>();

/** Somebody on staff, signed in once for the whole of a stage: a code from a phone is good once. */
export function atTheDesk(stage: Stage, login: string): Promise<Party> {
	const known = parties.get(stage) ?? new Map<string, Promise<Party>>();
	parties.set(stage, known);
	const party = known.get(login) ?? signInAs(stage, login);
	known.set(login, party);
	return party;
}

/** Raises a concern and waits until the guardian can read it. */
export async function raised(stage: Stage, concern: DemoConcern): Promise<Raised> {
	const guardian = await atTheDesk(stage, "guardian.northbrook");
	const reporter = await speakUp(stage, "northbrook", concern);
	await until("the guardian to read it", WAIT_SECONDS, () => readable(guardian, reporter.raised.caseTag));
	return { reporter, words: reporter.raised.words.join(" "), guardian };
}

type Letter = Parameters<Party["desk"]["letter"]>[1];

/** Writes as the guardian. */
export async function answer({ guardian, reporter }: Raised, letter: Letter): Promise<void> {
	const open = await readable(guardian, reporter.raised.caseTag);
	if (open === null) throw new Error("The guardian cannot read it.");
	await guardian.desk.letter(open, letter);
}

/** Somewhere to come back to: a browser, and the poster of an organisation in a deployment or in the world that stands in for one. */
type Door = Pick<Scene, "opened"> & { readonly poster: Scene["poster"] | string };

/** Opens the page for seven words. */
export async function atTheWords({ opened, poster }: Door, device: Device): Promise<Visitor> {
	const visitor = await visit(opened, typeof poster === "string" ? poster : poster("northbrook"), device);
	await visitor.sees(start.welcomeHeading);
	await visitor.press(start.comeBack);
	await visitor.sees(comeback.heading);
	return visitor;
}

/** Comes back with words, up to the first page of the mailbox. */
export async function comesBack(door: Door, words: string, device: Device): Promise<Visitor> {
	const visitor = await atTheWords(door, device);
	await visitor.write(comeback.label, words);
	await visitor.press(comeback.open);
	await visitor.sees(mailbox.heading);
	return visitor;
}

/** The same mailbox through a client without pages. */
export async function clientOf(stage: Stage, words: string): Promise<ReportersCase> {
	const back = await connectReporter({ origin: stage.origin }).comeBack("northbrook", words);
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

/** Makes new words, from the page that offers it to the mailbox that they open. */
export async function changesWords(visitor: Visitor, look: Look): Promise<readonly string[]> {
	await visitor.sees(mailbox.changing.heading);
	await look("change");
	await visitor.press(mailbox.changing.make);
	await visitor.sees(mailbox.changing.slipHeading);
	await look("change-slip");
	const fresh = await wordsOn(visitor);
	await visitor.press(slip.done);
	await visitor.sees(mailbox.changing.useHeading);
	await look("change-retype");
	for (const label of await visitor.page.evaluate(() => [...document.querySelectorAll("label")].map((each) => each.textContent ?? "")))
		await visitor.write(label, fresh[Number(label.replace(/\D/g, "")) - 1] ?? "");
	await visitor.press(mailbox.changing.useAction);
	await visitor.sees(mailbox.changing.doneHeading);
	await look("changed");
	await visitor.press(mailbox.changing.goOn);
	await visitor.sees(mailbox.heading);
	return fresh;
}
