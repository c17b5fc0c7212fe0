/** People come and go by the desk's pages: a new guardian joins, roots sign, the old one hands over and leaves, and the new one reads. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { personNumber } from "../../apps/web/src/desk/short-number.ts";
import { nextCode } from "../../infra/demo/authenticator.ts";
import { type DemoConcern, PATHOLOGY, WARD_B7 } from "../../infra/demo/concerns.ts";
import { administratorOf } from "../story/joining.ts";
import { atTheDoor, inAt, looker, opens, signsIn } from "./harness/at-the-desk.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { clientOf, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { apart, type Device, reads, type Visitor, visit } from "./harness/visitor.ts";

const { account, administration, arriving, joining, lost, organisation, shell, today, turnover } = en;
const OLD = "guardian.northbrook";
const NEW = "robin.guardian";
const titleOf = ({ form }: DemoConcern) => form.concern.text.slice(0, 40);

let scene: Scene;
/** What keeps people from using the pages, by whoever looked. */
const found: (readonly string[])[] = [];

/** Somebody with a window of their own: cookies are of one person each. */
async function alone(login: string, device: Device): Promise<Visitor & { readonly look: (page: string) => Promise<void> }> {
	return looking(await inAt(scene, login, device, await apart(scene.opened)));
}

function looking(visitor: Visitor) {
	const { hindered, look } = looker(visitor);
	found.push(hindered);
	return { ...visitor, look };
}

/** Presses what begins with these words: buttons say to a screen reader what they are about as well. */
async function pressFirst({ page }: Visitor, words: string, about = ""): Promise<void> {
	await page.bringToFront();
	await page.waitForFunction(
		(wanted, more) => {
			const button = [...document.querySelectorAll<HTMLElement>("button")].find(
				(each) => each.ariaDisabled !== "true" && each.textContent?.trim().startsWith(wanted) && each.textContent.includes(more),
			);
			button?.click();
			return button !== undefined;
		},
		{ timeout: 60_000, polling: 100 },
		words,
		about,
	);
}

/** The administrator makes a link by the pages. */
async function invites(): Promise<string> {
	const { wayIn, name } = await administratorOf(scene.stage);
	const visitor = looking(await atTheDoor(scene, "phone", await apart(scene.opened)));
	const phrase = wayIn.phrase.words.join(" ");
	await signsIn(scene, visitor, name, { phrase, code: () => nextCode(name, wayIn.phone.secret) });
	await visitor.sees(administration.heading);
	await reads(visitor, OLD);
	await visitor.look("people");
	await visitor.press(OLD);
	await reads(visitor, administration.wordsWhat);
	await visitor.look("person");
	await visitor.press(shell.back);
	await visitor.press(administration.invite);
	await visitor.press(administration.inviteStaff);
	await visitor.press("Northbrook University Hospitals");
	await visitor.press(administration.make);
	await reads(visitor, administration.rolesNone);
	await visitor.look("invite");
	await visitor.press(shell.roles.guardian);
	await visitor.press(administration.make);
	await visitor.sees(administration.givenHeading);
	await visitor.look("invite-link");
	return visitor.page.evaluate(() => document.querySelector("code")?.textContent ?? "");
}

type Joined = { readonly visitor: Visitor; readonly phrase: string; readonly secret: string };

