/** Two on staff at once, in both browsers: who is told of whom, and what a page that stays open says when something happens behind it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { type DemoConcern, PATHOLOGY, PORTER, THEATRE, WARD_B7 } from "../../infra/demo/concerns.ts";
import { readable } from "../story/cast.ts";
import { until } from "../story/narrator.ts";
import { inAt, looker, opens, tenMinutesPass } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { answer, atTheDesk, type Raised, raised } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { apart, type Device, reads, type Visitor } from "./harness/visitor.ts";

const { arriving, live, today, trail, verbs } = en;
const [GUARDIAN, DEPUTY] = ["guardian.northbrook", "deputy-guardian.northbrook"] as const;
/** One width in each browser, as for the rest of the desk. */
const WIDTHS: Readonly<Record<BrowserName, Device>> = { chromium: "phone", firefox: "desktop" };
const WAIT_SECONDS = 90;
const WATCH = "/api/desk/watch";
const titleOf = ({ form }: DemoConcern) => form.concern.text.slice(0, 40);

/** Turns away from the page and back to it: then it asks, without waiting for its minute. */
function turnsBack({ page }: Visitor): Promise<void> {
	return page.evaluate(() => {
		for (const state of ["hidden", "visible"]) {
			Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
			document.dispatchEvent(new Event("visibilitychange"));
		}
	});
}

/** Where the letter stands, what is in it, and whether it has the focus. */
function letterOf({ page }: Visitor) {
	return page.evaluate(() => {
		const letter = document.querySelector<HTMLTextAreaElement>("#letter");
		const { top = null, height = null } = letter?.getBoundingClientRect() ?? {};
		return { text: letter?.value, hasFocus: letter !== null && document.activeElement === letter, top, height, scrolled: scrollY };
	});
}

/** What a screen reader is told by itself. */
const toldAloud = ({ page }: Visitor) =>
	page.evaluate(() =>
		[...document.querySelectorAll(".live [role=status]")].map((each) => each.textContent ?? "").filter((text) => text !== ""),
	);

/** Opens a case of which nothing is due: it stands in a pile that is folded away. */
async function opensQuiet(visitor: Visitor, concern: DemoConcern): Promise<void> {
	await reads(visitor, today.piles.quiet);
	await visitor.page.evaluate(() => {
		for (const pile of document.querySelectorAll("details")) pile.open = true;
	});
	await opens(visitor, titleOf(concern));
}

