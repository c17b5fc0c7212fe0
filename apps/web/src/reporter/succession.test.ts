/** A reporter comes back, and somebody new holds the office: who is offered the key, who never is, and what it opens then. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { newSigningSeed } from "@answerable/crypto/signing";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import type { LoginName } from "@answerable/types/desk";
import type { PersonId } from "@answerable/types/id";
import type { IntakeParameters } from "@answerable/types/intake";
import type { Role } from "@answerable/types/role";
import type { CivilDate } from "@answerable/types/time";
import { beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import type { OpenCase } from "../desk/case.ts";
import { signInToDesk } from "../desk/desk.ts";
import { makeRoots } from "../desk/staff-keys.ts";
import { FORM } from "../form.fixture.ts";
import { en } from "../pages/words/en/all.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import type { Raised } from "./raise.ts";
import { connectReporter, type Reporter, type ReportersCase } from "./reporter.ts";
import { sentenceOf } from "./sentence.ts";
import { type MailboxView, viewOf } from "./view.ts";

const NEW = "nadia.guardian" as LoginName;
let world: StandIn;
let reporter: Reporter;
let raised: Raised;

beforeEach(async () => {
	world = new StandIn();
	for (const role of ["guardian", "exec_lead", "chair", "external_body"] as const) await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] });
	await speakUp();
});

async function speakUp(named: readonly PersonId[] = []): Promise<void> {
	raised = await reporter.raise(await reporter.intake(SLUG, world.pins()), { ...FORM, named: [...named] });
	world.tick();
}

async function comeBack(pins: { readonly roots: ReturnType<StandIn["pins"]>["roots"] | null } = world.pins()): Promise<ReportersCase> {
	const back = await reporter.comeBack(SLUG, raised.words.join(" "), pins);
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

function staff(role: Role) {
	const found = world.staff.find((each) => each.role === role);
	if (found === undefined) throw new Error(`nobody is ${role}`);
	return found;
}

function viewed(open: ReportersCase): MailboxView {
	const view = viewOf(open.mailbox, open.successors);
	if (view === null) throw new Error("nothing to show");
	return view;
}

async function openAs(name: LoginName): Promise<OpenCase> {
	const phrase = world.phrases.get(name)?.phrase.words.join(" ") ?? "";
	const options = { origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] };
	const signedIn = await signInToDesk(options, { name, phrase, code: CODE });
	if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
	const tenure = world.staff.find(({ person }) => person === world.phrases.get(name)?.person)?.mine.statement.tenure;
	if (tenure === undefined) throw new Error("no tenure");
	return signedIn.desk.open({ caseTag: raised.caseTag, tenure });
}

const offered = ({ successors }: ReportersCase) => successors.map(({ holder, opens }) => [holder.statement.tenure, ...opens]);

describe("when the guardian is gone and another holds the office", () => {
	test("the reporter is asked, and with one tap the new one reads what may be read, and nothing else", async () => {
		world.remove(staff("guardian"));
		const next = await world.appoint("guardian", NEW);
		await expect(openAs(NEW)).rejects.toMatchObject({ code: "not-found" });
		const open = await comeBack();
		expect(offered(open)).toEqual([[next.mine.statement.tenure, "concern", "private"]]);
		expect(viewed(open).successors).toEqual(["guardian"]);
		expect(world.state(raised.caseTag).grants).toEqual([]);
		await open.giveKeys();
		const read = await openAs(NEW);
		expect(Object.keys(read.keys).sort()).toEqual(["concern", "private"]);
		expect(read.case.letters.map(({ says }) => typeof says)).toEqual(["object", "object"]);
		expect([read.case.findings, read.unopened]).toEqual([[], 0]);
	});

	test("the mailbox then says in plain words who was given it, by whom, since when, and who is gone", async () => {
		world.remove(staff("guardian"));
		await world.appoint("guardian");
		await (await comeBack()).giveKeys();
		const open = await comeBack();
		const view = viewed(open);
		expect([offered(open), view.successors, open.findings]).toEqual([[], [], []]);
		const entry = view.entries.find(({ happening }) => happening.kind === "rewrapped");
		if (entry === undefined) throw new Error("not told");
		expect(sentenceOf(entry, view.roles, en.story)).toBe(
			"Somebody new is the Speak Up guardian now. You gave them the key, so they can open it.",
		);
		expect(view.access.filter(({ role }) => role === "guardian")).toMatchObject([
			{ by: "first", isGone: true },
			{ by: "yours", isGone: false, sees: "content", since: entry.at, opens: ["concern", "private"] },
		]);
	});

	test("a lost answer is no second key: pressed again, it is found to be done", async () => {
		world.remove(staff("guardian"));
		await world.appoint("guardian");
		const open = await comeBack();
		await open.giveKeys();
		await open.giveKeys();
		expect(world.state(raised.caseTag).grants).toHaveLength(1);
	});

	test("two who are gone and two who came are four places and two keys", async () => {
		const second = await world.appoint("guardian");
		await speakUp();
		for (const gone of [staff("guardian"), second]) world.remove(gone);
		const [one, other] = [await world.appoint("guardian"), await world.appoint("guardian")];
		const open = await comeBack();
		expect(open.successors.map(({ holder }) => holder.statement.tenure)).toEqual([one, other].map(({ mine }) => mine.statement.tenure));
	});

	test("a rung that has come is given its keys, one that has not its place", async () => {
		world.pass(world.secondsTo(2));
		for (const role of ["exec_lead", "chair"] as const) {
			world.remove(staff(role));
			await world.appoint(role);
		}
		const open = await comeBack();
		expect(open.successors.map(({ holder, opens, place, isAhead }) => [holder.statement.role, place.rung, isAhead, ...opens])).toEqual([
			["exec_lead", 2, false, "concern"],
			["chair", 4, true, "concern"],
		]);
		await open.giveKeys();
		expect(viewed(await comeBack()).access.filter(({ role }) => role === "exec_lead")).toMatchObject([
			{ rung: 2 },
			{ rung: 2, by: "yours" },
		]);
	});
});

describe("when somebody is gone whose turn has not come", () => {
	const CHAIR = "cora.chair" as LoginName;
	const vacate = async () => {
		world.remove(staff("chair"));
		return world.appoint("chair", CHAIR);
	};

	test("the reporter is asked; the new one knows of nothing, and reads it at their turn and no sooner", async () => {
		const next = await vacate();
		const open = await comeBack();
		expect(offered(open)).toEqual([[next.mine.statement.tenure, "concern"]]);
		expect([viewed(open).successors, viewed(open).successorsAhead]).toEqual([[], ["chair"]]);
		await open.giveKeys();
		expect(offered(await comeBack())).toEqual([]);
		await expect(openAs(CHAIR)).rejects.toMatchObject({ code: "not-found" });
		const turn = open.successors[0]?.seal?.notBefore ?? world.now;
		world.pass((Date.parse(turn) - Date.parse(world.now)) / 1_000 - 1);
		await expect(openAs(CHAIR)).rejects.toMatchObject({ code: "not-found" });
		world.pass(1);
		const read = await openAs(CHAIR);
		expect([Object.keys(read.keys), read.case.findings, read.unopened]).toEqual([["concern"], [], 0]);
		expect(read.case.letters.map(({ says }) => typeof says)).toEqual(["object", "string"]);
	});

	test("without that, the rung is told and the new one reads nothing", async () => {
		await vacate();
		world.pass(world.secondsTo(4));
		await expect(openAs(CHAIR)).rejects.toMatchObject({ code: "not-found" });
		expect(offered(await comeBack())).toHaveLength(1);
	});

	test("the mailbox says in plain words that they can open it only in their turn, and who is gone", async () => {
		await vacate();
		await (await comeBack()).giveKeys();
		const view = viewed(await comeBack());
		const entry = view.entries.find(({ happening }) => happening.kind === "rewrapped");
		if (entry === undefined) throw new Error("not told");
		expect(sentenceOf(entry, view.roles, en.story)).toBe(
			"Somebody new is the chair of the board now. You gave them the key. They can open it only if their turn comes.",
		);
		const [gone, now] = view.access.filter(({ role }) => role === "chair");
		expect([gone, now]).toMatchObject([
			{ isGone: true, sees: "nothing", rung: 4 },
			{ isGone: false, sees: "nothing", rung: 4, opens: [], since: null },
		]);
		expect(now?.next).not.toBeNull();
		world.pass(world.secondsTo(4));
		expect(viewed(await comeBack()).access.filter(({ role, sees }) => role === "chair" && sees === "content")).toMatchObject([
			{ by: "step", isGone: true },
			{ by: "step", isGone: false, opens: ["concern"] },
		]);
	});

	test("the place is sealed until its own instant, by the rules of the raise and to the release key that was checked", async () => {
		await vacate();
		const { successors, mailbox } = await comeBack();
		const [found] = successors;
		const own = decodeWraps(fromBase64Url(mailbox.mailbox.wraps)).find(({ rung }) => rung === 4);
		expect(found?.seal?.notBefore).toBe(own?.notBefore);
		const [first] = mailbox.case.trusted;
		expect(first?.happening.statement).toMatchObject({ policy: found?.seal?.policy, calendar: found?.seal?.calendar });
	});

	test("pressed again after a lost answer, it is found to be done", async () => {
		await vacate();
		const open = await comeBack();
		await open.giveKeys();
		await open.giveKeys();
		expect(world.state(raised.caseTag).recipients.filter(({ after }) => after !== null)).toHaveLength(1);
	});

	test("who left again is followed by the next, each by the place as the raise has it", async () => {
		const second = await vacate();
		await (await comeBack()).giveKeys();
		world.remove(second);
		const third = await world.appoint("chair");
		const open = await comeBack();
		expect(open.successors.map(({ holder, place }) => [holder.statement.tenure, place.tenure])).toEqual([
			[third.mine.statement.tenure, world.state(raised.caseTag).recipients.find(({ rung }) => rung === 4)?.tenure],
		]);
		await open.giveKeys();
		const chairs = viewed(await comeBack()).access.filter(({ role }) => role === "chair");
		expect(chairs.map(({ isGone }) => isGone)).toEqual([true, true, false]);
	});

	test("nobody is offered a place outside that the reporter closed, or that only knows that the concern exists", async () => {
		for (const external of ["nothing", "existence", "full"] as const) {
			raised = await reporter.raise(await reporter.intake(SLUG, world.pins()), { ...FORM, external });
			world.tick();
			world.remove(staff("external_body"), world.roots[1].seeds.slice(0, 2));
			await world.appoint("external_body");
			expect(offered(await comeBack())).toHaveLength(external === "full" ? 1 : 0);
		}
	});

	test("nobody is offered one who is left out, however they come back", async () => {
		const named = staff("exec_lead").person;
		await speakUp([named]);
		world.remove(staff("chair"));
		await world.appoint("chair", null, named);
		expect(offered(await comeBack())).toEqual([]);
	});
});

describe("nobody is offered the key", () => {
	const vacate = () => {
		world.remove(staff("guardian"));
	};

	test("while the one before is there, and nothing more is asked of the server", async () => {
		await world.appoint("guardian");
		world.asked.length = 0;
		expect(offered(await comeBack())).toEqual([]);
		expect(world.asked.filter((asked) => asked.endsWith("/intake"))).toHaveLength(1);
	});

	test("who holds another office", async () => {
		vacate();
		await world.appoint("deputy_guardian");
		expect(offered(await comeBack())).toEqual([]);
	});

	test("who is left out of the case, or is tied to somebody who is", async () => {
		const named = staff("chair").person;
		await speakUp([named]);
		vacate();
		const next = await world.appoint("guardian");
		const [a, b] = [next.person, named].sort() as [PersonId, PersonId];
		world.declare([{ a, b, tie: "tied", from: "2026-01-01" as CivilDate, until: null }]);
		expect(offered(await comeBack())).toEqual([]);
		world.remove(next);
		await world.appoint("guardian", null, named);
		expect(offered(await comeBack())).toEqual([]);
		const stranger = await world.appoint("guardian");
		expect(offered(await comeBack())).toEqual([[stranger.mine.statement.tenure, "concern", "private"]]);
	});

	test.each([
		["whose key waits for the end of its cooldown", () => vacate(), (at: IntakeParameters) => cooling(at)],
		["whose key no two roots signed", () => vacate(), (at: IntakeParameters) => unsigned(at)],
		["whose predecessor's removal no two roots signed", () => vacate(), (at: IntakeParameters) => ({ ...at, removals: [] })],
	] as const)("%s", async (_, prepare, lie) => {
		prepare();
		await world.appoint("guardian");
		world.lies.intake = lie;
		expect(offered(await comeBack())).toEqual([]);
	});

	test("who was removed again, or whose predecessor was removed by two who are no roots", async () => {
		world.remove(staff("guardian"), [newSigningSeed(), newSigningSeed()]);
		const next = await world.appoint("guardian");
		expect(offered(await comeBack())).toEqual([]);
		world.removals.length = 0;
		world.remove(next);
		expect(offered(await comeBack())).toEqual([]);
	});

	test("whose predecessor was removed by the roots of somebody else", async () => {
		world.remove(staff("guardian"), world.roots[1].seeds.slice(0, 2), world.body);
		await world.appoint("guardian");
		expect(offered(await comeBack())).toEqual([]);
	});

	test("whose key was removed by a leaf of the log that the server does not show", async () => {
		vacate();
		const next = await world.appoint("guardian");
		const removal = world.remove(next);
		world.removals.splice(world.removals.indexOf(removal), 1);
		world.staff.push(next);
		expect(offered(await comeBack())).toEqual([]);
	});

	test.each(["provider", "body"] as const)("while the log holds two beginnings of the %s", async (which) => {
		vacate();
		await world.appoint("guardian");
		expect(offered(await comeBack())).toHaveLength(1);
		world.entries.push(encodeStatementLeaf({ kind: "root", statement: makeRoots(world[which]).statement }));
		expect(offered(await comeBack())).toEqual([]);
	});

	test("while anything that is shown of the case cannot be proved", async () => {
		vacate();
		await world.appoint("guardian");
		expect(offered(await comeBack())).toHaveLength(1);
		world.lies.mailbox = (honest) => ({ ...honest, leaves: honest.leaves.map((leaf) => leaf.replace(/^../, "ff")) });
		const open = await comeBack();
		expect(open.findings).not.toEqual([]);
		expect(offered(open)).toEqual([]);
	});

	test("without the poster, if the raise names no two keys of those roots", async () => {
		vacate();
		await world.appoint("guardian");
		expect(offered(await comeBack({ roots: null }))).toEqual([]);
	});

	test("by a reporter who took the concern back", async () => {
		vacate();
		await world.appoint("guardian");
		await (await comeBack()).askWithdrawal();
		world.pass(120);
		expect(world.state(raised.caseTag).closed?.reason).toBe("withdrawn");
		expect(offered(await comeBack())).toEqual([]);
	});
});

function cooling(at: IntakeParameters): IntakeParameters {
	return { ...at, keys: at.keys.map((key) => (key.statement.role === "guardian" ? { ...key, cooldownSeconds: 3_600 } : key)) };
}

/** One of the two signatures is over another's key. */
function unsigned(at: IntakeParameters): IntakeParameters {
	const [other] = at.keys.filter(({ statement }) => statement.role !== "guardian").flatMap(({ countersignatures }) => countersignatures);
	const spoil = (key: IntakeParameters["keys"][number]) => ({
		...key,
		countersignatures: [...key.countersignatures.slice(1), other as never],
	});
	return { ...at, keys: at.keys.map((key) => (key.statement.role === "guardian" ? spoil(key) : key)) };
}
