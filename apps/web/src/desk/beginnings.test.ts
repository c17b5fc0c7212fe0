import type { Beside } from "@answerable/types/content";
import type { LoginName } from "@answerable/types/desk";
import type { CivilDate } from "@answerable/types/time";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { connectReporter, type Reporter } from "../reporter/reporter.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { fetchBeginnings, openBeginning } from "./beginnings.ts";
import type { CaseChoice, OpenCase } from "./case.ts";
import { type Desk, signInToDesk } from "./desk.ts";
import { newTie, tiedTo, tieWords } from "./link.ts";

let world: StandIn;
let reporter: Reporter;
let desk: Desk;
let deputy: Desk;
const GUARDIAN = "amina.guardian" as LoginName;
const DEPUTY = "dele.deputy" as LoginName;

async function signedIn(name: LoginName): Promise<Desk> {
	const phrase = world.phrases.get(name)?.phrase.words.join(" ") ?? "";
	const answer = await signInToDesk({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) }, { name, phrase, code: CODE });
	if (answer.outcome !== "signed-in") throw new Error(answer.what);
	return answer.desk;
}

beforeAll(async () => {
	world = new StandIn();
	await world.appoint("guardian", GUARDIAN);
	await world.appoint("deputy_guardian", DEPUTY);
	for (const role of ["ned_lead", "ceo", "chair", "external_body"] as const) await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
	desk = await signedIn(GUARDIAN);
	deputy = await signedIn(DEPUTY);
});
afterEach(() => {
	world.lies = {};
});

async function raised() {
	const { caseTag, words } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
	world.tick();
	const tenure = desk.session.tenures[0]?.statement.tenure;
	if (tenure === undefined) throw new Error("no tenure");
	return { caseTag, tenure, words };
}

const listedOf = async (choice: Awaited<ReturnType<typeof raised>>) => {
	const [beginning] = await fetchBeginnings(desk.session, [choice]);
	return beginning === undefined ? null : openBeginning(desk.session, beginning);
};

describe("a beginning", () => {
	test("tells what a list shows and a search finds, and opens no more than that", async () => {
		const choice = await raised();
		const listed = await listedOf(choice);
		const { text, unit, subject } = FORM.concern;
		expect(listed).toMatchObject({ unit, subject, ties: [], answeredAt: null, reached: 0 });
		expect(text.startsWith(listed?.title.replace(/ …$/, "") ?? "?")).toBe(true);
		expect(JSON.stringify(listed)).not.toContain(FORM.private.workerGroup);
	});

	test("whose letter was swapped, or whose raise was, is not believed; another case than the one asked for is refused", async () => {
		const [choice, other] = [await raised(), await raised()];
		world.lies.desk = (honest) => ({ ...honest, letters: world.cases.get(other.caseTag)?.letters ?? [] });
		expect(await listedOf(choice)).toBeNull();
		world.lies.desk = (honest) => ({ ...honest, events: world.cases.get(other.caseTag)?.events ?? [] });
		await expect(listedOf(choice)).rejects.toMatchObject({ code: "other-case" });
	});
});

describe("what is still to be done", () => {
	const action = { owner: "ward manager", by: "2026-12-01" as CivilDate };
	const wrote = async (as: Desk, choice: CaseChoice, text: string, beside: Beside) =>
		(await as.letter(await as.open(choice), { purpose: "reply", compartment: "notes", text, beside })).event.sequence;
	const toDoOf = async (choice: CaseChoice, seen: OpenCase | null = null) => {
		const [beginning] = await fetchBeginnings(desk.session, [choice]);
		const listed = beginning === undefined ? null : openBeginning(desk.session, beginning, seen?.case);
		return listed?.toDo.map(({ what }) => what);
	};

	test("is known of what I wrote without opening the case, until I wrote that it was done", async () => {
		const choice = await raised();
		const moved = await wrote(desk, choice, "Move the rota", { action });
		await wrote(desk, choice, "Ask the matron", { action });
		expect(await toDoOf(choice)).toEqual(["Move the rota", "Ask the matron"]);
		await wrote(desk, choice, "Moved.", { news: { of: moved, became: "done" } });
		expect(await toDoOf(choice)).toEqual(["Ask the matron"]);
	});

	test("of what a colleague wrote is known once I opened the case, and of a case that another handles, never", async () => {
		const choice = await raised();
		world.pass(world.secondsTo(1));
		const theirs = { caseTag: choice.caseTag, tenure: deputy.session.tenures[0]?.statement.tenure ?? choice.tenure };
		const kept = await wrote(desk, choice, "Move the rota", { action });
		await wrote(deputy, theirs, "Moved.", { news: { of: kept, became: "done" } });
		await wrote(deputy, theirs, "Look at it again", { action });
		expect(await toDoOf(choice)).toEqual(["Move the rota"]);
		expect(await toDoOf(choice, await desk.open(choice))).toEqual(["Look at it again"]);
		await desk.handTo(await desk.open(choice), { handler: theirs.tenure });
		expect(await toDoOf(choice, await desk.open(choice))).toEqual([]);
	});
});

describe("a tie", () => {
	test("names the other case in the note alone, and is believed only where the event says the same", async () => {
		const { caseTag } = await raised();
		const [one, two] = [newTie(caseTag, "They belong together."), newTie(caseTag, "They belong together.")];
		expect(one.other).not.toBe(two.other);
		expect([tiedTo(one.text, one.other), tiedTo(one.text, two.other), tiedTo("no tie", one.other)]).toEqual([caseTag, null, null]);
		expect(tieWords(one.text)).toBe("They belong together.");
	});

	test("of two cases stands in both, is told to both reporters without the other's name, and costs neither their words", async () => {
		const [left, right] = [await raised(), await raised()];
		const [one, two] = [await desk.open(left), await desk.open(right)];
		await desk.link(one, { other: right.caseTag, words: "The same night." });
		await desk.link(two, { other: left.caseTag, words: "The same night." });
		world.tick();
		expect([(await listedOf(left))?.ties, (await listedOf(right))?.ties]).toEqual([[right.caseTag], [left.caseTag]]);
		for (const [mine, theirs] of [[left, right] as const, [right, left] as const]) {
			const back = await reporter.comeBack(SLUG, mine.words.join(" "));
			if (back.outcome !== "opened") throw new Error(back.outcome);
			const events = back.case.mailbox.case.events;
			expect(events.map(({ happening }) => happening.kind)).toContain("linked");
			expect(JSON.stringify([events, back.case.mailbox.case.letters])).not.toContain(theirs.caseTag);
		}
		// Whoever tries again finds it done.
		await expect(desk.link(await desk.open(left), { other: right.caseTag, words: "Again." })).resolves.toBeNull();
	});
});
