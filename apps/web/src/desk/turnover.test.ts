/** Giving, covering and leaving, over a stand-in for the server that leaves nobody out and checks nothing that is not signed. */
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import type { CheckedIntake } from "../reporter/intake.ts";
import { connectReporter, type Reporter } from "../reporter/reporter.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { type Desk, signInToDesk } from "./desk.ts";

const AWAY = "I am away from Monday to Friday.";

let world: StandIn;
let reporter: Reporter;
let words: readonly string[];
let caseTag: CaseTag;
let directory: CheckedIntake;
const desks = new Map<Role, Desk>();

beforeAll(async () => {
	world = new StandIn();
	const named: readonly (readonly [Role, string])[] = [
		["guardian", "amina.guardian"],
		["deputy_guardian", "dee.deputy"],
	];
	for (const role of ["chair", "exec_lead", "ceo", "ned_lead", "external_body"] as const) await world.appoint(role);
	for (const [role, name] of named) await world.appoint(role, name as LoginName);
	const options = { origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] };
	reporter = connectReporter(options);
	for (const [role, name] of named) {
		const phrase = world.phrases.get(name as LoginName)?.phrase.words.join(" ") ?? "";
		const signedIn = await signInToDesk(options, { name: name as LoginName, phrase, code: CODE });
		if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
		desks.set(role, signedIn.desk);
	}
	directory = await desk("guardian").directory(SLUG, world.pins());
});

beforeEach(() => {
	world.lies = {};
	world.cases.clear();
});

function desk(role: Role): Desk {
	const found = desks.get(role);
	if (found === undefined) throw new Error(`no desk of ${role}`);
	return found;
}

const staffOf = (role: Role) => {
	const found = world.staff.find((each) => each.role === role);
	if (found === undefined) throw new Error(`no ${role}`);
	return found;
};
const tenureOf = (role: Role): TenureId => staffOf(role).mine.statement.tenure;
const outline = (role: Role, tag = caseTag) => desk(role).openOutline({ caseTag: tag, tenure: tenureOf(role) });

/** By whom a list says that the case was given. */
async function giverFor(role: Role): Promise<Role | null | undefined> {
	const beginnings = await desk(role).beginnings([{ caseTag, tenure: tenureOf(role) }]);
	return beginnings.get(caseTag)?.(null)?.givenBy;
}

/** Raises a concern; about the holder of a role, if one is given. */
async function raise(about: Role | null = null): Promise<CaseTag> {
	const form =
		about === null ? FORM : { ...FORM, concern: { ...FORM.concern, subject: "exec_lead" as const }, named: [staffOf(about).person] };
	({ words, caseTag } = await reporter.raise(await reporter.intake(SLUG, world.pins()), form));
	world.tick();
	return caseTag;
}

