/** The desk's pages, in both browsers: coming in, what needs somebody, a case from the first look to an answer, and what goes wrong on the way. */
import type { CivilDate } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { codeIn, presentStep } from "../../infra/demo/authenticator.ts";
import { type DemoConcern, PATHOLOGY, PORTER, ROTA_FRAUD, WARD_B7 } from "../../infra/demo/concerns.ts";
import { readable } from "../story/cast.ts";
import { administratorOf } from "../story/joining.ts";
import { atTheDoor, credentialsOf, inAt, looker, opens, signsIn, tenMinutesPass } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { clientOf, type Raised, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { keptBy, leaksIn } from "./harness/spy.ts";
import { type Device, reads, type Visitor, visit } from "./harness/visitor.ts";

const { arriving, joining, today, case: caseWords, verbs, trailPage, account, shell, panel } = en;
const GUARDIAN = "guardian.northbrook";
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b>';
/** Each test has a concern of its own, which its first words tell apart. */
const CONCERNS: Readonly<Record<Device, DemoConcern>> = { phone: PATHOLOGY, desktop: WARD_B7 };
/** One width in each browser: what breaks in one of the four breaks in one of the two. */
const WIDTHS: Readonly<Record<BrowserName, Device>> = { chromium: "phone", firefox: "desktop" };
const titleOf = ({ form }: DemoConcern) => form.concern.text.slice(0, 40);

/** The letter in the form. */
const letterIn = ({ page }: Visitor) => page.evaluate(() => document.querySelector<HTMLTextAreaElement>("#letter")?.value ?? null);

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test("a guardian signs in, sees what needs them, and answers", async () => {
		const device = WIDTHS[name];
		const concern = await raised(scene.stage, CONCERNS[device]);
		await (await clientOf(scene.stage, concern.words)).reply({ purpose: "reply", compartment: "private", text: HOSTILE });
		const visitor = await atTheDoor(scene, device);
		const { hindered, look } = looker(visitor);
		await look("sign-in");
		await visitor.press(arriving.signIn);
		await reads(visitor, arriving.wordsEmpty);
		await look("sign-in-errors");
		await visitor.write(arriving.words, credentialsOf(scene, GUARDIAN).phrase.split(" ").reverse().join(" "));
		await visitor.write(arriving.name, GUARDIAN);
		await visitor.write(arriving.code, "000000");
		await visitor.press(arriving.signIn);
		await reads(visitor, arriving.typo["check-word-wrong"]);
		await signsIn(scene, visitor, GUARDIAN);
		await reads(visitor, titleOf(CONCERNS[device]));
		await look("today");
		await opens(visitor, titleOf(CONCERNS[device]));
		await look("case");
		expect(await visitor.text()).toContain(HOSTILE);
		expect(await visitor.page.evaluate(() => document.querySelectorAll("main img, main script, main b").length)).toBe(0);
		await visitor.press(caseWords.reporters);
		await reads(visitor, en.story.raised);
		await look("case-reporters-sight");
		await visitor.press(verbs.names.plan);
		await look("case-letter");
		await visitor.press(verbs.send);
		await reads(visitor, verbs.gaps("[the action]"));
		await look("case-letter-error");
		const said = `A second nurse works every night from Monday. (${name}, ${device})`;
		await visitor.write(verbs.letter, said);
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		await look("case-answered");
		const { mailbox } = await clientOf(scene.stage, concern.words);
		expect(mailbox.case.letters.some(({ says }) => typeof says !== "string" && says.kind === "letter" && says.content.text === said)).toBe(
			true,
		);
		await visitor.press(panel.link);
		await reads(visitor, panel.withoutIdentity);
		await look("panel");
		expect(await visitor.text()).not.toContain(said);
		await visitor.press(panel.choices.letters.label);
		await reads(visitor, said);
		if (name === "chromium") {
			await visitor.page.emulateMediaType("print");
			expect(await visitor.text()).not.toContain(panel.heading);
			await visitor.picture("desk-panel-printed");
			await visitor.page.emulateMediaType("screen");
		}
		await visitor.press(shell.account);
		await reads(visitor, account.here);
		await look("account");
		await visitor.press(shell.signOut);
		await visitor.sees(arriving.heading);
		await reads(visitor, arriving.told["signed-out"]);
		expect(visitor.complaints).toEqual([]);
		expect(hindered).toEqual([]);
		expect(leaksIn(scene.tap.heard, [said, credentialsOf(scene, GUARDIAN).phrase, titleOf(CONCERNS[device])])).toEqual([]);
		expect(await keptBy(visitor.page)).toEqual([]);
		await visitor.page.close();
	});

	test("a case's tools: a note, what was agreed, how it is counted, and the trail of it all", async () => {
		const concern: Raised = await raised(scene.stage, ROTA_FRAUD);
		const open = await readable(concern.guardian, concern.reporter.raised.caseTag);
		if (open === null) throw new Error("The guardian cannot read it.");
		const overdue = { owner: "payroll lead", by: "2026-01-05" as CivilDate };
		const kept = { purpose: "reply", compartment: "notes", text: "Ask payroll for the rota", beside: { action: overdue } } as const;
		await concern.guardian.desk.letter(open, kept);
		const visitor = await inAt(scene, GUARDIAN, WIDTHS[name]);
		const { hindered, look } = looker(visitor);
		// Nobody opened the case here: it is known from what the guardian wrote.
		await reads(visitor, today.agreedLate);
		await reads(visitor, today.leadAgreed("1"));
		await look("today-agreed");
		await opens(visitor, titleOf(ROTA_FRAUD));
		await reads(visitor, caseWords.agreed.late);
		await visitor.press(verbs.names.note);
		await reads(visitor, verbs.notes.reporter);
		await look("case-note");
		await visitor.write(verbs.lettersOf.note.label, "The matron knows.");
		await visitor.press(verbs.send);
		await reads(visitor, caseWords.notes("1"));
		await visitor.press(verbs.names.agreed);
		await visitor.press(verbs.send);
		await reads(visitor, verbs.owner);
		await look("case-agreed-errors");
		await visitor.write(verbs.lettersOf.agreed.label, "Shifts are given back");
		await visitor.write(verbs.ownerLabel, "ward manager");
		for (const [part, typed] of [
			[shell.dayParts.day, "9"],
			[shell.dayParts.month, "4"],
			[shell.dayParts.year, "2099"],
		] as const)
			await visitor.write(part, typed);
		await visitor.press(verbs.toldChoices.yes);
		await visitor.press(verbs.send);
		await reads(visitor, caseWords.agreed.told);
		await visitor.press(verbs.names.count);
		await visitor.press(en.elements.bullying_harassment);
		await visitor.press(verbs.detrimentChoices.yes);
		await look("case-count");
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		await visitor.press(caseWords.references.heading);
		await look("case-tools");
		await visitor.press(caseWords.trailLink);
		await visitor.sees(trailPage.heading);
		await reads(visitor, trailPage.proof.signed);
		expect(await visitor.text()).not.toContain(trailPage.proof["not-proved"]);
		await look("trail");
		const { view } = await clientOf(scene.stage, concern.words);
		expect(view?.counted).toMatchObject({ elements: ["bullying_harassment"], detriment: true });
		expect(JSON.stringify(view?.entries)).toContain("Shifts are given back");
		expect(JSON.stringify(view?.entries)).not.toContain("The matron knows.");
		expect(visitor.complaints).toEqual([]);
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("nothing typed is lost when the desk locks, when somebody else answers, and when the session ends", async () => {
		const concern: Raised = await raised(scene.stage, PORTER);
		const visitor = await inAt(scene, GUARDIAN, "desktop");
		const { hindered, look } = looker(visitor);
		const typed = "We are looking at the rota of every night in this month";
		await opens(visitor, titleOf(PORTER));
		await visitor.press(verbs.names.question);
		await visitor.write(verbs.letter, typed);
		await tenMinutesPass(visitor);
		await visitor.sees(arriving.lockedHeading);
		expect(await visitor.text()).not.toContain(PORTER.form.concern.text.slice(0, 20));
		await look("locked");
		await visitor.write(arriving.words, credentialsOf(scene, "chair.northbrook").phrase);
		await visitor.press(arriving.unlock);
		await reads(visitor, arriving.typo["check-word-wrong"]);
		await visitor.write(arriving.words, credentialsOf(scene, GUARDIAN).phrase);
		await visitor.press(arriving.unlock);
		await reads(visitor, verbs.kept);
		expect(await letterIn(visitor)).toBe(typed);
		const open = await readable(concern.guardian, concern.reporter.raised.caseTag);
		if (open === null) throw new Error("The guardian cannot read it.");
		await concern.guardian.desk.letter(open, { purpose: "reply", compartment: "private", text: "I wrote this from another room." });
		await visitor.press(verbs.send);
		await reads(visitor, verbs.conflict);
		await reads(visitor, "I wrote this from another room.");
		expect(await letterIn(visitor)).toBe(typed);
		await look("conflict");
		for (const { id, isThis } of await concern.guardian.desk.account.sessions())
			if (!isThis) await concern.guardian.desk.account.endSession(id);
		await visitor.press(verbs.send);
		await visitor.sees(arriving.heading);
		await reads(visitor, arriving.told.expired);
		await look("expired");
		await signsIn(scene, visitor, GUARDIAN);
		await reads(visitor, verbs.kept);
		expect(await letterIn(visitor)).toBe(typed);
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		expect(await letterIn(visitor)).toBe(null);
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("somebody comes in by an invitation, by the keyboard alone, and is asked for their words before the page forgets them", async () => {
		const organisation = scene.stage.credentials.organisations.find(({ slug }) => slug === "northbrook");
		if (organisation === undefined) throw new Error("There is no Northbrook.");
		const { desk } = await administratorOf(scene.stage);
		const { link } = await desk.admin.invite({ as: "staff", organisation: organisation.id, roles: ["guardian"] });
		const visitor = await visit(scene.opened, link, "phone");
		const { hindered, look } = looker(visitor);
		await reads(visitor, joining.what.join(organisation.name));
		expect(visitor.page.url()).toBe(`${scene.stage.origin}/desk`);
		await look("invited");
		await visitor.write(joining.name, "robin.guardian");
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(joining.sheetHeading);
		await look("sheet");
		const words = await visitor.page.evaluate(() =>
			[...document.querySelectorAll(".slip__words li")].map((item) => item.textContent ?? ""),
		);
		await visitor.press(joining.sheetDone);
		await visitor.sees(joining.confirmHeading);
		await visitor.page.focus("input");
		await visitor.page.keyboard.press("Enter");
		await reads(visitor, shell.problem);
		await look("confirm");
		for (const [index, word] of words.entries()) {
			const label = joining.confirmWord(String(index + 1));
			if ((await visitor.text()).split("\n").includes(label)) await visitor.write(label, word);
		}
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(joining.phoneHeading);
		await look("phone");
		const secret = await visitor.page.evaluate(() => document.querySelector(".phone-secret")?.textContent?.replaceAll(" ", "") ?? "");
		await visitor.write(joining.phoneCode, codeIn(secret, presentStep().step));
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(today.heading);
		await reads(visitor, today.keyless(shell.roles.guardian));
		await look("today-empty");
		await visitor.press(today.keylessLink);
		await visitor.press(account.makeKeys(shell.roles.guardian));
		await reads(visitor, account.keysMade);
		expect(leaksIn(scene.tap.heard, [words.join(" ")])).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});
});
