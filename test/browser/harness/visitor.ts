/** Somebody in front of a page: reads and presses what is on it by its words, never by how it is built. */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { ElementHandle, Page } from "puppeteer-core";
import type { OpenBrowser } from "./browsers.ts";

/** An old phone held upright, and a ward computer. */
export const DEVICES = { phone: { width: 360, height: 640 }, desktop: { width: 1280, height: 800 } } as const;
export type Device = keyof typeof DEVICES;

/** Where screenshots go: `ANSWERABLE_SCREENSHOTS`, or nowhere. */
const SCREENSHOTS = process.env.ANSWERABLE_SCREENSHOTS ?? null;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE_MS = 45_000;
/** How often a page is looked at: by a clock and not at each picture, since a window behind another may get none. */
const EACH_MS = 100;

export type Visitor = {
	readonly page: Page;
	/** What the browser complained of: errors and violations of the content security policy. */
	readonly complaints: readonly string[];
	/** The heading of the page. */
	readonly heading: () => Promise<string>;
	/** Waits until the heading is this. */
	readonly sees: (heading: string) => Promise<void>;
	/** Everything that can be read on the page. */
	readonly text: () => Promise<string>;
	/** Presses a button, link, choice or summary by its words. */
	readonly press: (words: string) => Promise<void>;
	/** Writes into the control with this label. */
	readonly write: (label: string, text: string) => Promise<void>;
	/** What keeps people from using the page, by axe-core; empty if nothing. */
	readonly hindrances: () => Promise<readonly string[]>;
	/** Takes a picture of the whole page, if pictures are wanted. */
	readonly picture: (name: string) => Promise<void>;
	/** The same of another page. */
	readonly pictureOf: (page: Page, name: string) => Promise<void>;
};

/** Where a page can be opened: a browser, or a part of it with cookies of its own. */
export type Window = Pick<OpenBrowser, "name"> & { readonly browser: Pick<OpenBrowser["browser"], "newPage"> };

/** A window in which nobody is signed in, whoever is elsewhere in the browser. */
export async function apart({ name, browser }: OpenBrowser): Promise<Window> {
	return { name, browser: await browser.createBrowserContext() };
}

/** Opens a page at an address, in a window of a device's size. */
export async function visit({ name, browser }: Window, address: string, device: Device): Promise<Visitor> {
	const page = await browser.newPage();
	await page.setViewport({ ...DEVICES[device] });
	const complaints: string[] = [];
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warn") complaints.push(message.text());
	});
	page.on("pageerror", (error) => complaints.push(String(error)));
	await page.goto(address);
	return visitorOf(page, complaints, `${name}-${device}`);
}

/** Says yes to whatever the browser asks from now on, such as whether a page with something typed on it may be left. */
export function acceptsDialogs({ page }: Visitor): void {
	page.on("dialog", (dialog) => void dialog.accept());
}

/** Waits until something can be read on the page. */
export async function reads({ page, text }: Visitor, wanted: string): Promise<void> {
	const find = (sought: string) => document.body.textContent?.includes(sought);
	const seen = await page.waitForFunction(find, { timeout: 60_000, polling: EACH_MS }, wanted).catch(() => null);
	if (seen === null) throw new Error(`"${wanted}" cannot be read on:\n${await text()}`);
}

function visitorOf(page: Page, complaints: readonly string[], prefix: string): Visitor {
	const heading = () => page.evaluate(() => document.querySelector("h1")?.textContent?.trim() ?? "");
	return {
		page,
		complaints,
		heading,
		sees: async (wanted) => {
			const seen = await page
				.waitForFunction(
					(text) => document.querySelector("h1")?.textContent?.trim() === text,
					{ timeout: PATIENCE_MS, polling: EACH_MS },
					wanted,
				)
				.catch(() => null);
			if (seen === null) throw new Error(`The heading is "${await heading()}", not "${wanted}".`);
		},
		text: () => readable(page),
		press: async (words) => {
			// Nobody presses what stands behind another window, and Firefox is slow there.
			await page.bringToFront();
			const click = async (): Promise<void> => {
				const element = await found(page, words);
				await element.evaluate(settle);
				await element.click();
			};
			// A page that is drawn anew between looking and pressing is looked at once more.
			await click().catch(click);
		},
		write: async (label, text) => {
			await page.bringToFront();
			const type = async (): Promise<boolean> => {
				const control = await controlOf(page, label);
				await control.evaluate((element) => {
					(element as HTMLInputElement).focus();
					(element as HTMLInputElement).select();
				});
				await page.keyboard.type(text);
				return control.evaluate((element, wanted) => (element as HTMLInputElement).value === wanted, text);
			};
			// A new page takes the focus to its heading: whoever typed into it meanwhile types once more.
			if (!(await type())) await type();
		},
		hindrances: () => hindrancesOf(page),
		picture: (name) => pictureOf(page, `${name}-${prefix}`),
		pictureOf: (other, name) => pictureOf(other, `${name}-${prefix}`),
	};
}

async function pictureOf(page: Page, name: string): Promise<void> {
	if (SCREENSHOTS === null) return;
	mkdirSync(SCREENSHOTS, { recursive: true });
	await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) as `${string}.png`, fullPage: true });
}

/** Brings an element to the middle, where nothing sticks to the edges, and waits until the page has stopped moving under it: a person would. */
async function settle(element: Element): Promise<void> {
	const place = () => {
		element.scrollIntoView({ block: "center" });
		return element.getBoundingClientRect().top;
	};
	for (let [before, looks] = [Number.NaN, 0]; looks < 40; looks += 1) {
		const now = place();
		if (now === before) return;
		before = now;
		await new Promise((later) => setTimeout(later, 100));
	}
}

/** What can be seen: what is hidden is not read. */
function readable(page: Page): Promise<string> {
	// biome-ignore lint/performance/useDomNodeTextContent: text that is not shown must not count.
	return page.evaluate(() => document.body.innerText);
}

/** The element that bears these words: first a button or link, then the label of a choice. */
async function found(page: Page, words: string): Promise<ElementHandle<Element>> {
	const find = (wanted: string) => {
		const candidates = [...document.querySelectorAll("button, a, summary, label")];
		return candidates.find((element) => element.textContent?.trim() === wanted && (element as HTMLElement).offsetParent !== null) ?? null;
	};
	const handle = await page.waitForFunction(find, { timeout: PATIENCE_MS, polling: EACH_MS }, words).catch(() => null);
	const element = handle?.asElement() ?? null;
	if (element === null) throw new Error(`There is nothing to press that says "${words}" on:\n${await readable(page)}`);
	return element as ElementHandle<Element>;
}

async function controlOf(page: Page, label: string): Promise<ElementHandle<Element>> {
	const find = (wanted: string) => {
		const element = [...document.querySelectorAll("label")].find((each) => each.textContent?.trim() === wanted);
		return element?.control ?? null;
	};
	const handle = await page.waitForFunction(find, { timeout: PATIENCE_MS, polling: EACH_MS }, label).catch(() => null);
	const element = handle?.asElement() ?? null;
	if (element === null) throw new Error(`There is no control labelled "${label}".`);
	return element as ElementHandle<Element>;
}

/** axe is put in by the driver, since the policy of our pages lets nothing else in. */
async function hindrancesOf(page: Page): Promise<readonly string[]> {
	await page.evaluate(AXE);
	const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as AxeResults;
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
