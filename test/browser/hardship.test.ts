/** What goes wrong at three in the morning: the line, the server, the clock, the keyboard, the screen. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { everyRow, shapeOf } from "./harness/database.ts";
import { keyboardOf } from "./harness/keyboard.ts";
import { fillIn, NIGHT_SHIFTS, retype, send } from "./harness/raising.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import type { Heard } from "./harness/tap.ts";
import { type Visitor, visit } from "./harness/visitor.ts";

const { raise, shell, slip, trouble } = en;
const HOUR_MS = 3_600_000;
const SETTLE_MS = 4_000;

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;
	let visitor: Visitor;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterEach(async () => {
		Object.assign(scene.tap, { decide: () => "through", change: () => null, delayMs: 0 });
		scene.tap.heard.length = 0;
		if (!visitor.page.isClosed()) await visitor.page.close();
	});
	afterAll(() => scene?.close());

	const isRaise = ({ method, url }: Heard) => method === "POST" && url.endsWith("/api/concerns");
	const raises = () => scene.tap.heard.filter(isRaise);
	const cases = async () => (await everyRow(scene.stage)).get("answerable.case_file")?.length ?? Number.NaN;
	const arrive = async (slug = "northbrook") => {
		visitor = await visit(scene.opened, scene.poster(slug), "phone");
	};

	test("a server that is lost at the last step loses nothing: the same bytes are sent again, and it is one concern", async () => {
		await arrive();
		await fillIn(visitor, NIGHT_SHIFTS);
		const before = await cases();
		scene.tap.decide = (heard) => (isRaise(heard) ? "answer-lost" : "through");
		await visitor.press(raise.check.send);
		await visitor.sees(trouble.unreachable.heading);
		await visitor.picture("lost");
		expect(await visitor.hindrances()).toEqual([]);
		expect(await visitor.text()).toContain(raise.lost.kept);
		scene.tap.decide = () => "through";
		await visitor.press(shell.tryAgain);
		await visitor.sees(slip.heading);
		expect(new Set(raises().map(({ body }) => body.toString("base64"))).size).toBe(1);
		expect(raises().length).toBeGreaterThan(1);
		expect(await cases()).toBe(before + 1);
	});

	test("somebody who is cut off while writing goes on writing, and sends when they are back", async () => {
		await arrive();
		await fillIn(visitor, NIGHT_SHIFTS, async (page) => {
			if (page === "about") scene.tap.decide = () => "cut";
		});
		await visitor.press(raise.check.send);
		await visitor.sees(trouble.unreachable.heading);
		scene.tap.decide = () => "through";
		await visitor.press(shell.tryAgain);
		await visitor.sees(slip.heading);
	});

	test("Back leads from a failed sending to the answers, with all of them there", async () => {
		await arrive();
		await fillIn(visitor, NIGHT_SHIFTS);
		scene.tap.decide = (heard) => (isRaise(heard) ? "cut" : "through");
		await visitor.press(raise.check.send);
		await visitor.sees(trouble.unreachable.heading);
		await visitor.press(shell.back);
		await visitor.sees(raise.check.heading);
		expect(await visitor.text()).toContain(NIGHT_SHIFTS.text);
	});

	test("two tabs are two concerns, and know nothing of each other", async () => {
		await arrive();
		const other = await visit(scene.opened, scene.poster("northbrook"), "phone");
		await visitor.page.bringToFront();
		await fillIn(visitor, { ...NIGHT_SHIFTS, text: "The first of two tabs." });
		await other.page.bringToFront();
		await fillIn(other, { ...NIGHT_SHIFTS, text: "The second of two tabs.", outside: "nothing" });
		const second = await send(other);
		await visitor.page.bringToFront();
		const first = await send(visitor);
		expect(first.filter((word) => second.includes(word)).length).toBeLessThan(4);
		await other.page.close();
	});

	test("a puzzle that is too old is done once more, and nobody notices", async () => {
		await arrive();
		let isFirst = true;
		scene.tap.change = (heard, status) => {
			if (!isRaise(heard) || !isFirst || status !== 201) return null;
			isFirst = false;
			return { status: 409, body: Buffer.from(JSON.stringify(spent)), media: "application/problem+json" };
		};
		const spent = {
			type: "about:blank",
			title: "Spent",
			status: 409,
			code: "work-spent",
			detail: "Fetch another puzzle and send the same again.",
		};
		await fillIn(visitor, NIGHT_SHIFTS);
		await send(visitor);
		expect(isFirst).toBe(false);
		expect(raises()).toHaveLength(2);
	});

	test("a device whose clock is an hour off can send; one that is days off is told what to do", async () => {
		const shifted = (ms: number) => (heard: Heard, status: number, body: Buffer) =>
			/\/assets\/worker-[^/]+\.js$/.test(heard.url)
				? { status, body: Buffer.concat([Buffer.from(`{const now=Date.now;Date.now=()=>now()+${ms}}`), body]) }
				: null;
		scene.tap.change = shifted(HOUR_MS);
		await arrive();
		await fillIn(visitor, NIGHT_SHIFTS);
		await send(visitor);
		await visitor.page.close();
		scene.tap.change = shifted(-72 * HOUR_MS);
		await arrive();
		await expect(fillIn(visitor, NIGHT_SHIFTS)).rejects.toThrow(trouble.clock.heading);
		await visitor.picture("clock");
		expect(await visitor.hindrances()).toEqual([]);
	});

	test("keys that are not those on the poster stop everything before anything is locked", async () => {
		visitor = await visit(scene.opened, `${scene.stage.origin}/#northbrook.${"ab".repeat(32)}`, "phone");
		await expect(fillIn(visitor, NIGHT_SHIFTS)).rejects.toThrow(trouble.poster.heading);
		expect(await visitor.hindrances()).toEqual([]);
		expect(raises()).toEqual([]);
	});

	test("a slow line makes it slow, and nothing else", async () => {
		scene.tap.delayMs = 700;
		await arrive();
		await fillIn(visitor, NIGHT_SHIFTS);
		await send(visitor);
	});

	test.each([
		["emoji alone", "😱🩸🚑"],
		["letters that run from right to left", "لم يتم الإبلاغ عن سقوط مريضين"],
	])("%s arrive as they were written", async (_, text) => {
		await arrive();
		await fillIn(visitor, { ...NIGHT_SHIFTS, text });
		expect(await visitor.text()).toContain(text);
		await send(visitor);
	});

	test("a megabyte is too long, and said so at once", async () => {
		await arrive();
		await visitor.press(en.start.raise);
		await visitor.press(en.before.start);
		await visitor.sees(raise.what.label);
		await visitor.page.evaluate(() => {
			const area = document.querySelector("textarea");
			if (area === null) return;
			area.value = "a ".repeat(500_000);
			area.dispatchEvent(new Event("input", { bubbles: true }));
		});
		await visitor.press(shell.goOn);
		await expect.poll(() => visitor.text()).toContain(raise.what.tooLong);
		await visitor.press(shell.goOn);
		await visitor.sees(raise.what.label);
	});

	test("immediate danger: other ways first, then two people told now", async () => {
		await arrive();
		await fillIn(visitor, { ...NIGHT_SHIFTS, danger: "now" }, async (page) => {
			if (page !== "danger-answered") return;
			expect(await visitor.text()).toContain("Call 999.");
			expect(await visitor.text()).toContain("Two people will be told now");
			await visitor.picture("danger-now");
			expect(await visitor.hindrances()).toEqual([]);
		});
		expect(await visitor.text()).toContain(raise.route.urgent.S1);
		await send(visitor);
		expect(await visitor.text()).toContain(slip.answerNow);
	});

	test("about the guardian: neither guardian nor deputies get it, and that is said before it is sent", async () => {
		await arrive();
		await fillIn(visitor, { ...NIGHT_SHIFTS, about: "guardian" }, async (page) => {
			if (page !== "route") return;
			const text = await visitor.text();
			expect(text).toContain("The Speak Up guardian will not get it");
			expect(text).toContain("The deputy guardian will not get it");
			await visitor.picture("route-guardian");
		});
		await send(visitor);
	});

	test("about the board: the way outside is offered first", async () => {
		await arrive();
		await fillIn(visitor, { ...NIGHT_SHIFTS, about: "several_directors" }, async (page) => {
			if (page !== "route") return;
			expect(await visitor.text()).toContain("you may take it outside at once");
			await visitor.picture("route-board");
			expect(await visitor.hindrances()).toEqual([]);
		});
	});

	test("two different reports leave rows, lines and leaves of the same shape", async () => {
		const left: unknown[] = [];
		const lines: number[] = [];
		const sent: number[] = [];
		const reports = [
			{ ...NIGHT_SHIFTS, unit: "A", earlierText: "B" },
			{
				...NIGHT_SHIFTS,
				text: "The rota is fine, but somebody takes morphine from the cupboard. ".repeat(5),
				how: "openly",
				name: "Somebody",
			},
		] as const;
		const tags = async () =>
			new Set((await everyRow(scene.stage)).get("answerable.case_file")?.map((row) => Object(row).case_tag as string));
		for (const report of reports) {
			const before = await tags();
			const said = scene.stage.output().length;
			scene.tap.heard.length = 0;
			await arrive("elmvale");
			await fillIn(visitor, report);
			await send(visitor);
			await visitor.page.close();
			// What the worker writes for a new case is written within seconds; then nothing happens for days.
			await new Promise((resume) => setTimeout(resume, SETTLE_MS));
			const [tag] = [...(await tags())].filter((each) => !before.has(each));
			const rows = [...(await everyRow(scene.stage))].map(
				([table, all]) =>
					[table, all.filter((row) => tag !== undefined && JSON.stringify(row).includes(tag.replace("\\x", ""))).map(shapeOf)] as const,
			);
			left.push(Object.fromEntries(rows.filter(([, own]) => own.length > 0)));
			lines.push(
				scene.stage
					.output()
					.slice(said)
					.split("\n")
					.filter((line) => line.includes('"process":"api"')).length,
			);
			sent.push(raises()[0]?.body.length ?? 0);
		}
		expect(left[1]).toEqual(left[0]);
		expect(Object.keys(left[0] as object).length).toBeGreaterThan(3);
		expect(lines[1]).toBe(lines[0]);
		expect(sent[1]).toBe(sent[0]);
	});

	test("the keyboard alone is enough, and each page begins at its heading", async () => {
		await arrive();
		const { focused, tabTo } = keyboardOf(visitor);
		await visitor.sees(en.start.welcomeHeading);
		await expect.poll(focused).toBe(en.start.welcomeHeading);
		await tabTo(en.start.raise);
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(en.before.heading);
		await expect.poll(focused).toBe(en.before.heading);
		await tabTo(en.before.start);
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(raise.what.label);
		await expect.poll(focused).toBe(raise.what.label);
		await tabTo(raise.what.label);
		await visitor.page.keyboard.type("By the keyboard alone.");
		await tabTo(shell.goOn);
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(raise.danger.legend);
		await tabTo(raise.danger.choices.now.label);
		await visitor.page.keyboard.press("ArrowDown");
		await tabTo(shell.goOn);
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(raise.kinds.legend);
		await tabTo(raise.kinds.choices.patientSafety.label);
		await visitor.page.keyboard.press(" ");
		await tabTo(shell.goOn);
		await visitor.page.keyboard.press("Enter");
		await visitor.sees(raise.about.legend);
	});

	test("at 400 % zoom nothing has to be scrolled sideways", async () => {
		await arrive();
		await visitor.page.setViewport({ width: 320, height: 256 });
		const wide: string[] = [];
		const look = async (page: string) => {
			const [content, window] = await visitor.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
			if ((content ?? 0) > (window ?? 0)) wide.push(page);
		};
		await fillIn(visitor, NIGHT_SHIFTS, look);
		const words = await send(visitor);
		await look("slip");
		await visitor.picture("slip-zoomed");
		await retype(visitor, words, look);
		expect(wide).toEqual([]);
	});

	test.each([
		["en-XA", "ltr"],
		["ar-XB", "rtl"],
	])("in the made-up language %s every word changes, and it is still usable", async (language, direction) => {
		visitor = await visit(scene.opened, `${scene.stage.origin}/?lang=${language}${new URL(scene.poster("northbrook")).hash}`, "phone");
		const buttons = () =>
			visitor.page.evaluate(() => [...document.querySelectorAll<HTMLElement>("main button")].map((each) => each.textContent));
		await expect.poll(buttons).not.toEqual([]);
		expect(await visitor.page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual([direction, language]);
		const plain = (await visitor.text()).replace("Northbrook University Hospitals", "").match(/\b[a-z]{4,}\b/gi);
		expect(plain).toBeNull();
		await visitor.picture(`welcome-${language}`);
		expect(await visitor.hindrances()).toEqual([]);
	});
});

/** The words of the label of the control that has the focus. */

test("without script there is a page that says why, with the other ways", async () => {
	const scene = await openScene("chromium");
	try {
		const page = await scene.opened.browser.newPage();
		await page.setJavaScriptEnabled(false);
		await page.goto(`${scene.stage.origin}/`);
		const text = await page.evaluate(() => document.body.textContent ?? "");
		for (const words of [en.withoutScript.heading, en.withoutScript.why, "Call 999.", "Protect"]) expect(text).toContain(words);
	} finally {
		await scene.close();
	}
});
