/** What goes wrong at the desk, in both browsers: letters that are too long or hostile, what one may not see, and keys, sessions and people that end meanwhile. */
import type { CaseTag } from "@answerable/types/id";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { removalOf } from "../../apps/web/src/desk/organisation.ts";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { referenceOf } from "../../apps/web/src/desk/today.ts";
import { type DemoConcern, DRUG_TROLLEY, PATHOLOGY, PORTER, THEATRE, TOLD_MY_MANAGER, WARD_B7 } from "../../infra/demo/concerns.ts";
import { readable, speakUp } from "../story/cast.ts";
import { administratorOf } from "../story/joining.ts";
import { until } from "../story/narrator.ts";
import { signedTwice, tenureIn } from "../story/signing.ts";
import { inAt, looker, opens, signsIn, tenMinutesPass, unlocks } from "./harness/at-the-desk.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { HOSTILE, HOSTILE_LINE, markupIn, sidewaysAt, strayIn } from "./harness/hostile.ts";
import { answer, atTheDesk, clientOf, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { apart, reads, type Visitor } from "./harness/visitor.ts";

const { account, arriving, case: caseWords, lost, panel, shell, trailPage, trouble, verbs } = en;
const GUARDIAN = "guardian.northbrook";
/** As much as a letter holds, and more. */
const [LONGEST, MEGABYTE] = ["a ".repeat(449_999).trimEnd(), "a ".repeat(524_288).trimEnd()];
const titleOf = ({ form }: DemoConcern) => form.concern.text.slice(0, 40);

/** The letter in the form. */
const letterIn = ({ page }: Visitor) => page.evaluate(() => document.querySelector<HTMLTextAreaElement>("#letter")?.value ?? null);

/** Pastes into the letter: nobody types a megabyte. */
async function pastes(visitor: Visitor, text: string): Promise<void> {
	await reads(visitor, verbs.letter);
	await visitor.page.evaluate((pasted) => {
		const area = document.querySelector<HTMLTextAreaElement>("#letter");
		if (area === null) return;
		area.value = pasted;
		area.dispatchEvent(new Event("input", { bubbles: true }));
	}, text);
	expect((await letterIn(visitor))?.length).toBe(text.length);
}

/** Sends, unless the page found out by itself that the session is over. */
async function sendsIfIn({ page }: Visitor): Promise<void> {
	await page.bringToFront();
	await page.evaluate((send) => {
		[...document.querySelectorAll<HTMLElement>("button")].find(({ textContent }) => textContent?.trim() === send)?.click();
	}, verbs.send);
}

/** What letters of a case say to its reporter. */
async function toldTo(scene: Scene, words: string): Promise<readonly string[]> {
	const { mailbox, findings } = await clientOf(scene.stage, words);
	expect(findings).toEqual([]);
	return mailbox.case.letters.map(({ says }) => (typeof says !== "string" && says.kind === "letter" ? says.content.text : ""));
}

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterEach(() => {
		scene.tap.change = () => null;
	});
	afterAll(() => scene?.close());

	test("a letter of a megabyte is told to be too long before it is sent, survives a lock, and the longest that fits arrives, either way", async () => {
		const concern = await raised(scene.stage, PATHOLOGY);
		await (await clientOf(scene.stage, concern.words)).reply({ purpose: "reply", compartment: "private", text: `${LONGEST}z` });
		const visitor = await inAt(scene, GUARDIAN, "phone");
		const { hindered, look } = looker(visitor);
		await opens(visitor, titleOf(PATHOLOGY));
		await visitor.press(en.letter.showAll);
		await reads(visitor, `${LONGEST.slice(-100)}z`);
		await visitor.press(verbs.names.question);
		await pastes(visitor, MEGABYTE);
		const sent = scene.tap.heard.length;
		await visitor.press(verbs.send);
		await reads(visitor, verbs.tooLong);
		const told = await visitor.page.evaluate(() => document.querySelector("#letter")?.getAttribute("aria-describedby")?.split(" ") ?? []);
		expect(told).toContain("letter-error");
		expect(scene.tap.heard.slice(sent).filter(({ method, url }) => method === "POST" && url.endsWith("/acts"))).toEqual([]);
		await tenMinutesPass(visitor);
		await unlocks(scene, visitor, GUARDIAN);
		await reads(visitor, verbs.kept);
		expect((await letterIn(visitor))?.length).toBe(MEGABYTE.length);
		await pastes(visitor, LONGEST);
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		await look("long-letter-sent");
		expect((await toldTo(scene, concern.words)).filter((text) => text === LONGEST)).toHaveLength(1);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("hostile words are text wherever they stand, and nothing runs, breaks out, turns round or pushes the page wide", async () => {
		const { form } = THEATRE;
		const concern = await raised(scene.stage, {
			title: "Hostile",
			form: {
				...form,
				concern: { ...form.concern, text: HOSTILE, unit: HOSTILE_LINE, raisedBefore: HOSTILE_LINE },
				private: { ...form.private, how: "confidentially", name: HOSTILE_LINE, contact: HOSTILE_LINE },
			},
		});
		await (await clientOf(scene.stage, concern.words)).reply({ purpose: "reply", compartment: "concern", text: `half \ud83d ${HOSTILE}` });
		const action = { owner: HOSTILE_LINE, by: "2026-01-05" as never };
		await answer(concern, { purpose: "reply", compartment: "notes", text: HOSTILE, beside: { action } });
		const visitor = await inAt(scene, GUARDIAN, "phone");
		await visitor.page.setViewport({ width: 320, height: 640 });
		const { hindered, look } = looker(visitor);
		const found: string[] = [];
		const looks = async (page: string) => {
			await look(`hostile-${page}`);
			for (const fault of [...(await markupIn(visitor)), ...(await strayIn(visitor)), ...(await sidewaysAt(visitor))])
				found.push(`${page}: ${fault}`);
		};
		const [title = ""] = HOSTILE.split("\n");
		await reads(visitor, en.today.agreedLate);
		await looks("today");
		await opens(visitor, title.slice(0, 30));
		await reads(visitor, "half \ufffd");
		expect(await visitor.text()).toContain(title);
		await visitor.press(caseWords.reporters);
		await looks("case");
		await visitor.press(caseWords.trailLink);
		await visitor.sees(trailPage.heading);
		await reads(visitor, trailPage.proof.signed);
		await looks("trail");
		await visitor.press(shell.back);
		await reads(visitor, verbs.heading);
		await visitor.press(panel.link);
		await reads(visitor, panel.withoutIdentity);
		await visitor.press(panel.choices.letters.label);
		await visitor.press(panel.choices.identity.label);
		await reads(visitor, panel.withIdentity);
		await looks("panel");
		expect(found).toEqual([]);
		expect(hindered).toEqual([]);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});

	test("a case that somebody is left out of is answered and told like one that there is not", async () => {
		const { caseTag: own } = (await raised(scene.stage, PORTER)).reporter.raised;
		const about = await raisedAbout(scene);
		const unknown = "ab".repeat(32) as CaseTag;
		// A list that lies: the case of another stands in it, and one that there is not.
		scene.tap.change = ({ method, url }, status, body) => {
			if (method !== "GET" || !/\/api\/desk\/cases(\?.*)?$/.test(url)) return null;
			const inbox = JSON.parse(body.toString()) as { readonly rows: readonly { readonly caseTag: CaseTag }[] };
			const row = inbox.rows.find(({ caseTag }) => caseTag === own);
			return {
				status,
				body: Buffer.from(JSON.stringify({ ...inbox, rows: [...inbox.rows, ...[about, unknown].map((caseTag) => ({ ...row, caseTag }))] })),
			};
		};
		const visitor = await inAt(scene, GUARDIAN, "desktop");
		const pages: string[] = [];
		for (const caseTag of [about, unknown]) {
			const reference = referenceOf(caseTag);
			await reads(visitor, reference);
			await visitor.page.evaluate((wanted) => {
				[...document.querySelectorAll<HTMLElement>(".today__open")].find((row) => row.textContent?.includes(wanted))?.click();
			}, reference);
			await reads(visitor, trouble.gone);
			await looker(visitor).look("case-not-mine");
			pages.push((await visitor.text()).replaceAll(reference, "…"));
			await visitor.press(shell.today);
			await visitor.sees(en.today.heading);
		}
		expect(pages[0]).toBe(pages[1]);
		const asked = scene.tap.heard.filter(({ url }) => [about, unknown].some((tag) => url.includes(tag)));
		expect(asked.map(({ method }) => method)).toEqual(["GET", "GET"]);
		await visitor.page.close();
	});

	test("somebody whose key ends while they write is told the way out, and has what they wrote; somebody who is removed is told where to ask", async () => {
		const { reporter } = await raised(scene.stage, WARD_B7);
		const { caseTag } = reporter.raised;
		const deputy = await atTheDesk(scene.stage, "deputy-guardian.northbrook");
		await until("the deputy to read it", 90, () => readable(deputy, caseTag));
		const visitor = await inAt(scene, deputy.login, "phone");
		const { hindered, look } = looker(visitor);
		const typed = "I will look at the rota tonight";
		await opens(visitor, titleOf(WARD_B7));
		await visitor.press(verbs.names.question);
		await visitor.write(verbs.letter, typed);
		const roots = [
			await atTheDesk(scene.stage, "ned-lead.northbrook"),
			await atTheDesk(scene.stage, "board-secretary.northbrook"),
		] as const;
		const { enacted } = await signedTwice(roots, removalOf(tenureIn(deputy, "deputy_guardian"), "left"));
		expect(enacted).toBe(true);
		await visitor.press(verbs.send);
		await reads(visitor, trouble.gone);
		await look("key-ended");
		expect(await letterIn(visitor)).toBe(typed);
		expect(JSON.stringify(await toldTo(scene, reporter.raised.words.join(" ")))).not.toContain(typed);
		const { desk } = await administratorOf(scene.stage);
		const person = (await desk.admin.people()).find(({ name: login }) => login === deputy.login);
		if (person === undefined) throw new Error("The administrator does not know the deputy.");
		await desk.admin.remove(person.id);
		await sendsIfIn(visitor);
		await visitor.sees(arriving.heading);
		await reads(visitor, arriving.told.expired);
		expect(await visitor.text()).toContain(lost.link);
		expect(await visitor.text()).not.toContain(typed);
		await look("removed");
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("who signs out everywhere from another device finds, on this one, where to sign in, and then the letter that was begun here", async () => {
		const concern = await raised(scene.stage, DRUG_TROLLEY);
		const visitor = await inAt(scene, GUARDIAN, "phone");
		const typed = `Which night was it? (${name})`;
		await opens(visitor, titleOf(DRUG_TROLLEY));
		await visitor.press(verbs.names.question);
		await visitor.write(verbs.letter, typed);
		const other = await inAt(scene, GUARDIAN, "desktop", await apart(scene.opened));
		await other.press(shell.account);
		await reads(other, account.here);
		await other.press(account.endAll);
		await other.sees(arriving.heading);
		await other.page.close();
		await sendsIfIn(visitor);
		await visitor.sees(arriving.heading);
		await reads(visitor, arriving.told.expired);
		await signsIn(scene, visitor, GUARDIAN);
		await reads(visitor, verbs.kept);
		expect(await letterIn(visitor)).toBe(typed);
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		expect(await toldTo(scene, concern.words)).toContain(typed);
		await visitor.page.close();
	});
});

/** A concern about the guardian, which the one of another organisation gets. */
async function raisedAbout({ stage }: Scene): Promise<CaseTag> {
	const { raised: about } = await speakUp(stage, "northbrook", TOLD_MY_MANAGER);
	const buddy = await atTheDesk(stage, "guardian.elmvale");
	await until("the other guardian to read it", 90, () => readable(buddy, about.caseTag));
	return about.caseTag;
}
