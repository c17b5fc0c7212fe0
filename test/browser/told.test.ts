/** A concern that somebody told: recorded at the desk, by the keyboard alone; its slip claimed by whoever told it; and what goes wrong on the way. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOOK_MS } from "../../apps/web/src/desk/pages/idle.ts";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { en as reporters } from "../../apps/web/src/pages/words/en/all.ts";
import { until } from "../story/narrator.ts";
import { atTheDoor, inAt, signsIn, tenMinutesPass, unlocks } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { everyRow } from "./harness/database.ts";
import { keyboardOf } from "./harness/keyboard.ts";
import { lookerFor } from "./harness/looker.ts";
import { wordsOn } from "./harness/raising.ts";
import { changesWords, clientOf } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { keptBy, leaksIn } from "./harness/spy.ts";
import type { Fate, Heard } from "./harness/tap.ts";
import { acceptsDialogs, apart, type Device, reads, type Visitor, visit } from "./harness/visitor.ts";

const { arriving, record, raise, today } = en;
const { comeback, mailbox, start } = reporters;
const GUARDIAN = "guardian.northbrook";
const TEXT = "On nights nobody answers the call bells in bay three. A patient fell and lay there for an hour.";
const ORGANISATION = "Northbrook University Hospitals";
const NAME = "Beatrice Okafor-Lind";
/** One width in each browser: what breaks in one of the four breaks in one of the two. */
const WIDTHS: Readonly<Record<BrowserName, Device>> = { chromium: "phone", firefox: "desktop" };

/** Fills in what must be filled in, with the keyboard, and goes on to the page that checks it. */
async function records(visitor: Visitor): Promise<void> {
	const { typeInto, choose, enter } = keyboardOf(visitor);
	const { channel, when } = record;
	await choose(ORGANISATION, ORGANISATION);
	await choose(channel.choices.person, channel.choices.phone);
	await choose(when.choices.today, when.choices.today);
	await typeInto(raise.what.label, TEXT);
	await choose(raise.danger.choices.now.label, raise.danger.choices.serious.label);
	await choose(raise.about.choices.none, raise.about.choices.ceo);
	await choose(raise.identity.choices.anonymously.label, raise.identity.choices.confidentially.label);
	await typeInto(raise.identity.name, NAME);
	await choose(raise.earlier.choices.no.label, raise.earlier.choices.no.label);
	await choose(raise.outside.choices.nothing.label, raise.outside.choices.full.label);
	await enter(record.check);
	await visitor.sees(record.checkHeading);
}

/** Ten minutes pass without a touch, and the desk is unlocked again. */
async function locksAndUnlocks(scene: Scene, visitor: Visitor): Promise<void> {
	await tenMinutesPass(visitor);
	await unlocks(scene, visitor, GUARDIAN);
}

const isRaise = ({ method, url }: Heard) => method === "POST" && url.endsWith("/api/concerns");

/** Holds back every concern on its way to the server, until it is let go. */
function holdsConcerns({ tap }: Scene): () => void {
	let letGo: () => void = () => undefined;
	const held = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	tap.decide = async (heard): Promise<Fate> => {
		if (isRaise(heard)) await held;
		return "through";
	};
	return () => {
		letGo();
		tap.decide = () => "through";
	};
}

/** The clock of a page, which the test puts forward; and how often the page looked since whether anybody is there. */
async function clockOf({ page }: Visitor) {
	const clock = await page.evaluateHandle((lookMs) => {
		const [now, repeat] = [Date.now.bind(Date), setInterval.bind(window)];
		const told = { aheadMs: 0, looks: 0 };
		const counting = (look: () => void) => () => {
			look();
			told.looks += 1;
		};
		Date.now = () => now() + told.aheadMs;
		Object.assign(window, {
			setInterval: (look: () => void, everyMs: number) => repeat(everyMs === lookMs ? counting(look) : look, everyMs),
		});
		return told;
	}, LOOK_MS);
	return {
		pass: (ms: number) =>
			clock.evaluate((told, by) => {
				told.aheadMs += by;
			}, ms),
		looks: () => clock.evaluate((told) => told.looks),
	};
}

