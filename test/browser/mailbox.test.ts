/** Somebody comes back with seven words and uses everything that a mailbox has, against real guardians and the real ladder. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXIT } from "../../apps/web/src/pages/shell/leave.ts";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { PORTER, WARD_B7 } from "../../infra/demo/concerns.ts";
import { readable } from "../story/cast.ts";
import { until } from "../story/narrator.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { lookerFor } from "./harness/looker.ts";
import { answer, atTheDesk, atTheWords, changesWords, clientOf, comesBack, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { DEVICES, type Device, reads, type Visitor } from "./harness/visitor.ts";

const { comeback, mailbox, shell } = en;
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b> & "quoted"';
const ARABIC = "لقد قرأت رسالتك. سنرد عليك قبل يوم الجمعة.";

/** Presses "save" and reads what the browser was given to save. */
async function savedFile({ page, press }: Visitor): Promise<string> {
	await page.evaluate(() => {
		const make = URL.createObjectURL;
		URL.createObjectURL = (blob: Blob) => {
			Object.assign(globalThis, { saved: blob });
			return make.call(URL, blob);
		};
	});
	await press(mailbox.pack.save);
	return page.evaluate(() => (globalThis as unknown as { saved: Blob }).saved.text());
}

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test.each(Object.keys(DEVICES) as Device[])("every page of a mailbox can be used by everybody (%s)", async (device) => {
		const concern = await raised(scene.stage, WARD_B7);
		await answer(concern, { purpose: "acknowledgement", compartment: "concern", text: `${HOSTILE}\n\n${ARABIC}\n\n👍👍👍` });
		const visitor = await atTheWords(scene, device);
		const { hindered, look } = lookerFor(visitor);
		const { sees, press, write } = visitor;
		await look("words");
		await write(comeback.label, `${concern.words.split(" ").slice(0, 2).join(" ")} ${concern.words.split(" ")[2]?.slice(0, 3)}`);
		await look("words-typing");
		await write(comeback.label, concern.words);
		await press(comeback.open);
		await sees(mailbox.heading);
		await look("mailbox");
		const text = await visitor.text();
		expect(text).toContain(HOSTILE);
		expect(text).toContain(ARABIC);
		expect(await visitor.page.evaluate(() => document.querySelectorAll("main img, main script, main b").length)).toBe(0);
		expect(await visitor.page.title()).toBe(shell.title);
		expect(visitor.page.url()).toBe(`${scene.stage.origin}/`);
		for (const page of ["access", "sorted", "proofs", "pack", "withdraw"] as const) {
			await press(mailbox.more[page]);
			await sees(page === "withdraw" ? mailbox.withdrawing.heading : mailbox[page].heading);
			await look(`mailbox-${page}`);
			await press(shell.back);
			await sees(mailbox.heading);
		}
		await press(mailbox.write);
		await sees(mailbox.writing.heading);
		await press(mailbox.writing.send);
		expect(await visitor.text()).toContain(mailbox.writing.empty);
		await look("mailbox-write-error");
		await write(mailbox.writing.label, "Thank you. Please tell me when it is done.");
		await press(mailbox.writing.send);
		await sees(mailbox.heading);
		expect(await visitor.text()).toContain(mailbox.sentNow);
		expect(await visitor.text()).toContain("Thank you. Please tell me when it is done.");
		await look("mailbox-sent");
		// Its number is that of the letter's event, which comes after that somebody opened the case.
		await press(`${mailbox.story.dispute} (3)`);
		await sees(mailbox.disputing.heading);
		await look("mailbox-dispute");
		await press(mailbox.disputing.send);
		await sees(mailbox.heading);
		expect(await visitor.text()).toContain(mailbox.story.disputed);
		expect((await clientOf(scene.stage, concern.words)).findings).toEqual([]);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("words are put right where one slip explains what is wrong, and words of elsewhere lead there", async () => {
		const { words } = await raised(scene.stage, PORTER);
		const visitor = await atTheWords(scene, "phone");
		const { hindered, look } = lookerFor(visitor);
		const list = words.split(" ");
		const swapped = [list[1], list[0], ...list.slice(2)].join(" ");
		await visitor.press(comeback.open);
		expect(await visitor.text()).toContain(comeback.empty);
		await visitor.write(comeback.label, list.slice(1).join(" "));
		await visitor.press(comeback.open);
		await reads(visitor, comeback.tooFew("6"));
		await visitor.write(comeback.label, swapped);
		await visitor.press(comeback.open);
		await reads(visitor, comeback.repair);
		await look("words-repair");
		await visitor.press(comeback.useRepair);
		await visitor.sees(mailbox.heading);
		expect(hindered).toEqual([]);
		await visitor.page.close();
		const pasted = `1. ${list.map((word) => word.toUpperCase()).join(",\n2. ")}.`;
		const again = await atTheWords(scene, "phone");
		await again.page.evaluate((text) => {
			const field = document.querySelector("textarea");
			if (field === null) throw new Error("no field");
			field.value = text;
			field.dispatchEvent(new Event("input", { bubbles: true }));
		}, pasted);
		await again.press(comeback.open);
		await again.sees(mailbox.heading);
		await again.page.close();
	});

	test("words that open nothing are explained, and a slip's promise is looked for", async () => {
		const concern = await raised(scene.stage, PORTER);
		await published(concern.words);
		const fresh = await (await clientOf(scene.stage, concern.words)).newWords();
		const visitor = await atTheWords(scene, "phone");
		const { hindered, look } = lookerFor(visitor);
		await visitor.write(comeback.label, fresh.words.join(" "));
		await visitor.press(comeback.open);
		await visitor.sees(comeback.notFound.heading);
		expect(await visitor.text()).toContain(comeback.notFound.none.heading);
		await visitor.write(comeback.notFound.promiseLabel, concern.reporter.raised.promise.statement.leaf);
		await visitor.press(comeback.notFound.promiseCheck);
		await reads(visitor, comeback.notFound.promise.published);
		await look("not-found");
		await visitor.press(comeback.notFound.again);
		await visitor.sees(comeback.heading);
		await fresh.use();
		await published(fresh.words.join(" "));
		await visitor.write(comeback.label, concern.words);
		await visitor.press(comeback.open);
		await visitor.sees(comeback.notFound.heading);
		expect(await visitor.text()).toContain(comeback.notFound.changed.heading);
		await look("not-found-changed");
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	/** Waits until the log holds everything that these words open. */
	function published(words: string): Promise<true> {
		return until("everything to be published", 30, async () => {
			const { mailbox: open } = await clientOf(scene.stage, words);
			return open.leaves.every(({ index }) => index !== null) ? true : null;
		});
	}

	/** Makes new words on the page, types two of them again and puts them to use; hands them back. */
	test("words are changed on the page: new ones first, and then the old ones open nothing", async () => {
		const { words } = await raised(scene.stage, PORTER);
		const visitor = await comesBack(scene, words, "phone");
		const { hindered, look } = lookerFor(visitor);
		await visitor.press(mailbox.more.words);
		const fresh = await changesWords(visitor, look);
		expect(fresh).toHaveLength(7);
		expect((await clientOf(scene.stage, fresh.join(" "))).findings).toEqual([]);
		await expect(clientOf(scene.stage, words)).rejects.toThrow("not-found");
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("a concern is taken back and kept going, and a case that ended asks its two questions", async () => {
		const concern = await raised(scene.stage, PORTER);
		const visitor = await comesBack(scene, concern.words, "phone");
		const { hindered, look } = lookerFor(visitor);
		await visitor.press(mailbox.more.withdraw);
		await visitor.sees(mailbox.withdrawing.heading);
		await visitor.press(mailbox.withdrawing.send);
		await visitor.sees(mailbox.heading);
		await look("withdrawn");
		await visitor.press(mailbox.recall);
		await reads(visitor, mailbox.recalled);
		for (const purpose of ["safety_action", "outcome"] as const)
			await answer(concern, { purpose, compartment: "concern", text: "Gloves and aprons are there for good now." });
		const open = await readable(concern.guardian, concern.reporter.raised.caseTag);
		if (open === null) throw new Error("The guardian cannot read it.");
		await concern.guardian.desk.close(open, { reason: "outcome" });
		await until("both questions", 60, async () => {
			const { ahead } = (await clientOf(scene.stage, concern.words)).mailbox;
			return ahead?.feedback != null && ahead.detriments.length > 0 ? true : null;
		});
		await visitor.press(mailbox.refresh);
		await visitor.press(mailbox.feedbackLink);
		await visitor.sees(mailbox.feedback.heading);
		await look("feedback");
		await visitor.press(mailbox.feedback.choices.maybe);
		await visitor.press(mailbox.feedback.send);
		await visitor.sees(mailbox.heading);
		await look("closed");
		await visitor.press(mailbox.detrimentLink);
		await visitor.sees(mailbox.detriment.heading);
		await visitor.press(mailbox.detriment.yes);
		await look("detriment");
		await visitor.write(mailbox.detriment.text, "My shifts were cut the week after.");
		await visitor.press(mailbox.detriment.send);
		await visitor.sees(mailbox.heading);
		expect(await visitor.text()).toContain(en.story.detrimentSuffered);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("what climbed while nobody answered is told, with the board's explanation, and taken outside as one file", async () => {
		const { words, reporter } = await raised(scene.stage, WARD_B7);
		const chair = await atTheDesk(scene.stage, "chair.northbrook");
		const { caseTag } = reporter.raised;
		const open = await until("the chair to read it", 60, () => readable(chair, caseTag));
		const reviewAt = new Date(Date.now() + 15_000).toISOString().replace(/\.\d+Z/, "Z");
		await chair.desk.explain(open, { answer: "explain", reviewAt: reviewAt as never, text: "We hire two more nurses by Monday." });
		const visitor = await comesBack(scene, words, "phone");
		const { hindered, look } = lookerFor(visitor);
		const text = await visitor.text();
		expect(text).toContain("We hire two more nurses by Monday.");
		expect(text).toContain("the chair of the board");
		await look("climbed");
		await visitor.press(mailbox.more.access);
		await visitor.sees(mailbox.access.heading);
		await look("climbed-access");
		await visitor.press(shell.back);
		await visitor.press(mailbox.more.pack);
		await visitor.sees(mailbox.pack.heading);
		await visitor.press(mailbox.pack.make);
		await reads(visitor, mailbox.pack.ready);
		await look("pack-ready");
		const file = await savedFile(visitor);
		expect(file).toContain("the chair of the board");
		expect(file).toContain(reporter.raised.promise.statement.leaf);
		expect(file).not.toContain("We hire two more nurses");
		const record = await scene.opened.browser.newPage();
		await record.setContent(file);
		await visitor.pictureOf(record, "record");
		await record.close();
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("leaving wipes the mailbox, and nothing of it is kept", async () => {
		const { words } = await raised(scene.stage, PORTER);
		const visitor = await comesBack(scene, words, "desktop");
		const kept = await visitor.page.evaluate(async () => ({
			local: localStorage.length,
			session: sessionStorage.length,
			cookies: document.cookie,
			databases: (await indexedDB.databases?.())?.length ?? 0,
			state: history.state,
		}));
		expect(kept).toMatchObject({ local: 0, session: 0, cookies: "", databases: 0 });
		expect(String(kept.state)).not.toMatch(/[a-z]{6,}/);
		await visitor.page.setRequestInterception(true);
		visitor.page.on("request", (request) =>
			request.url() === EXIT ? request.respond({ status: 200, contentType: "text/html", body: "<h1>Weather</h1>" }) : request.continue(),
		);
		for (const _ of [1, 2]) await visitor.page.keyboard.press("Escape");
		await visitor.sees("Weather");
		await visitor.page.close();
	});
});
