/**
 * What two roots decide by the desk's pages: rules, ties, a face, and who gets a way in again. One proposes what the other reads word
 * for word. In both browsers; who holds the phone and who sits at the desk differs.
 */

import type { LoginName } from "@answerable/types/desk";
import type { PersonId } from "@answerable/types/id";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { interestsOf } from "../../apps/web/src/desk/organisation.ts";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { personNumber } from "../../apps/web/src/desk/short-number.ts";
import { nextCode } from "../../infra/demo/authenticator.ts";
import { type Party, signInAs } from "../story/cast.ts";
import { administratorOf, joinAs, tokenOfLink } from "../story/joining.ts";
import { until } from "../story/narrator.ts";
import { type Signers, signedTwice, tenureIn } from "../story/signing.ts";
import { atTheDoor, inAt, looker, signsIn } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { keyboardOf } from "./harness/keyboard.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { apart, type Device, reads, type Visitor } from "./harness/visitor.ts";

const { account, organisation, rules, shell, ties, today } = en;
const DEVICES: Readonly<Record<BrowserName, readonly [Device, Device]>> = { chromium: ["phone", "desktop"], firefox: ["desktop", "phone"] };
const REASON = "Our second guardian is on long-term sick leave until the autumn.";
const PLAN = today.clocks.plan;
const ROUTINE = today.severities.S3;