/** Somebody new comes by the link and offers a key. */
async function joins(link: string): Promise<Joined> {
	const visitor = looking(await visit(await apart(scene.opened), link, "phone"));
	await visitor.write(joining.name, NEW);
	await visitor.press(joining.make);
	await visitor.sees(joining.sheetHeading);
	const words = await visitor.page.evaluate(() => [...document.querySelectorAll(".slip__words li")].map((item) => item.textContent ?? ""));
	await visitor.press(joining.sheetDone);
	await visitor.sees(joining.confirmHeading);
	for (const [index, word] of words.entries()) {
		const label = joining.confirmWord(String(index + 1));
		if ((await visitor.text()).split("\n").includes(label)) await visitor.write(label, word);
	}
	await visitor.press(joining.confirm);
	await visitor.sees(joining.phoneHeading);
	const secret = await visitor.page.evaluate(() => document.querySelector(".phone-secret")?.textContent?.replaceAll(" ", "") ?? "");
	await visitor.write(joining.phoneCode, await nextCode(NEW, secret));
	await visitor.press(joining.finish);
	await visitor.sees(today.heading);
	await visitor.press(today.keylessLink);
	await visitor.press(account.makeKeys(shell.roles.guardian));
	await reads(visitor, account.keysMade);
	await visitor.look("keys-made");
	return { visitor, phrase: words.join(" "), secret };
}

/** A root signs what is on top, having found on the page what the proposal must say. */
async function signs(root: Visitor, says: string, done: string): Promise<void> {
	await root.press(organisation.look);
	await reads(root, says);
	await pressFirst(root, organisation.sign);
	await reads(root, done);
}

/** Fills in the three parts of a day. */
async function fillDay({ page }: Visitor, id: string, parts: readonly [string, string, string]): Promise<void> {
	for (const [index, field] of [id, `${id}-month`, `${id}-year`].entries()) await page.type(`#${field}`, parts[index] ?? "");
}

