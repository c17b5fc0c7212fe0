/** The week of a guardian, from Monday's first look at the list to a paper for Friday's panel. */
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { en as reporters } from "../../apps/web/src/pages/words/en/all.ts";
import { type DemoConcern, PATHOLOGY, ROTA_FRAUD, WARD_B7 } from "../../infra/demo/concerns.ts";
import { atTheDoor, opens, signsIn } from "../browser/harness/at-the-desk.ts";
import { answer, comesBack, type Raised, raised } from "../browser/harness/returning.ts";
import type { Scene } from "../browser/harness/scene.ts";
import { reads, type Visitor } from "../browser/harness/visitor.ts";
import type { Album } from "./album.ts";
import { answersIt } from "./answering.ts";
import { recordsOne } from "./recording.ts";

const { account, case: caseWords, figures, finding, panel, shell, today, trailPage, turnover, verbs } = en;
const GUARDIAN = "guardian.northbrook";
/** What the week is about, as the list names it. */
const TITLE = WARD_B7.form.concern.text.slice(0, 40);
const DESKTOP = { device: "desktop" } as const;
const PHONE = { device: "phone" } as const;

/** The same ward, told by somebody else. */
function sameWard(text: string): DemoConcern {
	return { title: text, form: { ...WARD_B7.form, concern: { ...WARD_B7.form.concern, text } } };
}

const SIMILAR = [
	sameWard("On Ward B7 one registered nurse has 24 beds at night, and two falls in the last month were not reported."),
	sameWard("The drug fridge of our ward was left open over the weekend and nobody threw the insulin away."),
];

/** Walks through the week and takes its pictures. */
export async function walkTheWeek(scene: Scene, album: Album): Promise<void> {
	for (const concern of [PATHOLOGY, ROTA_FRAUD, ...SIMILAR]) await thank(await raised(scene.stage, concern));
	const visitor = await atTheDoor(scene, "phone");
	const concern = await monday(scene, album, visitor);
	await answersIt(album, visitor);
	await reportersSide(scene, album, concern);
	await recordsOne(album, visitor);
	await wednesday(album, visitor);
	await friday(album, visitor);
	if (visitor.complaints.length > 0) throw new Error(`The browser complained:\n${visitor.complaints.join("\n")}`);
}

/** What was raised earlier was answered earlier. */
function thank(concern: Raised): Promise<void> {
	const text = "Thank you for telling us. I have read it, and you hear from me by Friday.";
	return answer(concern, { purpose: "acknowledgement", compartment: "concern", text });
}

async function monday(scene: Scene, album: Album, visitor: Visitor): Promise<Raised> {
	const { page } = visitor;
	album.begin("Monday: what needs me");
	await album.take(page, "sign-in", "The guardian signs in with seven words of their own and a code from their phone.", PHONE);
	await signsIn(scene, visitor, GUARDIAN);
	await visitor.sees(today.heading);
	const concern = await raised(scene.stage, WARD_B7);
	await visitor.press(today.look);
	await reads(visitor, TITLE);
	await album.take(page, "today", "Today lists what needs them, the soonest first, and fits on a phone between two wards.", PHONE);
	await opens(visitor, TITLE);
	await album.take(page, "case", "A case on one page: what can be done, what happens if nobody does it, and what was said.", DESKTOP);
	return concern;
}

async function reportersSide(scene: Scene, album: Album, { words }: Raised): Promise<void> {
	const reporter = await comesBack(scene, words, "phone");
	album.begin("Meanwhile: what the reporter sees");
	await album.take(
		reporter.page,
		"mailbox",
		"The night nurse comes back with seven words, on her own phone, and sees what happened.",
		PHONE,
	);
	await reads(reporter, reporters.mailbox.write);
	await reporter.page.close();
}

async function wednesday(album: Album, visitor: Visitor): Promise<void> {
	const { page } = visitor;
	album.begin("Wednesday: what belongs together");
	await visitor.sees(today.heading);
	await reads(visitor, finding.compare);
	await album.take(page, "signal", "Three concerns about one ward in ninety days: the desk says so by itself.", {
		...DESKTOP,
		from: finding.signals,
	});
	await page.keyboard.press("/");
	await page.keyboard.type("falls ward");
	await reads(visitor, finding.found("2"));
	await album.take(page, "search", "A search looks into the words of every case, and what is looked for never leaves the device.", PHONE);
	await page.keyboard.press("Escape");
	await visitor.press(finding.compare);
	await visitor.sees(finding.together);
	await album.take(page, "together", "Two that may be one are read side by side before anybody ties them.", DESKTOP);
	await visitor.press(finding.notNow);
	await visitor.sees(today.heading);
	await opens(visitor, TITLE);
	await visitor.press(turnover.give.link);
	await reads(visitor, turnover.give.who);
	await page.evaluate((role) => {
		[...document.querySelectorAll("label")].find(({ textContent }) => textContent?.includes(role))?.click();
	}, shell.roles.medical_director);
	await reads(visitor, turnover.give.whatHint);
	await album.take(page, "give", "They give the case to the medical director, who may have no more of it than the rules allow.", PHONE);
	await visitor.press(turnover.give.action);
	await reads(visitor, turnover.give.done("The medical director"));
	await visitor.press(shell.account);
	await reads(visitor, account.here);
	await album.take(
		page,
		"account",
		"Their own page: the number by which colleagues know them, and what to do before a holiday or before leaving.",
		PHONE,
	);
}

async function friday(album: Album, visitor: Visitor): Promise<void> {
	const { page } = visitor;
	album.begin("Friday: an end, and the papers");
	await visitor.press(shell.today);
	await opens(visitor, TITLE);
	await visitor.press(verbs.names.outcome);
	await visitor.write(
		verbs.letter,
		"We looked at the rotas of eight weeks. You were right: on 19 nights there was one nurse. Two work every night from now on, and both falls are reported.",
	);
	await visitor.press(verbs.send);
	await reads(visitor, verbs.done);
	await visitor.press(verbs.names.close);
	await album.take(page, "close", "A case can be closed only after its reporter was told what came of it.", {
		...DESKTOP,
		from: verbs.heading,
	});
	await visitor.press(verbs.send);
	await reads(visitor, caseWords.aheadClosed);
	await visitor.press(caseWords.trailLink);
	await visitor.sees(trailPage.heading);
	await reads(visitor, trailPage.proof.signed);
	await album.take(page, "trail", "Every event of the case on one screen, who signed it, and whether it was proved.", DESKTOP);
	await visitor.press(shell.back);
	await visitor.press(panel.link);
	await reads(visitor, panel.withoutIdentity);
	await album.take(page, "panel", "For a panel they choose what is on the paper; who raised it is not on it unless they say so.", DESKTOP);
	await page.emulateMediaType("print");
	await album.take(page, "panel-paper", "The same on paper.", DESKTOP);
	await page.emulateMediaType("screen");
	await visitor.press(shell.today);
	await visitor.press(finding.figures);
	await visitor.sees(figures.heading);
	await album.take(page, "figures", "How old open cases are and how long people wait for a first answer, each with its table.", DESKTOP);
}