type Root = Visitor & { readonly look: (page: string) => Promise<void> };

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;
	let lead: Root;
	let secretary: Root;
	/** The same two, over the typed client. */
	let signers: Signers;
	const found: (readonly string[])[] = [];

	beforeAll(async () => {
		scene = await openScene(name);
		const [one, other] = DEVICES[name];
		signers = [await signInAs(scene.stage, "ned-lead.northbrook"), await signInAs(scene.stage, "board-secretary.northbrook")];
		lead = looking(await inAt(scene, "ned-lead.northbrook", one, await apart(scene.opened)));
		secretary = looking(await inAt(scene, "board-secretary.northbrook", other, await apart(scene.opened)));
	}, 300_000);
	afterAll(() => scene?.close());
	beforeEach(async () => {
		for (const root of [lead, secretary]) {
			await front(root);
			await root.press(organisation.nav);
			await reads(root, organisation.keys);
		}
	});

	function looking(visitor: Visitor): Root {
		const { hindered, look } = looker(visitor);
		found.push(hindered);
		return { ...visitor, look: (page) => look(`organisation-${page}`) };
	}

	/** Waits until the log holds the newest rules and ties: before that they are a "now" that nobody signs beside. */
	const published = () =>
		until("what holds now to be published", 60, async () => {
			const desk = await signers[0].desk.organisation(tenureIn(signers[0], "ned_lead").statement.organisation);
			const directory = await signers[0].desk.directory("northbrook", { roots: null, logKey: null }).catch(() => null);
			if (directory === null) return null;
			const { adoption, interests } = directory.parameters;
			const isLate =
				(adoption?.statement.number ?? 0) !== desk.rules?.number || (interests?.statement.number ?? 0) !== desk.interests.number;
			return isLate ? null : true;
		});

	const numbersOf = async () => {
		const desk = await signers[0].desk.organisation(tenureIn(signers[0], "ned_lead").statement.organisation);
		const personOf = (role: string) => {
			const key = desk.keys.find(({ statement }) => statement.role === role);
			if (key === undefined) throw new Error(`Nobody is ${role}.`);
			return key.statement.person;
		};
		return { desk, guardian: personOf("guardian"), sid: personOf("sid"), chair: personOf("chair"), ceo: personOf("ceo") };
	};

	test("a root lengthens a clock: not without a reason; the other reads the same words, declines, thinks again and signs", async () => {
		await front(lead);
		await lead.press(rules.change);
		await lead.sees(rules.heading);
		await reads(lead, rules.whatNone);
		await lead.look("rules");
		await lead.press(rules.check);
		await reads(lead, rules.faults["nothing-new"]);
		await lead.look("rules-nothing");

		await startsWith(lead, "button", `${rules.edit}: ${PLAN}`);
		await lead.sees(PLAN);
		await fill(lead, "length-3", "one hundred");
		await lead.look("rule");
		await lead.press(rules.set);
		await reads(lead, rules.lengthWrong);
		await lead.look("rule-wrong");
		await fill(lead, "length-3", "140");
		await lead.press(rules.set);
		await lead.sees(rules.heading);
		const says = `${en.organisation.lengths.seconds(140)}. Now it is ${en.organisation.lengths.seconds(120)}.`;
		await reads(lead, says);
		await lead.press(rules.check);
		await reads(lead, rules.faults["reason-missing"]);
		await lead.look("rules-no-reason");
		await lead.write(rules.reason, REASON);
		await lead.press(rules.check);
		await lead.sees(rules.checkHeading);
		await reads(lead, rules.longer);
		await lead.look("rules-check");
		const shown = await facts(lead);
		await lead.press(organisation.propose);
		await reads(lead, organisation.proposed);
		await lead.look("rules-proposed");

		await front(secretary);
		await secretary.press(organisation.look);
		await reads(secretary, `${PLAN}: ${ROUTINE}`);
		for (const fact of shown) await reads(secretary, fact);
		await secretary.look("rules-waiting");
		await startsWith(secretary, "button", organisation.decline);
		await reads(secretary, organisation.declined);
		await reads(secretary, organisation.declinedMine);
		await secretary.look("rules-declined");
		await front(lead);
		await lead.press(organisation.nav);
		await reads(lead, organisation.declinedBy);
		await front(secretary);
		await startsWith(secretary, "button", organisation.sign);
		await reads(secretary, organisation.signedDone);
		await reads(secretary, rules.nowChanged);
		await reads(secretary, REASON);
		await secretary.look("rules-signed");
	});

	test("of rules that two roots propose at once one holds; whoever made the other is told, and takes it back", async () => {
		const setPlan = async (root: Root, seconds: string) => {
			await front(root);
			await root.press(rules.change);
			await root.sees(rules.heading);
			await startsWith(root, "button", `${rules.edit}: ${PLAN}`);
			await root.sees(PLAN);
			for (const id of ["length-1", "length-2", "length-3"]) await fill(root, id, seconds);
			await root.press(rules.set);
			await root.sees(rules.heading);
			await reads(root, rules.of(PLAN, ROUTINE));
			// What was longer is not any more, and the reason of before goes with it.
			await root.page.evaluate(() => document.querySelector<HTMLTextAreaElement>("#reason")?.select());
			await root.page.keyboard.press("Backspace");
			await root.press(rules.check);
			await root.sees(rules.checkHeading);
		};
		await published();
		await setPlan(lead, "100");
		await setPlan(secretary, "90");
		for (const root of [secretary, lead]) {
			await front(root);
			await root.press(organisation.propose);
			await reads(root, organisation.proposed);
		}
		await lead.press(organisation.nav);
		await startsWith(lead, "button", organisation.sign);
		await reads(lead, organisation.signedDone);
		await reads(lead, organisation.overtakenMine);
		await lead.look("rules-overtaken");
		await startsWith(lead, "button", organisation.takeBack);
		await reads(lead, organisation.tookBack);
		await lead.press(rules.change);
		await lead.sees(rules.heading);
		await reads(lead, rules.whatNone);
	});

	test("a root ties two people: no person twice, nothing that is declared already, and a list of before is refused", async () => {
		const { desk, guardian, sid, chair, ceo } = await numbersOf();
		await front(lead);
		await lead.press(ties.change);
		await lead.sees(ties.heading);
		await lead.look("ties");
		await lead.press(ties.addIt);
		await reads(lead, ties.faults["no-one"]);
		await choose(lead, "one", guardian);
		await choose(lead, "other", guardian);
		await lead.press(ties.addIt);
		await reads(lead, ties.faults["same-person"]);
		await lead.look("ties-same-person");
		await choose(lead, "other", sid);
		await lead.press(ties.addIt);
		await reads(lead, ties.faults["no-tie"]);
		await lead.press(ties.tieChoices.tied);
		await lead.press(ties.addIt);
		await tells(lead, [guardian, sid]);
		await startsWith(lead, "button", ties.take);
		expect(await focused(lead)).toBe(ties.list);
		await reads(lead, ties.none);
		await choose(lead, "one", guardian);
		await choose(lead, "other", sid);
		await lead.press(ties.tieChoices.tied);
		await lead.press(ties.addIt);
		await tells(lead, [guardian, sid]);
		await lead.press(shell.today);
		await lead.press(today.unsentTo.ties);
		await lead.sees(ties.heading);
		await reads(lead, ties.undo);
		await choose(lead, "one", sid);
		await choose(lead, "other", guardian);
		await lead.press(ties.tieChoices.cleared);
		await lead.press(ties.addIt);
		await reads(lead, ties.faults["says-otherwise"]);
		await lead.press(ties.tieChoices.tied);
		await lead.press(ties.addIt);
		await reads(lead, ties.faults["already-there"]);
		await lead.look("ties-already");
		await lead.press(ties.check);
		await lead.sees(ties.checkHeading);
		await lead.look("ties-check");

		const other = { by: chair, about: ceo, tie: "spouse" as const, from: "2026-01-01" as never, until: null };
		expect(await signedTwice(signers, interestsOf(desk, [other]))).toMatchObject({ enacted: true });
		await lead.press(organisation.propose);
		await reads(lead, organisation.refused["out-of-date"]);
		await lead.look("ties-late");
		await published();
		await lead.press(ties.reread);
		await lead.sees(ties.heading);
		await reads(lead, personNumber(ceo));
		await lead.press(ties.check);
		await lead.sees(ties.checkHeading);
		const shown = await facts(lead);
		expect(shown.filter((fact) => fact.includes(personNumber(ceo)))).toEqual([]);
		await lead.press(organisation.propose);
		await reads(lead, organisation.proposed);

		await front(secretary);
		await secretary.press(organisation.look);
		await reads(secretary, organisation.kinds.interests);
		for (const fact of shown) await reads(secretary, fact);
		await secretary.look("ties-waiting");
		await startsWith(secretary, "button", organisation.sign);
		await reads(secretary, organisation.signedDone);
		const { desk: after } = await numbersOf();
		expect(after.interests.lines).toHaveLength(2);
	});

	test("with the keyboard alone a root takes back what they proposed, and nobody signs it any more", async () => {
		await front(lead);
		await lead.press(organisation.appearanceChange);
		await lead.sees(organisation.appearance);
		await lead.write(organisation.colour, "blue");
		await lead.press(organisation.propose);
		await reads(lead, organisation.colourWrong);
		await lead.look("appearance-wrong");
		await lead.write(organisation.colour, "#330072");
		await lead.write(organisation.contact, "Call the board secretary on 01632 960 333.");
		await lead.press(organisation.propose);
		await reads(lead, organisation.proposed);
		await lead.look("appearance");
		await front(secretary);
		await secretary.press(organisation.look);
		await reads(secretary, "#330072");
		await secretary.look("appearance-waiting");
		await front(lead);
		await lead.press(shell.back);
		await reads(lead, organisation.takeBack);
		const keyboard = keyboardOf(lead);
		await keyboard.enter(`${organisation.takeBack}: ${organisation.kinds.branding}`);
		await reads(lead, organisation.tookBack);
		await front(secretary);
		await startsWith(secretary, "button", organisation.sign);
		await reads(secretary, organisation.refused["taken-back"]);
		await secretary.press(organisation.look);
		await reads(secretary, organisation.waitingNone);

		await front(lead);
		await lead.press(organisation.appearanceChange);
		await lead.write(organisation.colour, "#330072");
		await lead.press(organisation.propose);
		await reads(lead, organisation.proposed);
		await front(secretary);
		await secretary.press(organisation.look);
		await startsWith(secretary, "button", organisation.sign);
		await reads(secretary, organisation.signedDone);
		await secretary.look("appearance-signed");
	});

	test("a root vouches for somebody who lost their words; their old keys stay shut, and their page says what to do", async () => {
		const login = "medical-director.northbrook" as LoginName;
		const before: Party = await signInAs(scene.stage, login);
		const { admin } = (await administratorOf(scene.stage)).desk;
		const { link } = await admin.renew(before.desk.session.person, "reset");
		await front(lead);
		await lead.press(organisation.look);
		await reads(lead, organisation.vouchKinds.reset);
		await lead.look("vouching");
		await startsWith(lead, "button", `${organisation.vouchAction} ${organisation.vouchWhich(login)}`);
		await reads(lead, organisation.vouched);
		await lead.look("vouched");
		const { wayIn } = await joinAs(scene.stage, login, tokenOfLink(link));
		const [, device] = DEVICES[name];
		const director = looking(await atTheDoor(scene, device, await apart(scene.opened)));
		const phrase = wayIn.phrase.words.join(" ");
		await signsIn(scene, director, login, { phrase, code: () => nextCode(login, wayIn.phone.secret) });
		await director.press(shell.account);
		await reads(director, account.lockedHeading);
		await reads(director, account.lockedWhat);
		await director.look("locked-keys");
		expect(director.complaints).toEqual([]);
		await director.page.close();
	});

	test("nobody was kept from using any of these pages", () => {
		expect(found.flat()).toEqual([]);
		for (const root of [lead, secretary]) expect(root.complaints).toEqual([]);
	});
});

