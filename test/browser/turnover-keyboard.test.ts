/** Giving, cover, leaving and what the roots sign, by the keyboard alone: the focus is always seen, and goes to what is new or wrong. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { type DemoConcern, WARD_B7 } from "../../infra/demo/concerns.ts";
import { inAt, looker } from "./harness/at-the-desk.ts";
import { type Keyboard, keyboardOf } from "./harness/keyboard.ts";
import { raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { apart, reads, type Visitor } from "./harness/visitor.ts";

const { organisation, shell, turnover, verbs } = en;
const titleOf = ({ form }: DemoConcern) => form.concern.text.slice(0, 40);

let scene: Scene;
beforeAll(async () => {
	scene = await openScene("chromium");
});
afterAll(() => scene?.close());

type Hands = Visitor &
	Keyboard & {
		/** Goes on with Tab to a control, looks whether the focus is seen there, and presses Enter. */
		readonly go: (words: string) => Promise<void>;
		/** Goes back with Tab to what stands above. */
		readonly goUp: (words: string) => Promise<void>;
		/** Waits until the focus is on the heading or on what is wrong, and says this. */
		readonly isTold: (words: string) => Promise<void>;
		readonly look: (page: string) => Promise<void>;
		/** Ends the visit: nothing was pointed at, nothing hindered, nobody complained. */
		readonly leave: () => Promise<void>;
	};

/** Somebody without a mouse. */
async function handsOf(login: string): Promise<Hands> {
	const visitor = await inAt(scene, login, "desktop", await apart(scene.opened));
	const keys = keyboardOf(visitor);
	const { hindered, look } = looker(visitor);
	const { page } = visitor;
	const unseen: string[] = [];
	await page.evaluate(() => {
		for (const kind of ["pointerdown", "touchstart"])
			addEventListener(kind, () => document.documentElement.setAttribute("data-pointed", ""), true);
	});
	const enters = async (words: string) => {
		if (!(await isFocusSeen(visitor))) unseen.push(words);
		await page.keyboard.press("Enter");
	};
	return {
		...visitor,
		...keys,
		look,
		go: async (words) => {
			await keys.tabTo(words);
			await enters(words);
		},
		goUp: async (words) => {
			for (let presses = 0; !(await keys.focused()).startsWith(words); presses += 1) {
				if (presses === 80) throw new Error(`Going back with Tab never came to "${words}".`);
				await page.keyboard.down("Shift");
				await page.keyboard.press("Tab");
				await page.keyboard.up("Shift");
			}
			await enters(words);
		},
		isTold: (words) => expect.poll(keys.focused).toContain(words),
		leave: async () => {
			expect(await page.evaluate(() => document.documentElement.hasAttribute("data-pointed"))).toBe(false);
			expect(unseen).toEqual([]);
			expect(hindered).toEqual([]);
			expect(visitor.complaints).toEqual([]);
			await page.close();
		},
	};
}

/** Whether somebody can see where the focus is: it is marked, and nothing lies over it (WCAG 2.4.7, 2.4.11). */
function isFocusSeen({ page }: Visitor): Promise<boolean> {
	return page.evaluate(() => {
		const { activeElement: element } = document;
		if (element === null || element === document.body) return false;
		// A choice is drawn beside its control.
		const drawn = element.matches("[type=radio], [type=checkbox]") ? element.nextElementSibling : element;
		const marks = drawn === null ? [] : [getComputedStyle(drawn), getComputedStyle(drawn, "::before")];
		const { left, top, width, height } = element.getBoundingClientRect();
		const there = document.elementFromPoint(left + width / 2, top + height / 2);
		const isFree = there !== null && (element.contains(there) || there.contains(element));
		return isFree && marks.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none");
	});
}

/** The words of the first control of a group. */
function firstOf({ page }: Visitor, id: string): Promise<string> {
	return page.evaluate((wanted) => document.querySelector<HTMLInputElement>(`#${wanted}`)?.labels?.[0]?.textContent?.trim() ?? "", id);
}

