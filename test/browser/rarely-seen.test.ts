/** Pages that few people ever see: what the law of another country gives, how a concern was sorted, BSL and easy read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenureId } from "@answerable/types/id";
import type { PageAid } from "@answerable/types/page-aid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAids } from "../../apps/api/src/aids.ts";
import type { Desk } from "../../apps/web/src/desk/desk.ts";
import { FORM } from "../../apps/web/src/form.fixture.ts";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { SLUG } from "../../apps/web/src/stand-in-people.fixture.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { comesBack } from "./harness/returning.ts";
import { openStandInScene, type StandInScene } from "./harness/stand-in-scene.ts";
import { DEVICES, type Device, type Visitor, visit } from "./harness/visitor.ts";

const { aids, mailbox, shell, start, story } = en;
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const AID: PageAid = {
	page: "welcome",
	organisation: null,
	language: "en-GB",
	bsl: { video: "welcome.mp4", captions: "welcome.vtt", transcript: ["You can tell us what worries you.", "You need not give your name."] },
	easyRead: [
		{ says: "You can tell us what worries you.", picture: { file: "tell.png", shows: "Two people talk" } },
		{ says: "You do not have to say who you are.", picture: null },
	],
};

/** A concern: its words, and the case as its guardian opens it. */
type Raised = { readonly words: string; readonly tenure: TenureId; readonly open: () => ReturnType<Desk["open"]> };

/** A folder as a deployment gives one. The video is invented, and plays nothing. */
function folderOfAids(): string {
	const directory = mkdtempSync(join(tmpdir(), "answerable-aids-"));
	writeFileSync(join(directory, "index.json"), JSON.stringify([AID]));
	writeFileSync(join(directory, "welcome.mp4"), "no video");
	writeFileSync(join(directory, "welcome.vtt"), "WEBVTT\n\n00:00.000 --> 00:02.000\nYou can tell us what worries you.\n");
	writeFileSync(join(directory, "tell.png"), Buffer.from(PIXEL, "base64"));
	return directory;
}

