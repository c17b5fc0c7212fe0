/**
 * The concerns of the reference's demonstration set (§9) and the tricky ones, handled at the desk from the first look to the end by whoever
 * must have them, through the desk's own client or through the pages, by the keyboard alone. Nobody who is left out learns of them.
 */
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/desk/pages/words/en/all.ts";
import { EMPTY, formOf } from "../../apps/web/src/raising/draft.ts";
import { checkedIntake, type Party, type Reporter, readable, rowOf, speakUp } from "../story/cast.ts";
import { until } from "../story/narrator.ts";
import { inAt } from "./harness/at-the-desk.ts";
import { BROWSERS, type BrowserName } from "./harness/browsers.ts";
import { EXAMPLES, type Example, type Goes } from "./harness/examples.ts";
import { keyboardOf } from "./harness/keyboard.ts";
import { NIGHT_SHIFTS } from "./harness/raising.ts";
import { atTheDesk, clientOf } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { apart, reads, type Visitor } from "./harness/visitor.ts";

const { case: caseWords, verbs } = en;
const SLUG = "northbrook";
const OUTCOME = "We looked into it and found that you were right. From Monday it is done another way, and the matron sees to it.";
const SAFE = "From tonight somebody stands by, and the matron looks at it every morning.";
/** By the pages: in one browser one that its own guardian has, and one that the guardian of another organisation must have; in the other all. */
const BY_KEYBOARD: Readonly<Record<BrowserName, readonly Example[]>> = {
	chromium: EXAMPLES.filter(({ goes }, index) => index === 0 || goes.first !== undefined),
	firefox: EXAMPLES,
};
/** What remains, through the client alone. */
const BY_CLIENT: Readonly<Record<BrowserName, readonly Example[]>> = {
	chromium: EXAMPLES.filter((example) => !BY_KEYBOARD.chromium.includes(example)),
	firefox: [],
};

let scene: Scene;

/** Raises an example as its reporter would have, without the pages. */
async function raisedBy({ text, goes: _, hides: __, ...given }: Example): Promise<Reporter> {
	const answers = { ...NIGHT_SHIFTS, unit: "", ...given };
	const { intake } = await checkedIntake(scene.stage, SLUG);
	const holders = intake.holders.filter(({ statement }) => answers.which?.includes(statement.role as "medical_director"));
	const form = formOf({
		...EMPTY,
		...answers,
		text,
		subject: answers.about,
		named: holders.map(({ statement }) => statement.person),
		inLine: answers.inLine ?? [],
		external: answers.outside,
	});
	return speakUp(scene.stage, SLUG, { title: text, form });
}

/** Under which name somebody in a role signs in: another organisation's guardian is one of its own. */
function loginOf(role: Role): string {
	return role === "buddy_guardian" ? "guardian.elmvale" : `${role.replaceAll("_", "-")}.${SLUG}`;
}

const partyOf = (role: Role): Promise<Party> => atTheDesk(scene.stage, loginOf(role));

/** Whoever must have a concern first, once they can read it. */
async function firstReader({ goes }: Example, caseTag: CaseTag): Promise<Party> {
	const first = await partyOf(goes.first?.[0] ?? "guardian");
	await until("the first to read it", 90, () => readable(first, caseTag));
	return first;
}

/** Acknowledges, triages, keeps people safe where that is owed, says what came of it, and closes: each act over the case as it is by then. */
async function handles(party: Party, caseTag: CaseTag): Promise<void> {
	const now = async () => {
		const open = await readable(party, caseTag);
		if (open === null) throw new Error(`${party.login} cannot read it any more.`);
		return open;
	};
	const { desk } = party;
	await desk.letter(await now(), { purpose: "acknowledgement", compartment: "concern", text: "Thank you. I have read what you wrote." });
	const open = await now();
	const { tenure, severity } = open.desk.row;
	await desk.triage(open, { severity, handler: tenure, compartment: "concern", text: "It is as urgent as you said. I handle it." });
	await desk.letter(await now(), { purpose: "outcome", compartment: "concern", text: OUTCOME });
	if (open.case.events.some(({ happening }) => happening.kind === "raised" && happening.statement.safetyAction)) {
		await expect(desk.close(await now(), { reason: "outcome" })).rejects.toMatchObject({ code: "no-outcome-yet" });
		await desk.letter(await now(), { purpose: "safety_action", compartment: "concern", text: SAFE });
	}
	await desk.close(await now(), { reason: "outcome" });
}

