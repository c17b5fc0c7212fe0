/** Somebody raises a concern, page by page, answering by the words on the page. */
import type { Role } from "@answerable/types/role";
import { en } from "../../../apps/web/src/pages/words/en/all.ts";
import { capital } from "../../../apps/web/src/reporter/sentence.ts";
import type { Visitor } from "./visitor.ts";

const { raise, shell, start, before, slip, story } = en;

/** What they answer. */
export type Answers = {
	readonly text: string;
	readonly danger: keyof typeof raise.danger.choices;
	readonly kinds: readonly (keyof typeof raise.kinds.choices)[];
	readonly about: keyof typeof raise.about.choices;
	/** Of a director: which one, and who may protect them. */
	readonly which?: readonly (keyof typeof raise.about.roles)[];
	readonly inLine?: readonly Role[];
	readonly how: keyof typeof raise.identity.choices;
	readonly name: string;
	readonly earlier: keyof typeof raise.earlier.choices;
	readonly earlierText: string;
	readonly unit: string;
	readonly outside: keyof typeof raise.outside.choices;
};

/** Looks at each page when it is shown: takes its picture, tries it, or does nothing. */
export type Look = (page: string) => Promise<void>;

/** From the welcome page to the page that checks the answers. */
export async function fillIn(visitor: Visitor, answers: Answers, look: Look = async () => undefined): Promise<void> {
	const { sees, press, write } = visitor;
	const page = async (name: string, heading: string, answer: () => Promise<void> = async () => undefined) => {
		await sees(heading);
		await look(name);
		await answer();
		await look(`${name}-answered`);
		await press(shell.goOn);
	};
	await sees(start.welcomeHeading);
	await press(start.raise);
	await sees(before.heading);
	await look("before");
	await press(before.start);
	await page("what", raise.what.label, () => write(raise.what.label, answers.text));
	await page("danger", raise.danger.legend, () => press(raise.danger.choices[answers.danger].label));
	await page("kinds", raise.kinds.legend, async () => {
		for (const kind of answers.kinds) await press(raise.kinds.choices[kind].label);
	});
	await page("about", raise.about.legend, async () => {
		await press(raise.about.choices[answers.about]);
		for (const role of answers.which ?? []) await press(raise.about.roles[role]);
		for (const role of answers.inLine ?? []) await press(capital(story.roles[role]));
	});
	await page("route", raise.route.heading);
	await page("identity", raise.identity.legend, async () => {
		await press(raise.identity.choices[answers.how].label);
		if (answers.how !== "anonymously") await write(raise.identity.name, answers.name);
	});
	await page("earlier", raise.earlier.legend, async () => {
		await press(raise.earlier.choices[answers.earlier].label);
		if (answers.earlier !== "no") await write(raise.earlier.text, answers.earlierText);
	});
	await page("place", raise.place.label, () => write(raise.place.label, answers.unit));
	await page("you", raise.you.heading);
	await page("split", raise.split.heading);
	if (!answers.kinds.includes("personalGrievance")) {
		await page("outside", raise.outside.legend, () => press(raise.outside.choices[answers.outside].label));
	}
	await sees(raise.check.heading);
	await look("check");
}

/** Sends it and reads the seven words. */
export async function send(visitor: Visitor): Promise<readonly string[]> {
	await visitor.press(raise.check.send);
	await visitor.sees(slip.heading);
	return wordsOn(visitor);
}

/** The seven words on the slip. */
export function wordsOn({ page }: Visitor): Promise<readonly string[]> {
	return page.evaluate(() => [...document.querySelectorAll(".slip__words li")].map((item) => item.textContent ?? ""));
}

/** Types the two words that are asked for. */
export async function retype(visitor: Visitor, words: readonly string[], look: Look = async () => undefined): Promise<void> {
	await visitor.press(slip.done);
	await visitor.sees(slip.retypeHeading);
	await look("retype");
	for (const [index, word] of words.entries()) {
		const label = slip.retypeLabel(index + 1);
		if ((await visitor.text()).includes(label)) await visitor.write(label, ` ${word.toUpperCase()}. `);
	}
	await visitor.press(slip.retypeAction);
	await visitor.sees(slip.endHeading);
	await look("end");
}

export const NIGHT_SHIFTS: Answers = {
	text: "Night shifts run with one registered nurse for 24 beds. Two falls were not reported. We were told not to write them down.",
	danger: "serious",
	kinds: ["patientSafety"],
	about: "line_manager_or_clinician",
	how: "anonymously",
	name: "",
	earlier: "ignored",
	earlierText: "The ward manager, twice.",
	unit: "Ward B7",
	outside: "full",
};