/** Presses as a script does: nobody touched anything. */
const pressUntouched = ({ page }: Visitor, words: string) =>
	page.evaluate((wanted) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === wanted)?.click(), words);

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	/** The reporter, at home: a context of the browser that shares nothing with the desk's. */
	async function atHome(): Promise<Visitor> {
		const visitor = await visit(await apart(scene.opened), scene.poster("northbrook"), "phone");
		await visitor.sees(start.welcomeHeading);
		await visitor.press(start.comeBack);
		await visitor.sees(comeback.heading);
		return visitor;
	}

	test("a guardian records what they were told, hands over the slip, and whoever told it makes it their own", async () => {
		const visitor = await inAt(scene, GUARDIAN, WIDTHS[name]);
		const { hindered, look } = lookerFor(visitor, "told-");
		const { enter, focused } = keyboardOf(visitor);
		await visitor.sees(today.heading);
		await enter(record.link);
		await visitor.sees(record.heading);
		await look("form");
		await enter(record.check);
		// What is wrong takes the focus once it is drawn.
		await expect.poll(focused).toContain(raise.what.empty);
		await look("form-errors");
		await records(visitor);
		await expect.poll(visitor.text).toContain(raise.route.willNot);
		await look("check");
		await enter(record.send);
		await visitor.sees(record.slipHeading);
		const claim = await wordsOn(visitor);
		expect(claim).toHaveLength(7);
		await look("slip");
		if (name === "chromium") {
			await visitor.page.emulateMediaType("print");
			expect(await visitor.text()).not.toContain(record.given.legend);
			expect(await visitor.text()).toContain(record.slipSteps[2]);
			await visitor.picture("told-slip-printed");
			await visitor.page.emulateMediaType("screen");
		}
		await enter(record.given.done);
		await expect.poll(focused).toContain(record.given.empty);
		await keyboardOf(visitor).choose(record.given.choices.given.label, record.given.choices.given.label);
		await look("slip-given");
		await enter(record.given.done);
		await visitor.sees(record.doneHeading);
		await look("done");
		expect(await visitor.page.evaluate(() => document.documentElement.outerHTML)).not.toContain(claim[0]);

		const reporter = await atHome();
		await reporter.write(comeback.label, claim.join(" "));
		await reporter.press(comeback.open);
		await reporter.sees(mailbox.claimed.heading);
		expect(await reporter.text()).not.toContain(TEXT);
		await reporter.press(mailbox.claimed.action);
		const own = await changesWords(reporter, async () => undefined);
		expect(await reporter.text()).toContain(reporters.story.raisedOnBehalf);
		expect(await reporter.text()).toContain(TEXT);
		expect(await reporter.text()).toContain(mailbox.more.withdraw);
		expect((await clientOf(scene.stage, own.join(" "))).findings).toEqual([]);

		const nosy = await atHome();
		await until("the record to show that the words were changed", 90, async () => {
			await nosy.write(comeback.label, claim.join(" "));
			await nosy.press(comeback.open);
			await nosy.sees(comeback.notFound.heading);
			const isTold = (await nosy.text()).includes(comeback.notFound.changed.heading);
			if (!isTold) await nosy.press(comeback.notFound.again);
			return isTold ? true : null;
		});
		expect(await nosy.text()).not.toContain(TEXT);

		await visitor.press(record.toToday);
		await visitor.sees(today.heading);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		expect(leaksIn(scene.tap.heard, [TEXT, NAME, claim.join(" "), own.join(" ")])).toEqual([]);
		expect(await keptBy(visitor.page)).toEqual([]);
		for (const { page } of [visitor, reporter, nosy]) await page.close();
	});

	test("nothing typed is lost when the desk locks, and the words of a slip are", async () => {
		const visitor = await inAt(scene, GUARDIAN, "desktop");
		const { look, hindered } = lookerFor(visitor, "told-");
		await visitor.press(record.link);
		await visitor.sees(record.heading);
		await visitor.write(raise.what.label, TEXT.slice(0, 20));
		await locksAndUnlocks(scene, visitor);
		await visitor.sees(record.heading);
		expect(await visitor.text()).toContain(record.came);
		expect(await visitor.page.evaluate(() => document.querySelector<HTMLTextAreaElement>("#text")?.value)).toBe(TEXT.slice(0, 20));
		await records(visitor);
		await visitor.press(record.send);
		await visitor.sees(record.slipHeading);
		const claim = await wordsOn(visitor);
		await locksAndUnlocks(scene, visitor);
		await visitor.sees(record.goneHeading);
		await look("gone");
		expect(await visitor.page.evaluate(() => document.documentElement.outerHTML)).not.toContain(claim[0]);
		await visitor.press(record.another);
		await visitor.sees(record.heading);
		expect(await visitor.page.evaluate(() => document.querySelector<HTMLTextAreaElement>("#text")?.value)).toBe("");
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("a concern that was on its way when the page was loaded anew says that it may have been sent", async () => {
		const visitor = await inAt(scene, GUARDIAN, "desktop");
		acceptsDialogs(visitor);
		const { look, hindered } = lookerFor(visitor, "told-");
		const cases = async () => (await everyRow(scene.stage)).get("answerable.case_file")?.length ?? Number.NaN;
		const before = await cases();
		await visitor.press(record.link);
		await visitor.sees(record.heading);
		await records(visitor);
		scene.tap.heard.length = 0;
		const letGo = holdsConcerns(scene);
		await visitor.press(record.send);
		await visitor.sees(raise.sending.heading);
		await expect.poll(() => scene.tap.heard.some(isRaise)).toBe(true);
		await visitor.page.reload();
		await visitor.sees(arriving.heading);
		letGo();
		await expect.poll(cases).toBe(before + 1);
		await signsIn(scene, visitor, GUARDIAN);
		await visitor.press(today.unsentTo.record);
		await visitor.sees(record.heading);
		await reads(visitor, record.mayBeSent);
		await look("may-be-sent");
		await visitor.press(record.check);
		await visitor.sees(record.checkHeading);
		await reads(visitor, record.mayBeSent);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("the desk does not lock while a concern is on its way, and does after that", async () => {
		const visitor = await atTheDoor(scene, "desktop");
		const { pass, looks } = await clockOf(visitor);
		await signsIn(scene, visitor, GUARDIAN);
		await visitor.press(record.link);
		await visitor.sees(record.heading);
		await records(visitor);
		await reads(visitor, record.send);
		scene.tap.heard.length = 0;
		const letGo = holdsConcerns(scene);
		await pass(500_000);
		await pressUntouched(visitor, record.send);
		await expect.poll(() => scene.tap.heard.some(isRaise)).toBe(true);
		await pass(200_000);
		const before = await looks();
		await expect.poll(looks).toBeGreaterThan(before + 2);
		expect(await visitor.heading()).toBe(raise.sending.heading);
		letGo();
		await visitor.sees(record.slipHeading);
		await pass(601_000);
		await visitor.sees(arriving.lockedHeading);
		await visitor.page.close();
	});
});