const rowsOf = ({ page }: Visitor) =>
	page.evaluate(() => [...document.querySelectorAll(".today__open")].map((each) => each.textContent ?? ""));

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	const inAlone = async (login: string, device: Device) => inAt(scene, login, device, await apart(scene.opened));

	/** A concern that went up to the deputy, and was answered then: nothing more happens to it by itself. */
	async function sharedByTwo(concern: DemoConcern): Promise<Raised> {
		const given = await raised(scene.stage, concern);
		const deputy = await atTheDesk(scene.stage, DEPUTY);
		await until("the deputy to read it", WAIT_SECONDS, () => readable(deputy, given.reporter.raised.caseTag));
		const open = await readable(given.guardian, given.reporter.raised.caseTag);
		if (open === null) throw new Error("The guardian cannot read it.");
		const { tenure } = open.tenure.statement;
		await given.guardian.desk.triage(open, { severity: "S2", handler: tenure, compartment: "concern", text: "It is urgent." });
		for (const purpose of ["safety_action", "plan", "outcome"] as const)
			await answer(given, { purpose, compartment: "concern", text: "This is what we found." });
		return given;
	}

	test("two who have a case open see each other, and what one writes is told to the other, who loses neither letter nor place", async () => {
		await sharedByTwo(WARD_B7);
		const [mine, theirs] = [await inAlone(GUARDIAN, WIDTHS[name]), await inAlone(DEPUTY, "desktop")];
		const { hindered, look } = looker(mine);
		await mine.page.bringToFront();
		await opensQuiet(mine, WARD_B7);
		await reads(mine, live.beside.what);
		await look("live-alone");
		await theirs.page.bringToFront();
		await opensQuiet(theirs, WARD_B7);
		await turnsBack(theirs);
		await reads(theirs, live.beside.one("The Speak Up guardian"));
		await mine.page.bringToFront();
		await turnsBack(mine);
		await reads(mine, live.beside.one("The deputy guardian"));
		await look("live-beside");
		const typed = "Could you tell us on which nights this was, and";
		await mine.press(verbs.names.question);
		await mine.write(verbs.letter, typed);
		const before = await letterOf(mine);
		expect(before).toMatchObject({ text: typed, hasFocus: true });

		await theirs.page.bringToFront();
		const said = `The rota of March is with me. (${name})`;
		await theirs.press(verbs.names.note);
		await theirs.write(verbs.lettersOf.note.label, said);
		await theirs.press(verbs.send);
		await reads(theirs, verbs.doneQuiet);

		await mine.page.bringToFront();
		await turnsBack(mine);
		const told = trail.noted("The deputy guardian");
		await reads(mine, told);
		expect(await letterOf(mine)).toEqual(before);
		expect((await toldAloud(mine)).filter((each) => each.includes(told))).toHaveLength(1);
		expect(await mine.text()).not.toContain(said);
		await look("live-news");
		await mine.press(live.case.show);
		await reads(mine, said);
		expect(await letterOf(mine)).toMatchObject({ text: typed });
		const focused = () => mine.page.evaluate(() => document.activeElement?.textContent ?? "");
		await expect.poll(focused).toContain(told);
		expect(await focused()).toContain(live.fresh);
		expect((await toldAloud(mine)).filter((each) => each.includes(told))).toEqual([]);
		await look("live-shown");
		await mine.press(verbs.send);
		await reads(mine, verbs.done);
		expect(mine.complaints).toEqual([]);
		expect(hindered).toEqual([]);
		await mine.page.close();
		await theirs.page.close();
	});

	test("a list says that something is new, and moves nothing until somebody asks to see it", async () => {
		const visitor = await inAlone(GUARDIAN, WIDTHS[name]);
		const { hindered, look } = looker(visitor);
		await visitor.sees(today.heading);
		await reads(visitor, live.quiet);
		await raised(scene.stage, PORTER);
		const before = await rowsOf(visitor);
		await turnsBack(visitor);
		await reads(visitor, live.list);
		expect((await rowsOf(visitor)).length).toBe(before.length);
		await look("live-list");
		await visitor.press(today.look);
		await reads(visitor, titleOf(PORTER));
		// A page that cannot ask says so: silence would look like nothing new.
		const tellsAfterTurning = async () => {
			await turnsBack(visitor);
			return visitor.text();
		};
		scene.tap.decide = ({ url }) => (url.endsWith(WATCH) ? "cut" : "through");
		try {
			await expect.poll(tellsAfterTurning, { timeout: 60_000, interval: 1_000 }).toContain(live.cut);
		} finally {
			scene.tap.decide = () => "through";
		}
		await expect.poll(tellsAfterTurning, { timeout: 60_000, interval: 1_000 }).not.toContain(live.cut);
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("whoever writes while it goes up is told, sends all the same, and reads that it had gone up before", async () => {
		const { reporter, guardian } = await raised(scene.stage, PATHOLOGY);
		const visitor = await inAlone(GUARDIAN, WIDTHS[name]);
		const { hindered, look } = looker(visitor);
		await opens(visitor, titleOf(PATHOLOGY));
		await visitor.press(verbs.names.question);
		const typed = "Which night was it, and who was told of it?";
		await visitor.write(verbs.letter, typed);
		const shown = await visitor.page.evaluate(() => document.querySelectorAll(".story__entry").length);
		await until("it to go up once more", WAIT_SECONDS, async () => {
			const open = await readable(guardian, reporter.raised.caseTag);
			const steps = open?.case.trusted.filter(({ sequence, happening }) => sequence >= shown && happening.kind === "escalated");
			return (steps ?? []).length > 0 ? true : null;
		});
		const before = await letterOf(visitor);
		await turnsBack(visitor);
		await reads(visitor, live.case.up);
		expect(await letterOf(visitor)).toEqual(before);
		await look("live-up");
		await visitor.press(verbs.send);
		await reads(visitor, verbs.done);
		await reads(visitor, live.beforeUp("").trim());
		await look("live-sent-over");
		expect(hindered).toEqual([]);
		await visitor.page.close();
	});

	test("a page that asks by itself locks as if it did not, and its session's end and a case's end are told, with the letter kept", async () => {
		await sharedByTwo(THEATRE);
		const visitor = await inAlone(GUARDIAN, WIDTHS[name]);
		const { look } = looker(visitor);
		await opensQuiet(visitor, THEATRE);
		await visitor.press(verbs.names.question);
		const typed = "How is it going since then?";
		await visitor.write(verbs.letter, typed);
		// What the server tells of a case that somebody may not see any more.
		scene.tap.change = ({ url }, status, body) =>
			url.endsWith(WATCH) ? { status, body: Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), open: null })) } : null;
		await turnsBack(visitor);
		await reads(visitor, live.case.gone);
		await look("live-gone");
		expect(await letterOf(visitor)).toMatchObject({ text: typed });
		scene.tap.change = () => null;
		await turnsBack(visitor);
		const guardian = await atTheDesk(scene.stage, GUARDIAN);
		for (const { id, isThis } of await guardian.desk.account.sessions()) if (!isThis) await guardian.desk.account.endSession(id);
		await turnsBack(visitor);
		await visitor.sees(arriving.heading);
		await reads(visitor, arriving.told.expired);
		await visitor.page.close();
	});

	test("ten minutes without a touch lock a page, however often it asked", async () => {
		const visitor = await inAlone(GUARDIAN, WIDTHS[name]);
		await reads(visitor, live.quiet);
		await tenMinutesPass(visitor);
		await turnsBack(visitor);
		await visitor.sees(arriving.lockedHeading);
		expect(await rowsOf(visitor)).toEqual([]);
		await visitor.page.close();
	});
});
