/** The first pages, in both browsers and at both widths. */
import { inkOn } from "@answerable/domain/branding";
import { LoggedPages } from "@answerable/types/pages";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { DEMO_ORGANISATIONS } from "../../infra/demo/organisations.ts";
import { BROWSERS, programOf } from "./harness/browsers.ts";
import { ONION, openScene, type Scene } from "./harness/scene.ts";
import { DEVICES, type Device, visit } from "./harness/visitor.ts";

/** Which organisation each of them is of: a dark colour, and a light one. */
const OF = { phone: "northbrook", desktop: "elmvale" } as const;
const SIZES = Object.keys(DEVICES) as Device[];

function demo(slug: string) {
	const { name, face } = DEMO_ORGANISATIONS.find((each) => each.slug === slug) ?? {};
	if (name === undefined || face === undefined) throw new Error("The demo has no such organisation.");
	return { name, face };
}

/** A colour as a browser says it. */
function rgb(colour: string): string {
	return `rgb(${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(", ")})`;
}

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		expect(programOf(name)).not.toBeNull();
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test.each(SIZES)("somebody without a poster chooses an organisation (%s)", async (device) => {
		const visitor = await visit(scene.opened, `${scene.stage.origin}/`, device);
		await visitor.sees(en.start.chooseHeading);
		await visitor.picture("choose");
		expect(await visitor.hindrances()).toEqual([]);
		await visitor.press(en.shell.goOn);
		expect(await visitor.text()).toContain(en.start.chooseNone);
		await visitor.picture("choose-error");
		expect(await visitor.hindrances()).toEqual([]);
		const { name: named } = demo(OF[device]);
		await visitor.press(named);
		await visitor.press(en.shell.goOn);
		await visitor.sees(en.start.welcomeHeading);
		await visitor.picture("welcome");
		expect(await visitor.hindrances()).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test.each(SIZES)("an organisation shows itself once two of its roots are known to have signed it (%s)", async (device) => {
		const { face } = demo(OF[device]);
		const visitor = await visit(scene.opened, scene.poster(OF[device]), device);
		await visitor.sees(en.start.welcomeHeading);
		const header = () =>
			visitor.page.evaluate(() => {
				const { backgroundColor, color } = getComputedStyle(document.querySelector("header") ?? document.body);
				return [backgroundColor, color];
			});
		const neutral = await header();
		await visitor.press(en.start.safeLink);
		await visitor.sees(en.safe.heading);
		expect(await visitor.text()).toContain(ONION);
		expect(await visitor.text()).toContain(en.safe.onion.how);
		await visitor.picture("safe");
		expect(await visitor.hindrances()).toEqual([]);
		expect(await header()).toEqual(neutral);
		await visitor.press(en.shell.back);
		await visitor.press(en.start.routesLink);
		await visitor.sees(en.routes.dangerHeading);
		await visitor.page.waitForFunction((contact) => document.body.textContent?.includes(contact), {}, face.contact);
		expect(await header()).toEqual([rgb(face.colour), rgb(inkOn(face.colour))]);
		await visitor.picture("routes");
		expect(await visitor.hindrances()).toEqual([]);
		await visitor.press(en.shell.back);
		await visitor.press(en.start.comeBack);
		await visitor.press(en.comeback.lostWords);
		expect(await visitor.text()).toContain(face.contact);
		await visitor.picture("words");
		expect(await visitor.hindrances()).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("a poster leads to its organisation, and what it says leaves the address at once", async () => {
		const visitor = await visit(scene.opened, scene.poster("northbrook"), "phone");
		await visitor.sees(en.start.welcomeHeading);
		expect(visitor.page.url()).toBe(`${scene.stage.origin}/`);
		expect(await visitor.page.title()).toBe(en.shell.title);
		await visitor.page.close();
	});

	test("the page on staying safe shows the fingerprint of the list of files that the log names", async () => {
		const visitor = await visit(scene.opened, scene.poster("northbrook"), "phone");
		await visitor.sees(en.start.welcomeHeading);
		await visitor.press(en.start.safeLink);
		await visitor.sees(en.safe.heading);
		await visitor.page.waitForSelector(".fingerprint");
		const { statement } = LoggedPages.parse(await (await fetch(`${scene.stage.origin}/log/pages`)).json());
		expect((await visitor.text()).replaceAll(" ", "")).toContain(statement.manifest);
		await visitor.picture("safe-fingerprint");
		expect(await visitor.hindrances()).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("Back goes to the page before, however far somebody came, with two entries in the history", async () => {
		const visitor = await visit(scene.opened, scene.poster("northbrook"), "phone");
		await visitor.sees(en.start.welcomeHeading);
		const before = await visitor.page.evaluate(() => history.length);
		await visitor.press(en.start.raise);
		await visitor.sees(en.before.heading);
		await visitor.press(en.before.start);
		await visitor.sees(en.raise.what.label);
		await visitor.write(en.raise.what.label, "Something happened.");
		await visitor.press(en.shell.goOn);
		await visitor.sees(en.raise.danger.legend);
		expect(await visitor.page.evaluate(() => history.length)).toBe(before + 1);
		await visitor.page.evaluate(() => history.back());
		await visitor.sees(en.raise.what.label);
		expect(await visitor.page.evaluate(() => document.querySelector("textarea")?.value)).toBe("Something happened.");
		await visitor.page.evaluate(() => history.back());
		await visitor.sees(en.before.heading);
		await visitor.page.evaluate(() => history.back());
		await visitor.sees(en.start.welcomeHeading);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});
});