/** What the reporter finds in the end, and what those who are left out do not. */
async function endedWell({ raised }: Reporter, { as, not = [] }: Goes): Promise<void> {
	const { mailbox, findings, view } = await clientOf(scene.stage, raised.words.join(" "));
	const kinds = mailbox.case.events.map(({ happening }) => happening.kind);
	expect(kinds).toEqual(expect.arrayContaining(["letter", "triaged", "closed"]));
	expect(findings).toEqual([]);
	expect(mailbox.case.events.flatMap(({ happening }) => (happening.kind === "raised" ? [happening.statement.severity] : []))).toEqual([as]);
	expect(mailbox.case.letters.some(({ says }) => typeof says !== "string" && says.kind === "letter" && says.content.text === OUTCOME)).toBe(
		true,
	);
	expect(view?.expected).toEqual([]);
	for (const role of not.flatMap(([roles]) => roles)) await knowsNothing(await partyOf(role), raised.caseTag);
}

/** Not in their list, and not by its tag either. */
async function knowsNothing(party: Party, caseTag: CaseTag): Promise<void> {
	expect(await rowOf(party, caseTag), party.login).toBeNull();
	const [own] = party.desk.session.tenures;
	if (own === undefined) throw new Error(`${party.login} holds no post.`);
	await expect(party.desk.open({ caseTag, tenure: own.statement.tenure })).rejects.toMatchObject({ code: "not-found" });
}

/** Goes to a case of the list with Tab, opens it, and writes what is owed. */
async function handlesByKeyboard(visitor: Visitor, text: string, owesSafety: boolean): Promise<void> {
	const { tabTo, enter, openForm, openRow } = keyboardOf(visitor);
	const { keyboard } = visitor.page;
	const title = text.slice(0, 30);
	await reads(visitor, title);
	await openRow(title);
	await reads(visitor, verbs.heading);
	const writes = async (verb: keyof typeof verbs.names, letter: string) => {
		await openForm(verbs.names[verb]);
		await tabTo(verbs.letter);
		await keyboard.down("Control");
		await keyboard.press("a");
		await keyboard.up("Control");
		await keyboard.type(letter);
		await enter(verbs.send);
		await reads(visitor, letter);
	};
	await writes("acknowledgement", "Thank you for telling us.");
	await writes("triage", "It is as urgent as you said.");
	if (owesSafety) await writes("safety_action", SAFE);
	await writes("outcome", OUTCOME);
	await openForm(verbs.names.close);
	await enter(verbs.send);
	await reads(visitor, caseWords.aheadClosed);
}

describe.each(BROWSERS)("in %s", (name) => {
	/** Whoever signed in, each in a window of their own. */
	const desks = new Map<string, Visitor>();

	beforeAll(async () => {
		scene = await openScene(name);
		desks.clear();
	});
	afterAll(() => scene?.close());

	async function deskOf(login: string): Promise<Visitor> {
		const known = desks.get(login) ?? (await inAt(scene, login, "desktop", await apart(scene.opened)));
		desks.set(login, known);
		await known.page.bringToFront();
		await known.press(en.shell.today);
		await known.sees(en.today.heading);
		return known;
	}

	test.each(BY_CLIENT[name])("through the desk's client: $text", async (example) => {
		const reporter = await raisedBy(example);
		const { caseTag } = reporter.raised;
		const first = await firstReader(example, caseTag);
		if (example.goes.as === "S1")
			await until("the deputy to read it at once", 90, async () => readable(await partyOf("deputy_guardian"), caseTag));
		await handles(first, caseTag);
		await endedWell(reporter, example.goes);
	});

	test.each(BY_KEYBOARD[name])("by the keyboard alone: $text", async (example) => {
		const visitor = await deskOf(loginOf(example.goes.first?.[0] ?? "guardian"));
		const reporter = await raisedBy(example);
		await firstReader(example, reporter.raised.caseTag);
		await visitor.press(en.today.look);
		await handlesByKeyboard(
			visitor,
			example.text,
			reporter.raised.promise.statement.due.some(({ clock }) => clock === "safety_action"),
		);
		await endedWell(reporter, example.goes);
		expect(visitor.complaints).toEqual([]);
		expect(await visitor.hindrances()).toEqual([]);
	});
});