describe.each(BROWSERS)("in %s", (name) => {
	const directory = folderOfAids();
	const concerns: Raised[] = [];
	let scene: StandInScene;

	beforeAll(async () => {
		scene = await openStandInScene(name, { policy: "eu-directive-ie@1", aids: await readAids(directory) });
		const { world, reporter } = scene;
		let later = world.now;
		for (const _ of [1, 2, 3, 4]) {
			const { words, caseTag, visibleAt } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
			const tenure = world.staff[0]?.mine.statement.tenure ?? ("" as never);
			concerns.push({ words: words.join(" "), tenure, open: () => scene.guardian.open({ caseTag, tenure }) });
			later = visibleAt;
		}
		// Staff see all of them from the next slot on: less than a day ahead, so that no browser calls its own clock wrong.
		world.now = later;
		world.tick();
	});
	afterAll(async () => {
		await scene?.close();
		rmSync(directory, { recursive: true });
	});

	/** One of the concerns that staff can see. */
	function raised(): Raised {
		const next = concerns.pop();
		if (next === undefined) throw new Error("Too few concerns were raised.");
		return next;
	}

	/** Moves the focus on until it is on what bears these words, and presses Enter. */
	async function enter({ page }: Visitor, words: string): Promise<void> {
		for (let presses = 0; presses < 60; presses += 1) {
			if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === words) return page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
		}
		throw new Error(`Tab never came to "${words}".`);
	}

	test.each(Object.keys(DEVICES) as Device[])(
		"what national law lets somebody decide can be read and used by everybody (%s)",
		async (device) => {
			const { words, open } = raised();
			const visitor = await comesBack(scene, words, device);
			await visitor.press(mailbox.more.rights);
			await visitor.sees(mailbox.rights.heading);
			await enter(visitor, mailbox.rights.waiveSend);
			await expect.poll(() => visitor.text()).toContain(mailbox.rights.choose);
			await visitor.picture("rights-waive");
			expect(await visitor.hindrances()).toEqual([]);
			await visitor.press(mailbox.rights.reasons["asked-not-to"]);
			await enter(visitor, mailbox.rights.waiveSend);
			await visitor.sees(mailbox.heading);
			expect(await visitor.text()).toContain(story.waived);
			await visitor.picture("waived");
			for (const purpose of ["safety_action", "outcome"] as const)
				await scene.guardian.letter(await open(), { purpose, compartment: "concern", text: "It was put right." });
			scene.world.tick();
			await visitor.press(mailbox.refresh);
			await expect.poll(() => visitor.text()).toContain("It was put right.");
			await visitor.press(mailbox.more.rights);
			await visitor.sees(mailbox.rights.heading);
			await visitor.picture("rights-further");
			expect(await visitor.hindrances()).toEqual([]);
			await enter(visitor, mailbox.rights.furtherSend);
			await visitor.sees(mailbox.heading);
			expect(await visitor.text()).toContain(story.furtherFeedbackAsked);
			expect(visitor.complaints).toEqual([]);
			await visitor.page.close();
		},
	);

	test.each(Object.keys(DEVICES) as Device[])("how a concern was sorted is told, and said to be wrong (%s)", async (device) => {
		const { words, tenure, open } = raised();
		const why = "Nobody is in danger now. I handle it myself, and look at the rota first.";
		const categories = { list: "ftsu-return/2026-1", elements: ["patient_safety_quality", "bullying_harassment"], detriment: true };
		const decided = { severity: "S2", handler: tenure, compartment: "concern" } as const;
		await scene.guardian.triage(await open(), { ...decided, text: why, beside: { categories } });
		scene.world.tick();
		const visitor = await comesBack(scene, words, device);
		await visitor.press(mailbox.more.sorted);
		await visitor.sees(mailbox.sorted.heading);
		await visitor.picture("sorted");
		expect(await visitor.hindrances()).toEqual([]);
		expect(await visitor.text()).toContain(why);
		for (const element of [en.elements.patient_safety_quality, en.elements.bullying_harassment])
			expect(await visitor.text()).toContain(element);
		await enter(visitor, mailbox.sorted.wrong);
		await visitor.sees(mailbox.disputing.heading);
		await visitor.picture("sorted-dispute");
		expect(await visitor.hindrances()).toEqual([]);
		expect(await visitor.text()).toContain(mailbox.disputing.reasons.sorted);
		await visitor.press(mailbox.disputing.send);
		await visitor.sees(mailbox.heading);
		await visitor.press(mailbox.more.sorted);
		await visitor.sees(mailbox.sorted.heading);
		expect(await visitor.text()).toContain(mailbox.story.disputed);
		await visitor.picture("sorted-disputed");
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test.each(Object.keys(DEVICES) as Device[])(
		"a page is also a BSL video and easy read where they are given, and nothing is fetched unasked (%s)",
		async (device) => {
			scene.tap.heard.length = 0;
			const asked = () => scene.tap.heard.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith("/aids"));
			const visitor = await visit(scene.opened, scene.poster, device);
			await visitor.sees(start.welcomeHeading);
			await visitor.press(aids.easyRead);
			await expect.poll(() => visitor.text()).toContain("You do not have to say who you are.");
			await expect.poll(asked).toEqual(["/aids", "/aids/tell.png"]);
			await visitor.press(aids.bsl);
			await expect.poll(() => visitor.text()).toContain("You need not give your name.");
			await visitor.picture("aids");
			expect(await visitor.hindrances()).toEqual([]);
			expect(asked()).not.toContain("/aids/welcome.mp4");
			const told = await visitor.page.evaluate(() => {
				const video = document.querySelector("video");
				return [video?.paused, video?.autoplay, video?.controls, video?.preload, video?.textTracks[0]?.kind];
			});
			expect(told).toEqual([true, false, true, "none", "captions"]);
			await visitor.press(start.safeLink);
			await visitor.sees(en.safe.heading);
			expect(await visitor.text()).not.toContain(aids.bsl);
			await visitor.press(shell.back);
			expect(visitor.complaints).toEqual([]);
			await visitor.page.close();
		},
	);
});
