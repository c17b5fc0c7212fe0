/** The guardian's desk in Chromium over real cases: how long after the words Today can be used, a search shows what it found, a case is open. */
import type { Page } from "puppeteer-core";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { nextCode } from "../../infra/demo/authenticator.ts";
import { openBrowser, programOf } from "../browser/harness/browsers.ts";
import { type Visitor, visit } from "../browser/harness/visitor.ts";
import { RARE_EVERY, RARE_WORD, raiseUntil } from "./desk-cases.ts";
import type { Measurement, Row, Scene } from "./scene.ts";
import { openTown } from "./setting.ts";

const { arriving, shell, today, finding, verbs } = en;

const SIZES = { quick: [100], usual: [1_000, 10_000], full: [1_000, 10_000] } as const;
const SEARCHES = [RARE_WORD, "ward 7", "nurse night", "no such words", "second check"];
const CASES = 7;
const OPEN_WITHIN_MS = 300_000;

export const deskMeasurement: Measurement = {
	name: "desk",
	run: async (shared) => {
		if (programOf("chromium") === null) return { rows: [{ what: "desk", figure: "no Chromium here: not measured" }], figures: {} };
		// Others leave copies of one raise behind, which no guardian can open.
		const scene = { ...shared, town: await openTown(shared.stage, shared.owner) };
		const rows: Row[] = [];
		const figures: Record<string, number> = {};
		for (const size of SIZES[shared.extent]) {
			await raiseUntil(scene, size);
			scene.say(`${size} cases are in the guardian's list`);
			const told = await atTheDesk(scene, size);
			for (const [name, ms] of Object.entries(told)) figures[`desk${size}.${name}`] = ms;
			const text = Object.entries(told).map(([name, ms]) => `${name.replace("Ms", "")} ${ms.toFixed(0)} ms`);
			rows.push({ what: `desk over ${size} cases`, figure: text.join(", ") });
			scene.say(`desk over ${size} cases: ${text.join(", ")}`);
		}
		return { rows, figures };
	},
};

type Figures = {
	/** From the words that were accepted to a list with its dues and the titles that stand on the first screen. */
	readonly todayMs: number;
	/** From pressing the button, with stretching the words. */
	readonly unlockMs: number;
	/** From the words until every title is open, the last one too. */
	readonly allOpenMs: number;
	/** The slowest of several searches, from a letter typed to what was found on the screen. */
	readonly searchMs: number;
	/** A case, from pressing on it to what can be done with it: the median. */
	readonly caseMs: number;
	/** The same while titles are still being opened. */
	readonly caseMeanwhileMs: number;
};

async function atTheDesk(scene: Scene, size: number): Promise<Figures> {
	const opened = await openBrowser("chromium", null);
	try {
		const visitor = await signedIn(scene, opened);
		await allOpen(visitor.page, size);
		await visitor.press(shell.lock);
		await visitor.sees(arriving.lockedHeading);
		await visitor.write(arriving.words, scene.town.guardian.phrase);
		const { unlockMs, todayMs, enteredAt } = await unlock(visitor);
		const caseMeanwhileMs = await openCase(visitor, 0);
		await allOpen(visitor.page, size);
		const allOpenMs = (await visitor.page.evaluate(() => performance.now())) - enteredAt;
		const searches: number[] = [];
		for (const words of SEARCHES) searches.push(await search(visitor.page, words));
		await foundIsRight(visitor.page, size);
		const cases: number[] = [];
		for (let index = 1; index <= CASES; index += 1) cases.push(await openCase(visitor, index));
		cases.sort((left, right) => left - right);
		return { todayMs, unlockMs, allOpenMs, searchMs: Math.max(...searches), caseMs: cases[Math.floor(CASES / 2)] ?? 0, caseMeanwhileMs };
	} finally {
		await opened.end();
		opened.forget();
	}
}

