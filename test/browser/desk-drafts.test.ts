/** What is typed at the desk outlives a reload: sealed in the tab, to whoever typed it, beside what others left there. */
import type { LoginName } from "@answerable/types/desk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openedDrafts } from "../../apps/web/src/desk/pages/engine/sealed-drafts.ts";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { type StaffPhrase, staffPhrase } from "../../apps/web/src/desk/staff-keys.ts";
import { PORTER, THEATRE, WARD_B7 } from "../../infra/demo/concerns.ts";
import { atTheDoor, credentialsOf, looker, opens, signsIn } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { answer, type Raised, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { filesWith, keptBy, leaksIn, shelvedBy, shownBy } from "./harness/spy.ts";
import { acceptsDialogs, type Device, reads, type Visitor } from "./harness/visitor.ts";

const { arriving, record, raise, shell, today, turnover, verbs } = en;
const GUARDIAN = "guardian.northbrook" as LoginName;
const DEPUTY = "deputy-guardian.northbrook" as LoginName;
const LETTER = "We have asked who was on the ward that night, and";
const REST = " will write again on Monday.";
const AWAY = "I am away until Easter. Write to the deputy guardian";
const TOLD = "A porter told me that the gloves have run out again";
/** The least that is sealed, as it is written down: 1 KiB, its nonce, its tag and two bytes in front, in base64url. */
const LEAST_ENTRY = 1_422;
/** One width in each browser: what breaks in one of the four breaks in one of the two. */
const WIDTHS: Readonly<Record<BrowserName, Device>> = { chromium: "desktop", firefox: "phone" };

const fieldOf = ({ page }: Visitor, id: string) =>
	page.evaluate((wanted) => document.querySelector<HTMLTextAreaElement>(`#${wanted}`)?.value ?? null, id);

/** Loads the page anew. */
async function reloads(visitor: Visitor): Promise<void> {
	await visitor.page.reload();
	await visitor.sees(arriving.heading);
}

/** What somebody typed that a tab keeps, opened with their words. */
async function openedBy(visitor: Visitor, { secrets }: StaffPhrase): Promise<string> {
	return JSON.stringify(openedDrafts(await shelvedBy(visitor.page), secrets.wrap).drafts);
}

/** Waits until a tab keeps all that somebody typed, and gives its entries. */
async function keeps(visitor: Visitor, typed: string, by: StaffPhrase): Promise<readonly string[]> {
	await expect.poll(() => openedBy(visitor, by)).toContain(typed);
	return shelvedBy(visitor.page);
}

/** Presses what begins with these words in a part of the page. */
async function pressesIn({ page }: Visitor, part: string, words: string): Promise<void> {
	const pressed = await page.waitForFunction(
		(where, wanted) => {
			const all = [...document.querySelectorAll<HTMLButtonElement>(`${where} button`)];
			const found = all.find(({ textContent }) => textContent.trim().startsWith(wanted));
			found?.click();
			return found !== undefined;
		},
		{ timeout: 60_000 },
		part,
		words,
	);
	await pressed.dispose();
}

/** Whether the browser would ask before the tab is closed. */
const asksBefore = ({ page }: Visitor) => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;
	let guardian: StaffPhrase;
	let deputy: StaffPhrase;

	beforeAll(async () => {
		scene = await openScene(name);
		const phraseOf = (login: LoginName) => staffPhrase(login, credentialsOf(scene, login).phrase.split(" "));
		[guardian, deputy] = [await phraseOf(GUARDIAN), await phraseOf(DEPUTY)];
	});
	afterAll(() => scene?.close());

	const titleOf = ({ form }: typeof PORTER) => form.concern.text.slice(0, 40);

	async function atDoor(device = WIDTHS[name]): Promise<Visitor> {
		const visitor = await atTheDoor(scene, device);
		acceptsDialogs(visitor);
		return visitor;
	}

	test("half a letter, and half of what a colleague was told, are there again after a reload, each for whoever typed it", async () => {
		const { reporter }: Raised = await raised(scene.stage, PORTER);
		const { caseTag } = reporter.raised;
		const visitor = await atDoor();
		const { hindered, look } = looker(visitor);
		await signsIn(scene, visitor, GUARDIAN);
		await opens(visitor, titleOf(PORTER));
		expect(await keptBy(visitor.page)).toEqual([]);
		await visitor.press(verbs.names.question);
		await visitor.write(verbs.letter, LETTER);
		const mine = await keeps(visitor, LETTER, guardian);
		expect(await keptBy(visitor.page)).toEqual(["sessionStorage"]);
		expect(mine.map(({ length }) => length)).toEqual([LEAST_ENTRY]);
		expect(shownBy(mine, [LETTER, LETTER.slice(0, 12), "question", GUARDIAN, caseTag, titleOf(PORTER)])).toEqual([]);
		expect(await asksBefore(visitor)).toBe(true);
		await visitor.press(shell.account);
		await visitor.press(turnover.away.link(shell.roles.guardian));
		await visitor.write(turnover.away.letter, AWAY);
		const alsoAway = await keeps(visitor, AWAY, guardian);
		expect(alsoAway).toHaveLength(1);
		expect(shownBy(alsoAway, [LETTER, AWAY])).toEqual([]);
		await reloads(visitor);
		expect(await visitor.text()).not.toContain(LETTER);

		await signsIn(scene, visitor, DEPUTY);
		await visitor.sees(today.heading);
		expect(await visitor.text()).not.toContain(today.unsent);
		await visitor.press(record.link);
		await visitor.write(raise.what.label, TOLD);
		const both = await keeps(visitor, TOLD, deputy);
		expect(both).toEqual([...alsoAway, both[1]]);
		expect(shownBy(both, [TOLD, "record", DEPUTY])).toEqual([]);
		expect(await visitor.page.evaluate(() => document.documentElement.outerHTML)).not.toContain(LETTER);
		await visitor.press(shell.signOut);
		await reads(visitor, arriving.told["signed-out"]);
		await reads(visitor, arriving.lockedKept);
		const [, deputys] = await shelvedBy(visitor.page);
		await reloads(visitor);

		await signsIn(scene, visitor, GUARDIAN);
		await reads(visitor, today.unsent);
		expect(await visitor.text()).not.toContain(today.unsentTo.record);
		await reads(visitor, verbs.names.question);
		await look("unsent");
		await visitor.press(today.unsentTo.away);
		await reads(visitor, verbs.kept);
		expect(await fieldOf(visitor, "letter")).toBe(AWAY);
		await look("away-kept");
		await visitor.press(shell.today);
		await pressesIn(visitor, ".unsent", titleOf(PORTER));
		await reads(visitor, verbs.kept);
		expect(await fieldOf(visitor, "letter")).toBe(LETTER);
		await visitor.write(verbs.letter, `${LETTER}${REST}`);
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		await expect.poll(() => openedBy(visitor, guardian)).not.toContain(LETTER);
		expect(await openedBy(visitor, guardian)).toContain(AWAY);
		await visitor.press(shell.today);
		await visitor.sees(today.heading);
		await reads(visitor, today.unsentTo.away);
		expect(await visitor.text()).not.toContain(verbs.names.question);
		await reloads(visitor);

		await signsIn(scene, visitor, DEPUTY);
		await reads(visitor, today.unsent);
		await look("unsent-told");
		await visitor.press(today.unsentTo.record);
		await visitor.sees(record.heading);
		expect(await visitor.text()).toContain(record.came);
		expect(await fieldOf(visitor, "text")).toBe(TOLD);
		expect(await shelvedBy(visitor.page)).toContain(deputys);
		await visitor.press(record.discard);
		await pressesIn(visitor, "details", record.discard);
		await visitor.sees(today.heading);
		expect(await openedBy(visitor, deputy)).toBe("[]");
		expect(await openedBy(visitor, guardian)).toContain(AWAY);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		expect(leaksIn(scene.tap.heard, [LETTER, TOLD])).toEqual([]);
		await visitor.page.close();
	});

	test("a letter that was sent although its answer never came is told apart from one that was not", async () => {
		const concern = await raised(scene.stage, THEATRE);
		const visitor = await atDoor();
		const { hindered, look } = looker(visitor);
		await signsIn(scene, visitor, GUARDIAN);
		await opens(visitor, titleOf(THEATRE));
		await visitor.press(verbs.names.acknowledgement);
		await visitor.write(verbs.letter, LETTER);
		await keeps(visitor, LETTER, guardian);
		// The same that this page would send, and of which it would not hear.
		await answer(concern, { purpose: "acknowledgement", compartment: "concern", text: LETTER });
		await visitor.press(verbs.send);
		await reads(visitor, verbs.conflict);
		const [sent] = verbs.sentAlready("|").split("|");
		await reads(visitor, sent ?? "");
		await reloads(visitor);
		await signsIn(scene, visitor, GUARDIAN);
		await pressesIn(visitor, ".unsent", titleOf(THEATRE));
		await reads(visitor, sent ?? "");
		expect(await visitor.text()).not.toContain(verbs.kept);
		expect(await fieldOf(visitor, "letter")).toBe(LETTER);
		await look("letter-sent-already");
		await visitor.write(verbs.letter, `${LETTER}${REST}`);
		await reads(visitor, verbs.kept);
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("an entry that somebody changed is no draft, and keeps nobody out", async () => {
		await raised(scene.stage, WARD_B7);
		const visitor = await atDoor();
		await signsIn(scene, visitor, GUARDIAN);
		await opens(visitor, titleOf(WARD_B7));
		await visitor.press(verbs.names.question);
		await visitor.write(verbs.letter, LETTER);
		const [entry = ""] = await keeps(visitor, LETTER, guardian);
		const changed = `${entry.slice(0, -9)}${entry.at(-9) === "A" ? "B" : "A"}${entry.slice(-8)}`;
		await visitor.page.evaluate((kept) => sessionStorage.setItem("drafts", kept), JSON.stringify([changed, 7, "<b>", "qAE"]));
		await reloads(visitor);
		await signsIn(scene, visitor, GUARDIAN);
		await reads(visitor, titleOf(WARD_B7));
		expect(await visitor.text()).not.toContain(today.unsent);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("once the last of it is thrown away the tab keeps nothing, and may be closed", async () => {
		const visitor = await atDoor();
		await signsIn(scene, visitor, GUARDIAN);
		await visitor.press(record.link);
		await visitor.write(raise.what.label, TOLD);
		await keeps(visitor, TOLD, guardian);
		await visitor.press(record.discard);
		await pressesIn(visitor, "details", record.discard);
		await visitor.sees(today.heading);
		expect(await keptBy(visitor.page)).toEqual([]);
		expect(await asksBefore(visitor)).toBe(false);
		await visitor.page.close();
	});

	test("a browser that keeps nothing for pages keeps what is typed as long as the page is open, and asks before it is closed", async () => {
		const visitor = await atDoor();
		await visitor.page.evaluateOnNewDocument(() => {
			const refuse = () => {
				throw new DOMException("The operation is insecure.", "SecurityError");
			};
			Object.defineProperty(window, "sessionStorage", { get: refuse });
		});
		await reloads(visitor);
		await signsIn(scene, visitor, GUARDIAN);
		await visitor.press(record.link);
		await visitor.write(raise.what.label, TOLD);
		expect(await asksBefore(visitor)).toBe(true);
		await visitor.press(shell.lock);
		await reads(visitor, arriving.lockedKept);
		expect(await asksBefore(visitor)).toBe(true);
		await visitor.write(arriving.words, credentialsOf(scene, GUARDIAN).phrase);
		await visitor.press(arriving.unlock);
		await visitor.sees(record.heading);
		expect(await fieldOf(visitor, "text")).toBe(TOLD);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("a tab that is open when the browser ends leaves what is sealed on the disk, at most, and nothing that can be read", async () => {
		const visitor = await atDoor();
		await signsIn(scene, visitor, GUARDIAN);
		await visitor.press(record.link);
		await visitor.write(raise.what.label, TOLD);
		const [entry = ""] = await keeps(visitor, TOLD, guardian);
		await scene.opened.end();
		const { profile } = scene.opened;
		expect(filesWith(profile, [TOLD, TOLD.slice(0, 20), LETTER, LETTER.slice(0, 20)])).toEqual([]);
		// So that the search is one that finds: Chromium writes the storage of its tabs down.
		if (name === "chromium") expect(filesWith(profile, [entry.slice(-40)]).length).toBeGreaterThan(0);
	});
});