async function comeBack() {
	const back = await reporter.comeBack(SLUG, words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

/** How often the reporter was told of the absence. */
const timesTold = async () =>
	(await comeBack()).mailbox.case.letters.filter(
		({ says }) => typeof says !== "string" && says.kind === "letter" && says.content.text === AWAY,
	).length;

const between = () => ({ from: tenureOf("guardian"), to: tenureOf("deputy_guardian"), directory });

describe("whom a case can be given to", () => {
	test("are those who lack something that their role may have, guardians first; with what they have and what they may have", async () => {
		await raise();
		world.pass(world.secondsTo(2));
		const colleagues = await desk("guardian").colleagues(await outline("guardian"), directory);
		expect(colleagues.map(({ role, gives, has }) => [role, gives, has])).toEqual([
			["ned_lead", ["concern"], []],
			["ceo", ["concern"], []],
			["chair", ["concern"], []],
		]);
	});

	test("is never anybody whom it is about, nor a key that was not checked, whatever the server offers", async () => {
		await raise("exec_lead");
		const unchecked = { ...directory, holders: directory.holders.filter(({ statement }) => statement.role !== "ceo") };
		const offered = await desk("guardian").colleagues(await outline("guardian"), unchecked);
		expect(world.state(caseTag).excluded).toContain(staffOf("exec_lead").person);
		expect(offered.map(({ role }) => role)).not.toContain("exec_lead");
		expect(offered.map(({ role }) => role)).not.toContain("ceo");
		expect(offered.map(({ role }) => role)).toContain("chair");
	});
});

describe("cover", () => {
	test("gives the deputy each open case, tells its reporter once, and says in the deputy's list whose case it is", async () => {
		await raise();
		expect(await desk("guardian").cover({ ...between(), letter: AWAY })).toEqual({ given: 1, notGiven: [] });
		expect(Object.keys((await outline("deputy_guardian")).keys).sort()).toEqual(["concern", "notes"]);
		expect([await giverFor("deputy_guardian"), await giverFor("guardian")]).toEqual(["guardian", null]);
		expect(await desk("guardian").cover({ ...between(), letter: AWAY })).toEqual({ given: 1, notGiven: [] });
		expect(await timesTold()).toBe(1);
		world.advance(86_400);
		await desk("guardian").cover({ ...between(), letter: AWAY });
		expect(await timesTold()).toBe(2);
	});

	test("moves no due time, and its letter stops no clock", async () => {
		await raise();
		const before = world.state(caseTag).runnings;
		await desk("guardian").cover({ ...between(), letter: AWAY });
		expect(world.state(caseTag).runnings).toEqual(before);
	});

	test("writes nothing to whoever waits for a real reply, or where nobody is to be told", async () => {
		await raise();
		await desk("guardian").cover({ ...between(), letter: null });
		expect(await timesTold()).toBe(0);
		await (await comeBack()).reply({ purpose: "reply", compartment: "concern", text: "There was a third fall." });
		expect(await desk("guardian").cover({ ...between(), letter: AWAY })).toEqual({ given: 1, notGiven: [] });
		expect(await timesTold()).toBe(0);
	});

	const note = { purpose: "reply", compartment: "notes", text: "Call the ward." } as const;

	test("a note after the reporter's letter is no reply: they still wait for a real one", async () => {
		await raise();
		await (await comeBack()).reply({ purpose: "reply", compartment: "concern", text: "There was a third fall." });
		world.advance(2 * 86_400);
		await desk("guardian").letter(await outline("guardian"), note);
		world.advance(2 * 86_400);
		await desk("guardian").cover({ ...between(), letter: AWAY });
		expect(await timesTold()).toBe(0);
	});

	test("a note of today tells the reporter nothing of an absence: they are told", async () => {
		await raise();
		await desk("guardian").letter(await outline("guardian"), note);
		await desk("guardian").cover({ ...between(), letter: AWAY });
		expect(await timesTold()).toBe(1);
	});

	test("neither gives nor tells of a case from which the deputy is left out, and gives the rest", async () => {
		const tag = await raise("deputy_guardian");
		expect(world.state(tag).excluded).toContain(staffOf("deputy_guardian").person);
		const told = timesTold;
		expect(await desk("guardian").cover({ ...between(), letter: AWAY })).toEqual({
			given: 0,
			notGiven: [{ caseTag: tag, why: "excluded-person" }],
		});
		expect(await told()).toBe(0);
		await raise();
		const steps: number[] = [];
		const { given } = await desk("guardian").cover({ ...between(), letter: AWAY, onProgress: ({ total }) => steps.push(total) });
		expect([given, ...steps]).toEqual([1, 2, 2]);
	});
});

describe("leaving", () => {
	test("passes on what I handle together with the case; what somebody else handles stays theirs", async () => {
		const mine = await raise();
		const triage = { severity: "S2", handler: tenureOf("guardian"), compartment: "concern", text: "I handle it." } as const;
		await desk("guardian").triage(await desk("guardian").open({ caseTag, tenure: tenureOf("guardian") }), triage);
		const other = await raise();
		expect(await desk("guardian").handOver({ ...between(), isLeaving: true })).toEqual({ given: 2, notGiven: [] });
		expect([world.state(mine).handler, world.state(other).handler]).toEqual([tenureOf("deputy_guardian"), null]);
		expect((await outline("deputy_guardian", mine)).case.findings).toEqual([]);
	});

	test("passes on what the colleague could open before, of which nothing is left to be given", async () => {
		await raise();
		const triage = { severity: "S2", handler: tenureOf("guardian"), compartment: "concern", text: "I handle it." } as const;
		await desk("guardian").triage(await desk("guardian").open({ caseTag, tenure: tenureOf("guardian") }), triage);
		await desk("guardian").cover({ ...between(), letter: null });
		expect(await desk("guardian").handOver({ ...between(), only: () => false, isLeaving: true })).toEqual({ given: 0, notGiven: [] });
		expect(world.state(caseTag).handler).toBe(tenureOf("deputy_guardian"));
	});

	test("gives nobody a case from which they are left out, whatever list the server makes", async () => {
		await raise("deputy_guardian");
		const { case: read } = await outline("guardian");
		expect(read.state?.excluded).toContain(staffOf("deputy_guardian").person);
		const grant = { grantee: tenureOf("deputy_guardian"), opens: ["concern"], directory } as const;
		await expect(desk("guardian").grant(await outline("guardian"), grant)).rejects.toMatchObject({ code: "excluded-person" });
	});
});

describe("somebody whose key ended while they typed", () => {
	test("is told that there is nothing for them, and nothing was written; a colleague whose key ended is not given anything", async () => {
		await raise();
		const leaver = await world.appoint("buddy_guardian");
		const checked = await desk("guardian").directory(SLUG, world.pins());
		const [seen, deputy] = [await outline("guardian"), staffOf("deputy_guardian")];
		world.remove(leaver);
		const grant = { grantee: leaver.mine.statement.tenure, opens: ["concern"], directory: checked } as const;
		await expect(desk("guardian").grant(seen, grant)).rejects.toMatchObject({ code: "stale-keys" });
		const now = await desk("guardian").directory(SLUG, world.pins());
		await expect(desk("guardian").grant(seen, { ...grant, directory: now })).rejects.toMatchObject({ code: "no-grantee" });
		await desk("guardian").cover({ ...between(), letter: null });
		const open = await desk("deputy_guardian").open({ caseTag, tenure: tenureOf("deputy_guardian") });
		world.remove(deputy);
		const events = world.state(caseTag).head.sequence;
		const letter = { purpose: "plan", compartment: "concern", text: "This is what we will do." } as const;
		await expect(desk("deputy_guardian").letter(open, letter)).rejects.toMatchObject({ code: "not-found" });
		const gone = { caseTag, tenure: deputy.mine.statement.tenure };
		await expect(desk("deputy_guardian").open(gone)).rejects.toMatchObject({ code: "not-found" });
		expect(world.state(caseTag).head.sequence).toBe(events);
	});
});
