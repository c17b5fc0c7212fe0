/** What leaves the browser and what stays in it: nothing that could be read, and nothing at all. */
import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXIT } from "../../apps/web/src/pages/shell/leave.ts";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { fillIn, NIGHT_SHIFTS, retype, send } from "./harness/raising.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { askedBeyondThePages, filesWith, keptBy, leaksIn } from "./harness/spy.ts";
import type { Heard } from "./harness/tap.ts";
import { type Visitor, visit } from "./harness/visitor.ts";

const CONFIDENTIAL = {
	...NIGHT_SHIFTS,
	text: "Zebrafinch told us to leave the ledger alone on the night shift.",
	how: "confidentially",
	name: "Quillfeather Oyelaran",
	earlierText: "The lanternkeeper, twice.",
	unit: "Marshmallow ward",
} as const;
const SECRETS = ["Zebrafinch told us", "Quillfeather", "lanternkeeper", "Marshmallow"];

/** Presses Back or Forward. What comes from the browser's own memory says nothing when it is there, so nothing is waited for. */
const step = ({ page }: Visitor, by: 1 | -1) => page.evaluate((steps) => setTimeout(() => history.go(steps), 0), by);

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;
	let words: readonly string[] = [];
	const isOurs = ({ url }: Heard) => url.startsWith(scene.stage.origin);

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test("nothing that somebody wrote leaves the browser in a form that could be read, nor the words that open it", async () => {
		const visitor = await visit(scene.opened, scene.poster("northbrook"), "phone");
		const asked: string[] = [];
		await fillIn(visitor, CONFIDENTIAL, async (page) => {
			if (page === "check") asked.push(...askedBeyondThePages(scene.tap.heard, scene.stage.origin));
		});
		// Up to the last page before sending everybody asks for the same.
		expect(asked).toEqual([]);
		expect(leaksIn(scene.tap.heard, ["?severity=S2", "?severity=S3"])).toEqual([]);
		words = await send(visitor);
		expect(scene.tap.heard.filter((heard) => isOurs(heard) && heard.method === "POST").map(({ url }) => new URL(url).pathname)).toEqual([
			"/api/concerns",
		]);
		expect(leaksIn(scene.tap.heard, [...SECRETS, ...neighboursIn(words)])).toEqual([]);
		expect(await keptBy(visitor.page)).toEqual([]);
		await retype(visitor, words);
		await visitor.page.close();
	});

	test("the spy would find what is sent in the open", () => {
		const body = Buffer.from(JSON.stringify({ hidden: Buffer.from(`x${SECRETS[0]}`).toString("base64") }));
		expect(leaksIn([{ method: "POST", url: "http://127.0.0.1/", headers: {}, body }], SECRETS)).toHaveLength(1);
	});

	test("every request went to us, and carried no cookie and no referrer", () => {
		const pages = scene.tap.heard.filter(isOurs);
		expect(pages.length).toBeGreaterThan(0);
		expect(pages.filter(({ headers }) => headers.cookie !== undefined || headers.referer !== undefined).map(({ url }) => url)).toEqual([]);
	});

	test.each(["the button", "Esc twice"])("leaving by %s wipes the page and leaves nothing to go back to", async (way) => {
		const visitor = await visit(scene.opened, `${scene.stage.origin}/status`, "desktop");
		await visitor.page.goto(scene.poster("northbrook"));
		await visitor.sees(en.start.welcomeHeading);
		await visitor.press(en.start.raise);
		await visitor.press(en.before.start);
		await visitor.write(en.raise.what.label, SECRETS[0] ?? "");
		const exits: string[] = [];
		await visitor.page.setRequestInterception(true);
		visitor.page.on("request", (request) => {
			if (request.url() !== EXIT) return request.continue();
			exits.push(request.url());
			return request.respond({ status: 200, contentType: "text/html", body: "<h1>Weather</h1>" });
		});
		if (way === "the button") await visitor.press(en.shell.leave);
		else for (const _ of [1, 2]) await visitor.page.keyboard.press("Escape");
		await visitor.sees("Weather");
		await step(visitor, -1);
		await expect.poll(() => visitor.page.url()).toBe(`${scene.stage.origin}/status`);
		// Forward, twice: to the way out, and to the entry that was left, which leads out again.
		await step(visitor, 1);
		await visitor.sees("Weather");
		const before = exits.length;
		await step(visitor, 1);
		await expect.poll(() => exits.length).toBeGreaterThan(before);
		await visitor.sees("Weather");
		await visitor.page.close();
	});

	test("when the browser has ended, its profile holds nothing of what was written", async () => {
		expect(words).toHaveLength(7);
		await scene.opened.end();
		expect(filesWith(scene.opened.profile, [...SECRETS, words.join(" "), words.slice(0, 3).join(" ")])).toEqual([]);
	});
});