async function signedIn({ stage, town: { guardian } }: Scene, opened: Parameters<typeof visit>[0]): Promise<Visitor> {
	const visitor = await visit(opened, `${stage.origin}/desk`, "desktop");
	await visitor.write(arriving.name, guardian.login);
	await visitor.write(arriving.words, guardian.phrase);
	await visitor.write(arriving.code, await nextCode(guardian.login, stage.credentials.phone));
	await visitor.press(arriving.signIn);
	await visitor.page.waitForFunction(
		(heading) => document.querySelector("h1")?.textContent === heading,
		{ timeout: 60_000 },
		today.heading,
	);
	return visitor;
}

/** Waits until every title of so many cases is open. */
async function allOpen(page: Page, size: number): Promise<void> {
	await page.waitForFunction(
		(words) => document.body.textContent?.includes(words),
		{ timeout: OPEN_WITHIN_MS, polling: 50 },
		finding.openedAll(String(size)),
	);
}

/** Presses the button, and watches in the page itself, so that no message to the browser is counted. */
function unlock({ page }: Visitor): Promise<{ unlockMs: number; todayMs: number; enteredAt: number }> {
	return page.evaluate(
		async (words) => {
			const seen = async (isSeen: () => boolean): Promise<number> => {
				while (!isSeen()) await new Promise(requestAnimationFrame);
				return performance.now();
			};
			const pressedAt = performance.now();
			[...document.querySelectorAll("button")].find(({ textContent }) => textContent === words.unlock)?.click();
			const enteredAt = await seen(() => document.querySelector("h1")?.textContent === words.today);
			const usableAt = await seen(() => {
				const titles = [...document.querySelectorAll(".today__what")].slice(0, 10);
				return titles.length === 10 && titles.every(({ textContent }) => textContent !== words.opening);
			});
			return { unlockMs: usableAt - pressedAt, todayMs: usableAt - enteredAt, enteredAt };
		},
		{ unlock: arriving.unlock, today: today.heading, opening: today.opening },
	);
}

/** Types all but the last letter, then measures that one. */
function search(page: Page, words: string): Promise<number> {
	return page.evaluate(async (wanted) => {
		const field = document.querySelector<HTMLInputElement>("#search");
		if (field === null) throw new Error("There is no search.");
		const frame = () => new Promise(requestAnimationFrame);
		const type = (text: string) => {
			field.value = text;
			field.dispatchEvent(new Event("input", { bubbles: true }));
		};
		type(wanted.slice(0, -1));
		for (let frames = 0; frames < 20; frames += 1) await frame();
		const typedAt = performance.now();
		type(wanted);
		// Drawn before the next picture, however long that takes.
		await frame();
		// What was drawn is on the screen once the next picture begins.
		await frame();
		return performance.now() - typedAt;
	}, words);
}

/** What is fast and wrong is of no use. */
async function foundIsRight(page: Page, size: number): Promise<void> {
	await search(page, RARE_WORD);
	const wanted = finding.found(String(Math.ceil(size / RARE_EVERY)));
	const told = () => page.evaluate(() => document.querySelector("#results")?.parentElement?.querySelector("p")?.textContent ?? "nothing");
	if (!(await told()).includes(wanted)) throw new Error(`The search tells "${await told()}", not "${wanted}".`);
	await page.evaluate(() => {
		const field = document.querySelector<HTMLInputElement>("#search");
		if (field === null) return;
		field.value = "";
		field.dispatchEvent(new Event("input", { bubbles: true }));
	});
}

/** Opens a case of the list, and goes back to it. */
async function openCase({ page, press, sees }: Visitor, index: number): Promise<number> {
	await page.waitForFunction((place) => document.querySelectorAll(".today__open").length > place, { timeout: 30_000 }, index);
	const ms = await page.evaluate(
		async (place, heading) => {
			const pressedAt = performance.now();
			document.querySelectorAll<HTMLElement>(".today__open")[place]?.click();
			while (document.querySelector("#actions")?.textContent !== heading) await new Promise(requestAnimationFrame);
			return performance.now() - pressedAt;
		},
		index,
		verbs.heading,
	);
	await press(shell.today);
	await sees(today.heading);
	return ms;
}
