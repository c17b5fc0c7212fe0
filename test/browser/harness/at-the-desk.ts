/** Somebody on staff in front of the desk's pages. */
import { en } from "../../../apps/web/src/desk/pages/words/en/all.ts";
import { nextCode } from "../../../infra/demo/authenticator.ts";
import { lookerFor } from "./looker.ts";
import type { Scene } from "./scene.ts";
import { type Device, reads, type Visitor, visit, type Window } from "./visitor.ts";

const { arriving, verbs } = en;

/** What somebody signs in with beside their name. */
export type Credentials = { readonly phrase: string; readonly code: () => Promise<string> };

/** What somebody of the demo signs in with. */
export function credentialsOf({ stage }: Scene, login: string): Credentials {
	const person = stage.credentials.people.find((each) => each.login === login);
	if (person === undefined) throw new Error(`Nobody signs in as ${login}.`);
	return { phrase: person.phrase, code: () => nextCode(login, stage.credentials.phone) };
}

/** Opens the desk's first page. */
export async function atTheDoor(scene: Scene, device: Device, window: Window = scene.opened): Promise<Visitor> {
	const visitor = await visit(window, `${scene.stage.origin}/desk`, device);
	await visitor.sees(arriving.heading);
	return visitor;
}

/** Fills in the first page and signs in; up to three codes, since one may grow old while the words are stretched. */
export async function signsIn(scene: Scene, visitor: Visitor, login: string, credentials = credentialsOf(scene, login)): Promise<void> {
	const { phrase, code } = credentials;
	await visitor.write(arriving.name, login);
	await visitor.write(arriving.words, phrase);
	for (let tries = 0; tries < 3; tries += 1) {
		await visitor.write(arriving.code, await code());
		await visitor.press(arriving.signIn);
		const came = await visitor.page.waitForFunction(
			(heading) =>
				document.querySelector("h1")?.textContent !== heading ? "in" : document.querySelector("[role=alert]") === null ? null : "not",
			{ timeout: 60_000, polling: 100 },
			arriving.heading,
		);
		if ((await came.jsonValue()) === "in") return;
	}
	throw new Error(`${login} could not sign in:\n${await visitor.text()}`);
}

/** The desk of somebody who signed in by its pages. */
export async function inAt(scene: Scene, login: string, device: Device, window: Window = scene.opened): Promise<Visitor> {
	const visitor = await atTheDoor(scene, device, window);
	await signsIn(scene, visitor, login);
	return visitor;
}

/** Looks at pages of the desk. */
export function looker(visitor: Visitor): ReturnType<typeof lookerFor> {
	return lookerFor(visitor, "desk-");
}

/** Opens a case of the list by its first words. */
export async function opens(visitor: Visitor, title: string): Promise<void> {
	await reads(visitor, title);
	await visitor.page.evaluate((wanted) => {
		const rows = [...document.querySelectorAll<HTMLElement>(".today__open")];
		rows.find((row) => row.textContent?.includes(wanted))?.click();
	}, title);
	await reads(visitor, verbs.heading);
}

/** Lets ten minutes go by on the page's own clock, without a touch. */
export async function tenMinutesPass({ page }: Visitor): Promise<void> {
	await page.evaluate(() => {
		const real = Date.now.bind(Date);
		Date.now = () => real() + 601_000;
	});
}

/** Unlocks a desk that has locked by itself, with somebody's words. */
export async function unlocks(scene: Scene, visitor: Visitor, login: string): Promise<void> {
	await visitor.sees(arriving.lockedHeading);
	await visitor.write(arriving.words, credentialsOf(scene, login).phrase);
	await visitor.press(arriving.unlock);
}