/** A page in the background may not be painted. */
function front({ page }: Visitor): Promise<void> {
	return page.bringToFront();
}

/** Presses what begins with these words: buttons say to a screen reader what they are about as well. */
async function startsWith({ page, text }: Visitor, what: string, words: string): Promise<void> {
	const pressed = await page
		.waitForFunction(
			(tag, wanted) => {
				const all = [...document.querySelectorAll<HTMLElement>(tag)];
				const element = all.find((each) => each.ariaDisabled !== "true" && each.textContent?.trim().startsWith(wanted));
				element?.click();
				return element !== undefined;
			},
			{ timeout: 60_000 },
			what,
			words,
		)
		.catch(() => null);
	if (pressed === null) throw new Error(`There is nothing to press that begins with "${words}" on:\n${await text()}`);
}

/** Writes into the control of this id, in the place of what stood there. */
async function fill({ page }: Visitor, id: string, text: string): Promise<void> {
	await page.waitForSelector(`#${id}`);
	await page.evaluate((field) => (document.getElementById(field) as HTMLInputElement | null)?.select(), id);
	await page.keyboard.type(text);
}

/** What was done is told with the numbers of those whom it is about. */
async function tells({ page }: Visitor, people: readonly PersonId[]): Promise<void> {
	const says = (numbers: readonly string[]) => {
		const told = document.querySelector(".done")?.textContent ?? "";
		return numbers.every((number) => told.includes(number));
	};
	await page.waitForFunction(says, { timeout: 60_000 }, people.map(personNumber));
}

/** What stands where the keyboard is. */
function focused({ page }: Visitor): Promise<string | null> {
	return page.evaluate(() => document.activeElement?.textContent ?? null);
}

async function choose({ page }: Visitor, id: string, value: string): Promise<void> {
	await page.waitForSelector(`#${id}`);
	await page.select(`#${id}`, value);
}

/** What stands on the page to be read before it is signed. */
function facts({ page }: Visitor): Promise<readonly string[]> {
	return page.evaluate(() => [...document.querySelectorAll(".letter__facts dt, .letter__facts dd")].map((each) => each.textContent ?? ""));
}