test("a guardian gives a case, then all while they are away, and begins to leave", async () => {
	await raised(scene.stage, WARD_B7);
	const hands = await handsOf("guardian.northbrook");
	const { page, choose, typeInto, openRow, go, goUp, isTold, look } = hands;
	await reads(hands, titleOf(WARD_B7));
	await openRow(titleOf(WARD_B7));
	await reads(hands, verbs.heading);
	await go(turnover.give.link);
	await isTold(turnover.give.heading);
	await reads(hands, turnover.give.who);
	await go(turnover.give.action);
	await isTold(turnover.give.chooseWho);
	await look("keys-give-error");
	await go(turnover.give.chooseWho);
	const first = await firstOf(hands, "to");
	await isTold(first);
	await choose(first, shell.roles.medical_director);
	await go(turnover.give.action);
	await reads(hands, turnover.give.done("The medical director"));
	await go(turnover.give.back);
	await isTold(titleOf(WARD_B7));

	await goUp(shell.account);
	await isTold(en.account.heading);
	await go(turnover.away.link(shell.roles.guardian));
	await isTold(turnover.away.heading);
	await reads(hands, turnover.away.deputy);
	await go(turnover.away.action);
	await isTold(turnover.away.fromEmpty);
	await look("keys-away-error");
	for (const day of ["21", "24"])
		for (const [part, typed] of [
			[shell.dayParts.day, day],
			[shell.dayParts.month, "12"],
			[shell.dayParts.year, "2126"],
		] as const)
			await typeInto(part, typed);
	await choose(await firstOf(hands, "to"), shell.roles.deputy_guardian);
	await go(turnover.away.action);
	await reads(hands, turnover.given(1));

	await goUp(shell.account);
	await isTold(en.account.heading);
	await go(turnover.leaving.link(shell.roles.guardian));
	await isTold(turnover.leaving.heading);
	await reads(hands, turnover.leaving.end);
	// Past all the others, faster than the list of any of them comes: what is shown is of the one that is chosen.
	await choose(await firstOf(hands, "to"), shell.roles.deputy_guardian);
	await choose(shell.roles.deputy_guardian, shell.roles.nursing_director);
	await reads(hands, turnover.leaving.action(1));
	expect(await page.evaluate(() => document.querySelector<HTMLInputElement>("[name=to]:checked")?.labels?.[0]?.textContent)).toContain(
		shell.roles.nursing_director,
	);
	await look("keys-leaving");
	await go(turnover.leaving.action(1));
	await reads(hands, turnover.given(1));
	await reads(hands, turnover.leaving.none);
	await go(turnover.leaving.rootAction);
	await isTold(organisation.choose);
	const successor = await firstOf(hands, "into");
	await choose(successor, shell.roles.chair);
	await go(turnover.leaving.rootAction);
	await reads(hands, turnover.leaving.rootWaits);
	await look("keys-left");
	await hands.leave();
});

test("two roots change how the pages look, and end a key", async () => {
	const [lead, secretary] = [await handsOf("ned-lead.northbrook"), await handsOf("board-secretary.northbrook")];
	await lead.page.bringToFront();
	await lead.goUp(organisation.nav);
	await lead.isTold("Northbrook University Hospitals");
	await lead.go(organisation.appearanceChange);
	await lead.isTold(organisation.appearance);
	await reads(lead, organisation.contact);
	await lead.tabTo(organisation.colour);
	await lead.page.keyboard.type("blue");
	await lead.go(organisation.propose);
	await lead.isTold(organisation.colourWrong);
	await lead.look("keys-appearance-error");
	await lead.go(organisation.colourWrong);
	await lead.isTold(organisation.colour);
	for (const key of ["Home", "End"] as const) await lead.page.keyboard.press(key);
	await lead.page.keyboard.down("Control");
	await lead.page.keyboard.press("a");
	await lead.page.keyboard.up("Control");
	await lead.page.keyboard.type("#00703c");
	await lead.go(organisation.propose);
	await reads(lead, organisation.proposed);

	await secretary.page.bringToFront();
	await secretary.goUp(organisation.nav);
	await reads(secretary, organisation.kinds.branding);
	await secretary.go(`${organisation.sign}: ${organisation.kinds.branding}`);
	await reads(secretary, organisation.signedDone);

	await lead.page.bringToFront();
	await lead.goUp(organisation.nav);
	await reads(lead, organisation.keys);
	const end = await lead.page.evaluate(
		(action, role) =>
			[...document.querySelectorAll("button")]
				.map(({ textContent }) => textContent ?? "")
				.find((text) => text.startsWith(`${action}: ${role}`)) ?? "",
		organisation.end,
		shell.roles.medical_director,
	);
	await lead.go(end);
	await lead.isTold(organisation.endHeading);
	await reads(lead, organisation.because);
	await lead.go(organisation.propose);
	await lead.isTold(organisation.choose);
	await lead.look("keys-end-error");
	await lead.choose(organisation.becauseChoices.left, organisation.becauseChoices.lost);
	await lead.go(organisation.propose);
	await reads(lead, organisation.proposed);

	await secretary.page.bringToFront();
	await secretary.go(organisation.look);
	await reads(secretary, organisation.meaning.lost);
	await secretary.go(`${organisation.sign}: ${organisation.kinds["key-removal"](shell.roles.medical_director)}`);
	await reads(secretary, organisation.signedDone);
	await secretary.look("keys-signed");
	for (const hands of [lead, secretary]) await hands.leave();
});
