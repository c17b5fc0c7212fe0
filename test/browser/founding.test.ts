/** One of the three who begin an organisation, at the desk: a key, a number that is read out, two signatures. In one width of each browser. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { nextCode } from "../../infra/demo/authenticator.ts";
import { FIRST_ROLES, foundOn } from "../story/founding.ts";
import { runAdmin } from "../story/joining.ts";
import { atTheDoor, signsIn } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { type Device, reads } from "./harness/visitor.ts";

const { founding: words, shell, today } = en;
const WIDTHS: Readonly<Record<BrowserName, Device>> = { chromium: "phone", firefox: "desktop" };
const SLUG = "riverside";

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test("a guardian makes a key, signs nothing that was not read out to her, and begins with the others", async () => {
		const { organisation, three } = await foundOn(scene.stage, SLUG);
		const [guardian, ...others] = three;
		const visitor = await atTheDoor(scene, WIDTHS[name]);
		const hindered: string[] = [];
		const look = async (step: string) => {
			await visitor.picture(`founding-${step}`);
			for (const hindrance of await visitor.hindrances()) hindered.push(`${step}: ${hindrance}`);
		};
		const { phrase, phone } = guardian.wayIn;
		await signsIn(scene, visitor, guardian.name, { phrase: phrase.words.join(" "), code: () => nextCode(guardian.name, phone.secret) });
		await visitor.sees(today.heading);
		await reads(visitor, words.todo(shell.roles.guardian));
		await look("todo");
		await visitor.press(words.todoLink);
		await reads(visitor, words.keyWhat);
		await look("key");
		await visitor.press(words.makeKey);
		await reads(visitor, words.wait);
		await look("wait");
		for (const [at, { desk }] of others.entries())
			await desk.offerKey({ organisation, role: FIRST_ROLES[at + 1] ?? "ned_lead", isFirst: true });
		await visitor.press(words.look);
		await reads(visitor, words.read);
		const { fingerprint } = await others[0].desk.founding(organisation);
		await visitor.press(words.sign);
		await reads(visitor, words.typedEmpty);
		await visitor.write(words.typed, "ab".repeat(32));
		await visitor.press(words.sign);
		await reads(visitor, words.differs);
		await look("differs");
		await visitor.write(words.typed, (fingerprint?.match(/.{4}/g) ?? []).join(" "));
		await visitor.press(words.sign);
		await reads(visitor, words.signed);
		await look("signed");
		for (const { desk } of others) await desk.signFounding(await desk.founding(organisation), fingerprint ?? "");
		runAdmin(scene.stage, "found", "--begin", SLUG, "--fingerprint", fingerprint ?? "");
		await visitor.press(words.look);
		await reads(visitor, words.begun);
		await look("begun");
		await visitor.press(words.signOut);
		await reads(visitor, en.arriving.told["signed-out"]);
		expect([hindered, visitor.complaints]).toEqual([[], []]);
		await visitor.page.close();
	});
});
