/** What goes wrong when somebody comes back: the line, the keyboard, the screen, long and strange letters; and what a spy finds. */
import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { accented } from "../../apps/web/src/shell/pseudo.ts";
import { PORTER } from "../../infra/demo/concerns.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { keyboardOf } from "./harness/keyboard.ts";
import { answer, atTheWords, clientOf, comesBack, type Raised, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { askedBeyondThePages, keptBy, leaksIn } from "./harness/spy.ts";
import type { Heard } from "./harness/tap.ts";
import { type Visitor, visit } from "./harness/visitor.ts";

const { comeback, mailbox, shell, start, trouble } = en;
const SECRET = "Zebrafinch took the ledger home";

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;
	let concern: Raised;
	let visitor: Visitor;

	beforeAll(async () => {
		scene = await openScene(name);
		concern = await raised(scene.stage, PORTER);
	});
	afterEach(async () => {
		Object.assign(scene.tap, { decide: () => "through", change: () => null, delayMs: 0 });
		scene.tap.heard.length = 0;
		if (!visitor.page.isClosed()) await visitor.page.close();
	});
	afterAll(() => scene?.close());

	const isAct = ({ url }: Heard) => url.endsWith("/api/mailbox/acts");

	test("nothing that is typed or written leaves the browser in a form that could be read, and nothing stays in it", async () => {
		const { words } = concern;
		visitor = await atTheWords(scene, "phone");
		await visitor.write(comeback.label, words);
		expect(askedBeyondThePages(scene.tap.heard, scene.stage.origin)).toEqual([]);
		await visitor.press(comeback.open);
		await visitor.sees(mailbox.heading);
		await visitor.press(mailbox.write);
		await visitor.write(mailbox.writing.label, SECRET);
		await visitor.press(mailbox.writing.send);
		await visitor.sees(mailbox.heading);
		expect(await visitor.text()).toContain(SECRET);
		const secrets = [SECRET, ...neighboursIn(words.split(" "))];
		expect(leaksIn(scene.tap.heard, secrets)).toEqual([]);
		const logPaths = scene.tap.heard.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith("/log/tile/entries"));
		expect(logPaths.length).toBeGreaterThan(0);
		expect(scene.tap.heard.filter(({ headers }) => headers.cookie !== undefined || headers.referer !== undefined)).toEqual([]);
		expect(await keptBy(visitor.page)).toEqual([]);
		expect(await visitor.page.title()).toBe(shell.title);
		expect(visitor.page.url()).toBe(`${scene.stage.origin}/`);
	});

	test("a letter whose answer gets lost is sent once, and nothing that was written is lost when the line is cut", async () => {
		visitor = await comesBack(scene, concern.words, "phone");
		await visitor.press(mailbox.write);
		await visitor.sees(mailbox.writing.heading);
		await visitor.write(mailbox.writing.label, "Is anybody there?");
		scene.tap.decide = (heard) => (isAct(heard) ? "cut" : "through");
		await visitor.press(mailbox.writing.send);
		await expect.poll(() => visitor.text()).toContain(mailbox.failures.unreachable);
		expect(await visitor.page.evaluate(() => document.querySelector("textarea")?.value)).toBe("Is anybody there?");
		expect(await visitor.hindrances()).toEqual([]);
		let lost = 0;
		scene.tap.decide = (heard) => {
			if (!isAct(heard) || lost > 0) return "through";
			lost += 1;
			return "answer-lost";
		};
		await visitor.press(mailbox.writing.send);
		await visitor.sees(mailbox.heading);
		expect((await visitor.text()).split("Is anybody there?")).toHaveLength(2);
	});

	test("whoever is offline while opening is told so, and the words stay in the field", async () => {
		visitor = await atTheWords(scene, "phone");
		await visitor.write(comeback.label, concern.words);
		scene.tap.decide = () => "cut";
		await visitor.press(comeback.open);
		await visitor.sees(trouble.unreachable.heading);
		expect(await visitor.hindrances()).toEqual([]);
		scene.tap.decide = () => "through";
		await visitor.press(shell.tryAgain);
		await visitor.sees(mailbox.heading);
	});

	test("a letter of nearly a megabyte is folded, and opens whole; emoji and letters from right to left stay as they are", async () => {
		const long = `${"A long story. ".repeat(60_000)}THE END`;
		await answer(concern, { purpose: "reply", compartment: "private", text: long });
		await answer(concern, { purpose: "reply", compartment: "private", text: "😱🩸🚑" });
		await answer(concern, { purpose: "reply", compartment: "concern", text: "تم الإبلاغ عن ذلك اليوم" });
		visitor = await comesBack(scene, concern.words, "phone");
		const text = await visitor.text();
		expect(text).toContain("😱🩸🚑");
		expect(text).toContain("تم الإبلاغ عن ذلك اليوم");
		expect(text).not.toContain("THE END");
		await visitor.press(en.letter.showAll);
		await expect.poll(() => visitor.text()).toContain("THE END");
		const rightToLeft = () =>
			[...document.querySelectorAll(".as-written")].find((each) => each.textContent?.includes("تم")) as HTMLElement | undefined;
		expect(await visitor.page.evaluate(`getComputedStyle((${rightToLeft})()).direction`)).toBe("rtl");
	});

	test("words of another organisation are known at once, and lead there", async () => {
		visitor = await visit(scene.opened, scene.poster("elmvale"), "phone");
		await visitor.sees(start.welcomeHeading);
		await visitor.press(start.comeBack);
		await visitor.sees(comeback.heading);
		await visitor.write(comeback.label, concern.words);
		await visitor.press(comeback.open);
		await expect.poll(() => visitor.text()).toContain(comeback.elsewhere("Northbrook University Hospitals"));
		expect(scene.tap.heard.filter(({ url }) => url.includes("/api/mailbox"))).toEqual([]);
		expect(await visitor.hindrances()).toEqual([]);
		await visitor.press(comeback.goElsewhere("Northbrook University Hospitals"));
		await visitor.sees(mailbox.heading);
	});

	test("the keyboard alone is enough, from the words to a dispute", async () => {
		await answer(concern, { purpose: "acknowledgement", compartment: "concern", text: "Noted." });
		visitor = await atTheWords(scene, "desktop");
		const { keyboard } = visitor.page;
		const { focused, tabTo } = keyboardOf(visitor);
		const list = concern.words.split(" ");
		await tabTo(comeback.label);
		await keyboard.type(`${list.slice(0, 6).join(" ")} ${list[6]?.slice(0, -1)}`);
		// Whoever tabs on before the word is offered passes it by.
		const isOffered = () =>
			visitor.page.evaluate(
				(word) => [...document.querySelectorAll("button")].some(({ textContent }) => textContent?.trim() === word),
				list[6],
			);
		await expect.poll(isOffered).toBe(true);
		await tabTo(list[6] ?? "");
		await keyboard.press("Enter");
		await tabTo(comeback.open);
		await keyboard.press("Enter");
		await visitor.sees(mailbox.heading);
		await expect.poll(focused).toBe(mailbox.heading);
		await tabTo(mailbox.story.dispute);
		await keyboard.press("Enter");
		await visitor.sees(mailbox.disputing.heading);
		await expect.poll(focused).toBe(mailbox.disputing.heading);
		await tabTo(mailbox.disputing.send);
		await keyboard.press("Enter");
		await visitor.sees(mailbox.heading);
		expect(await visitor.text()).toContain(mailbox.story.disputed);
	});

	test("at 400 % zoom nothing has to be scrolled sideways", async () => {
		visitor = await atTheWords(scene, "phone");
		await visitor.page.setViewport({ width: 320, height: 256 });
		const wide: string[] = [];
		const look = async (page: string) => {
			const [content, window] = await visitor.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
			if ((content ?? 0) > (window ?? 0)) wide.push(page);
			await visitor.picture(`zoomed-${page}`);
		};
		await visitor.write(comeback.label, `${concern.words} extraordinarily`);
		await look("words");
		await visitor.write(comeback.label, concern.words);
		await visitor.press(comeback.open);
		await visitor.sees(mailbox.heading);
		await look("home");
		for (const page of ["access", "sorted", "proofs", "pack", "withdraw"] as const) {
			await visitor.press(mailbox.more[page]);
			await visitor.sees(page === "withdraw" ? mailbox.withdrawing.heading : mailbox[page].heading);
			await look(page);
			await visitor.press(shell.back);
			await visitor.sees(mailbox.heading);
		}
		expect(wide).toEqual([]);
	});

	test("in a made-up language every word of the mailbox changes", async () => {
		const made = accented(en);
		visitor = await visit(scene.opened, `${scene.stage.origin}/?lang=en-XA${new URL(scene.poster("northbrook")).hash}`, "phone");
		await visitor.press(made.start.comeBack);
		await visitor.sees(made.comeback.heading);
		await visitor.write(made.comeback.label, concern.words);
		await visitor.press(made.comeback.open);
		await visitor.sees(made.mailbox.heading);
		const chrome = () =>
			visitor.page.evaluate(() => {
				const page = document.body.cloneNode(true) as HTMLElement;
				for (const written of page.querySelectorAll(".as-written, .page-header, script, noscript")) written.remove();
				return page.textContent ?? "";
			});
		const days = /Mon|Tues|Wednes|Thurs|Fri|Satur|Sun/;
		const months = /^(January|February|March|April|May|June|July|August|September|October|November|December)$/;
		const left = ((await chrome()).match(/(?<![\p{L}·])[a-z]{4,}(?![\p{L}·])/giu) ?? []).filter(
			(word) => !days.test(word) && !months.test(word),
		);
		expect(left).toEqual([]);
		await visitor.picture("mailbox-accented");
		expect(await visitor.hindrances()).toEqual([]);
	});

	test("what was sent is what a client without pages reads, and all of it can be proved", async () => {
		visitor = await atTheWords(scene, "phone");
		expect((await clientOf(scene.stage, concern.words)).findings).toEqual([]);
	});
});