describe.each(BROWSERS)("in %s", (name) => {
	beforeAll(async () => {
		scene = await openScene(name);
		found.length = 0;
	});
	afterAll(() => scene?.close());

	test("a guardian gives a case, then all of them for while they are away; the reporter is told, and the deputy's list says so", async () => {
		const { words } = await raised(scene.stage, WARD_B7);
		const guardian = await alone(OLD, "phone");
		await opens(guardian, titleOf(WARD_B7));
		await guardian.press(turnover.give.link);
		await reads(guardian, turnover.give.who);
		await guardian.press(turnover.give.action);
		await reads(guardian, turnover.give.chooseWho);
		// No step of the ladder comes to a medical director meanwhile, however slow the machine is.
		await guardian.page.evaluate((role) => {
			[...document.querySelectorAll("label")].find(({ textContent }) => textContent?.includes(role))?.click();
		}, shell.roles.medical_director);
		await reads(guardian, turnover.give.whatHint);
		await guardian.look("give");
		await guardian.press(turnover.give.action);
		await reads(guardian, turnover.give.done("The medical director"));
		await guardian.press(shell.account);
		await guardian.look("account");
		await guardian.press(turnover.away.link(shell.roles.guardian));
		await reads(guardian, turnover.away.deputy);
		await guardian.press(turnover.away.action);
		await reads(guardian, turnover.away.fromEmpty);
		await guardian.look("away-errors");
		await fillDay(guardian, "first", ["21", "12", "2126"]);
		await fillDay(guardian, "last", ["24", "12", "2126"]);
		await guardian.page.evaluate((role) => {
			[...document.querySelectorAll("label")].find(({ textContent }) => textContent?.includes(role))?.click();
		}, shell.roles.deputy_guardian);
		await guardian.look("away");
		await guardian.press(turnover.away.action);
		await reads(guardian, turnover.given(1));
		await guardian.look("away-given");
		const { mailbox } = await clientOf(scene.stage, words);
		const told = mailbox.case.letters.map(({ says }) => (typeof says !== "string" && says.kind === "letter" ? says.content.text : ""));
		expect(told.filter((text) => text.includes("24 December 2126"))).toHaveLength(1);
		const deputy = await alone("deputy-guardian.northbrook", "desktop");
		// Where the machine is slow the ladder comes to the deputy before the guardian does.
		const whose = [today.givenBy(shell.roles.guardian), today.rung("1")];
		await expect
			.poll(async () => {
				const text = await deputy.text();
				return whose.some((tag) => text.includes(tag));
			})
			.toBe(true);
		await deputy.look("today-cover");
		expect(found.flat()).toEqual([]);
		for (const each of [guardian, deputy]) {
			expect(each.complaints).toEqual([]);
			await each.page.close();
		}
	});

	test("a new guardian joins, two roots sign, the old one hands over and leaves, and the new one reads", async () => {
		const { guardian } = await raised(scene.stage, PATHOLOGY);
		const newcomer = await joins(await invites());
		const keyNumber = await newcomer.visitor.page.evaluate(() => document.querySelector("main p strong")?.textContent ?? "");
		expect(keyNumber).toMatch(/^([0-9A-F]{4} ){4}[0-9A-F]{4}$/);
		const [lead, secretary] = [await alone("ned-lead.northbrook", "desktop"), await alone("board-secretary.northbrook", "phone")];
		for (const root of [lead, secretary]) await root.press(organisation.nav);
		await reads(lead, organisation.kinds.key(shell.roles.guardian));
		await lead.look("organisation");
		await signs(lead, keyNumber, organisation.signedOne);
		await signs(secretary, keyNumber, organisation.signedDone);
		await secretary.look("organisation-signed");

		const leaver = await alone(OLD, "desktop");
		await leaver.press(shell.account);
		await leaver.press(turnover.leaving.link(shell.roles.guardian));
		await reads(leaver, turnover.leaving.end);
		const number = await newcomer.visitor.page.evaluate(
			(label) =>
				[...document.querySelectorAll("dt")].find(({ textContent }) => textContent === label)?.nextElementSibling?.textContent ?? "",
			account.number,
		);
		const who = turnover.number(shell.roles.guardian, number);
		// The key counts once it has its place in the log and its cooldown is over.
		await expect
			.poll(async () => {
				await leaver.press(shell.account);
				await leaver.press(turnover.leaving.link(shell.roles.guardian));
				await reads(leaver, turnover.leaving.end);
				return (await leaver.text()).includes(who);
			})
			.toBe(true);
		await leaver.look("leaving");
		await leaver.press(who);
		await pressFirst(leaver, "Give ", "case");
		await reads(leaver, turnover.leaving.none);
		await reads(leaver, turnover.leaving.aloneNone);
		expect(await leaver.text()).not.toContain(turnover.notGiven);
		await leaver.look("leaving-given");

		await leaver.page.evaluate((wanted) => {
			const labels = [...document.querySelectorAll("label")].filter(({ textContent }) => textContent?.trim() === wanted);
			labels.at(-1)?.click();
		}, who);
		await leaver.press(turnover.leaving.rootAction);
		await reads(leaver, turnover.leaving.rootWaits);
		await lead.press(organisation.look);
		await signs(lead, number, organisation.signedDone);

		await pressFirst(lead, organisation.end, personNumber(guardian.desk.session.person));
		await lead.sees(organisation.endHeading);
		await lead.press(organisation.becauseChoices.left);
		await lead.look("end-key");
		await lead.press(organisation.propose);
		await reads(lead, organisation.proposed);
		await signs(secretary, organisation.meaning.left, organisation.signedDone);

		await leaver.press(shell.account);
		await leaver.press(turnover.leaving.link(shell.roles.guardian));
		await reads(leaver, turnover.leaving.ended);
		await leaver.look("left");

		const { visitor, phrase, secret } = newcomer;
		await visitor.press(shell.signOut);
		await visitor.sees(arriving.heading);
		await visitor.press(lost.link);
		await visitor.press(lost.choices.both);
		await looking(visitor).look("lost");
		await visitor.press(lost.back);
		await signsIn(scene, visitor, NEW, { phrase, code: () => nextCode(NEW, secret) });
		await opens(visitor, titleOf(PATHOLOGY));
		await reads(visitor, PATHOLOGY.form.concern.text.slice(-60));
		await looking(visitor).look("case-given");
		expect(found.flat()).toEqual([]);
		for (const each of [lead, secretary, leaver, visitor]) expect(each.complaints).toEqual([]);
	});
});
