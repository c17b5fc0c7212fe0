/** Finding cases at the desk by the keyboard alone, and tying two that belong together, without either reporter losing anything. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { en as reporters } from "../../apps/web/src/pages/words/en/all.ts";
import { type DemoConcern, PORTER, WARD_B7 } from "../../infra/demo/concerns.ts";
import { inAt, looker } from "./harness/at-the-desk.ts";
import { keyboardOf } from "./harness/keyboard.ts";
import { answer, clientOf, type Raised, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { keptBy, leaksIn } from "./harness/spy.ts";
import { DEVICES, reads, type Visitor } from "./harness/visitor.ts";

const { finding, figures, verbs } = en;
const GUARDIAN = "guardian.northbrook";

/** The same as another person on the ward would tell it. */
function toldAgain({ title, form }: DemoConcern, text: string): DemoConcern {
	return { title, form: { ...form, concern: { ...form.concern, text } } };
}

const FIRST = toldAgain(WARD_B7, "Quokka nights: one registered nurse for 24 beds on Ward B7, and two falls were not reported last month.");
const SECOND = toldAgain(
	WARD_B7,
	"On Ward B7 two falls were not reported last month. Quokka nights have one registered nurse for 24 beds.",
);
const THIRD = toldAgain(WARD_B7, "The drug fridge of our ward was left open over the weekend and nobody threw the insulin away.");

let scene: Scene;
beforeAll(async () => {
	scene = await openScene("chromium");
});
afterAll(() => scene?.close());

/** Looks at each page in both widths. */
function lookerInBoth(visitor: Visitor): ReturnType<typeof looker> {
	const { hindered, look: lookOnce } = looker(visitor);
	const look = async (page: string) => {
		for (const device of ["desktop", "phone"] as const) {
			await visitor.page.setViewport({ ...DEVICES[device] });
			await lookOnce(`${page}-${device}`);
		}
	};
	return { hindered, look };
}

const kindsIn = async ({ words }: Raised) => {
	const { mailbox } = await clientOf(scene.stage, words);
	return mailbox.case.events.map(({ happening }) => happening.kind);
};

test("a guardian finds a case by the keyboard, sees what belongs together, ties it, and ties a third that nothing suggests", async () => {
	const told = [await raised(scene.stage, FIRST), await raised(scene.stage, SECOND), await raised(scene.stage, THIRD)] as const;
	await answer(await raised(scene.stage, PORTER), {
		purpose: "acknowledgement",
		compartment: "concern",
		text: "Thank you. I have read it.",
	});
	const visitor = await inAt(scene, GUARDIAN, "phone");
	const { page } = visitor;
	const { hindered, look } = lookerInBoth(visitor);
	await reads(visitor, finding.compare);
	await look("signals");
	await page.keyboard.press("/");
	await page.keyboard.type("quokka falls");
	await reads(visitor, finding.found("2"));
	expect(await visitor.text()).not.toContain(PORTER.form.concern.text.slice(0, 30));
	await page.waitForFunction(
		(said) => [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent === said),
		{ timeout: 60_000 },
		finding.found("2"),
	);
	await look("search");
	await page.keyboard.type(" kangaroo");
	await reads(visitor, finding.foundNone);
	await page.keyboard.press("Escape");
	await reads(visitor, finding.signals);
	await visitor.press(finding.figures);
	await visitor.sees(figures.heading);
	await visitor.press(figures.table);
	await look("figures");
	await page.keyboard.press("Escape");
	await visitor.press(reporters.shell.back);
	await visitor.press(finding.compare);
	await visitor.sees(finding.together);
	await reads(visitor, finding.tie);
	await look("together");
	await visitor.press(finding.tie);
	await reads(visitor, finding.tieHappens[1] ?? "");
	await look("together-confirm");
	await visitor.press(finding.confirm);
	await reads(visitor, finding.tied);
	await look("together-done");
	for (const each of told.slice(0, 2)) expect(await kindsIn(each)).toContain("linked");
	expect(await kindsIn(told[2])).not.toContain("linked");
	await visitor.press(finding.open);
	await reads(visitor, verbs.heading);
	await reads(visitor, finding.tiedTo);
	await look("case-tied");

	// Nothing suggests the third: whoever knows better says so from the case, and finds it by the keyboard.
	const keyboard = keyboardOf(visitor);
	await keyboard.enter(finding.belongs);
	await visitor.sees(finding.belongsHeading);
	await reads(visitor, finding.belongsFound("2", "2"));
	await look("belongs");
	await keyboard.typeInto(finding.belongsSearch, "wombat");
	await reads(visitor, finding.belongsNone);
	for (const _ of "wombat") await page.keyboard.press("Backspace");
	await page.keyboard.type("insulin");
	await reads(visitor, finding.belongsFound("1", "1"));
	await keyboard.enter(`${finding.compare}: The drug fridge`);
	await visitor.sees(finding.together);
	expect(await visitor.text()).not.toContain(finding.why);
	await keyboard.enter(finding.tie);
	await reads(visitor, finding.tieHappens[1] ?? "");
	await keyboard.enter(finding.confirm);
	await reads(visitor, finding.tied);
	await look("belongs-done");
	expect(await kindsIn(told[2])).toContain("linked");
	expect(visitor.complaints).toEqual([]);
	expect(hindered).toEqual([]);
	expect(leaksIn(scene.tap.heard, ["quokka", "kangaroo", "wombat", "insulin"])).toEqual([]);
	expect(await keptBy(page)).toEqual([]);
	expect(await page.evaluate(() => [location.href, JSON.stringify(history.state)].join(" "))).not.toMatch(
		/quokka|kangaroo|wombat|insulin/i,
	);
	await page.close();
});
