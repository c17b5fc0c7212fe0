import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { sealWrap } from "@answerable/crypto/wrap";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Reporter } from "../reporter/reporter.ts";
import { CODE, type StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { toldOf } from "../told.fixture.ts";
import { tryToOpen } from "./attempt.ts";
import { type OpenCase, openCase } from "./case.ts";
import { type AtDesks, atDesks } from "./desk.fixture.ts";
import { signInToDesk } from "./desk.ts";
import { listHash, newsSince } from "./news.ts";

let world: StandIn;
let reporter: Reporter;
let desk: AtDesks["desk"];
let tenureOf: AtDesks["tenureOf"];
let raise: AtDesks["raise"];
let words: readonly string[];
let caseTag: CaseTag;
const named: readonly (readonly [Role, LoginName])[] = [
	["guardian", "amina.guardian" as LoginName],
	["chair", "chris.chair" as LoginName],
	["external_body", "riley.regulator" as LoginName],
	["exec_lead", "erin.exec" as LoginName],
];

beforeAll(async () => {
	({ world, reporter, desk, tenureOf, raise } = await atDesks(named, ["deputy_guardian", "ned_lead", "ceo"]));
});

beforeEach(async () => {
	({ words, caseTag } = await raise());
});

const open = (role: Role): Promise<OpenCase> => desk(role).open({ caseTag, tenure: tenureOf(role) });

async function comeBack() {
	const back = await reporter.comeBack(SLUG, words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

describe("signing in", () => {
	test("tells a slip of the pen from a wrong phrase", async () => {
		const phrase = world.phrases.get("chris.chair" as LoginName)?.phrase.words ?? [];
		const options = { origin: ORIGIN, fetch: world.fetch };
		expect(await signInToDesk(options, { name: "chris.chair" as LoginName, phrase: phrase.slice(1).join(" "), code: CODE })).toEqual({
			outcome: "typo",
			what: "wrong-length",
		});
		const { newStaffPhrase } = await import("./staff-keys.ts");
		const other = await newStaffPhrase("chris.chair" as LoginName);
		await expect(
			signInToDesk(options, { name: "chris.chair" as LoginName, phrase: other.words.join(" "), code: CODE }),
		).rejects.toMatchObject({
			code: "wrong-credentials",
		});
	});

	test("opens no keys that other words sealed, says which those are, and refuses keys that are not those of the role", async () => {
		const guardian = world.staff.find(({ role }) => role === "guardian");
		const chair = world.staff.find(({ role }) => role === "chair");
		if (guardian === undefined || chair === undefined) throw new Error("no staff");
		const signInWith = (change: Partial<typeof guardian.mine>) => {
			const swapping = async (url: string, init: RequestInit) => {
				const answer = await world.fetch(url, init);
				if (!url.endsWith("/session")) return answer;
				return Response.json({ ...(await answer.json()), tenures: [{ ...guardian.mine, ...change }] });
			};
			const phrase = world.phrases.get("amina.guardian" as LoginName)?.phrase.words.join(" ") ?? "";
			return signInToDesk({ origin: ORIGIN, fetch: swapping }, { name: "amina.guardian" as LoginName, phrase, code: CODE });
		};
		expect(await signInWith({ sealedKeys: chair.mine.sealedKeys })).toMatchObject({
			outcome: "signed-in",
			desk: { session: { tenures: [], locked: [guardian.mine.statement] } },
		});
		await expect(signInWith({ key: chair.mine.key })).rejects.toMatchObject({ code: "wrong-tenure-key" });
	});
});

describe("a wrap above the first rung", () => {
	test("cannot be opened by its holder before its time, by any way; and can after", async () => {
		const kept = world.cases.get(caseTag);
		const entry = decodeWraps(kept?.wraps ?? new Uint8Array()).find(({ tenure }) => tenure === tenureOf("chair"));
		const { policy, calendar } = world.rules;
		const place = {
			organisation: world.provider,
			caseTag,
			policy: canonicalHash(policy),
			calendar: canonicalHash(calendar),
			opens: ["concern" as const],
		};
		const [tenure] = desk("chair").session.tenures;
		if (entry === undefined || tenure === undefined) throw new Error("no wrap");
		expect(await open("chair").catch((error) => error.code)).toBe("not-found");
		expect(tryToOpen(tenure, place, entry)).toEqual({
			opened: null,
			tried: [
				{ way: "as-inner-wrap", failed: "malformed" },
				{ way: "as-release-holder", failed: "cannot-open" },
				// What lies there are random bytes: they may look like another version of a wrap.
				{ way: "beneath-the-outer-seal", failed: expect.stringMatching(/^(malformed|unknown-version|cannot-open)$/) },
			],
		});
		world.pass(world.secondsTo(4));
		const opened = await open("chair");
		expect(Object.keys(opened.keys)).toEqual(["concern"]);
		expect(opened.case.findings).toEqual([]);
		expect(opened.case.letters.map(({ says }) => (typeof says === "string" ? says : says.kind))).toEqual(["concern", "not-for-me"]);
	});

	test("at the regulator's opens the concern and nothing else", async () => {
		world.pass(world.secondsTo(5));
		const opened = await open("external_body");
		expect(opened.desk.row).toMatchObject({ sight: "content", rung: 5 });
		expect(Object.keys(opened.keys)).toEqual(["concern"]);
	});
});

describe("a handler", () => {
	test("reads both letters, answers, and the reporter reads the answer", async () => {
		const seen = await open("guardian");
		expect(seen.unopened).toBe(0);
		expect(seen.case.letters.map(({ says }) => (typeof says === "string" ? says : says.kind))).toEqual(["concern", "private"]);
		const { event } = await desk("guardian").letter(seen, {
			purpose: "acknowledgement",
			compartment: "concern",
			text: "Thank you. I have read it.",
		});
		expect(event.happening).toMatchObject({ kind: "letter", consequence: { stops: [{ clock: "acknowledgement", round: 1 }] } });
		await desk("guardian").triage(await open("guardian"), {
			severity: "S2",
			handler: tenureOf("guardian"),
			compartment: "concern",
			text: "Patient safety. I handle it myself.",
		});
		world.publish();
		const back = await comeBack();
		expect(back.findings).toEqual([]);
		expect(back.view?.entries.every(({ isTrusted }) => isTrusted)).toBe(true);
		expect(toldOf(back).at(-2)).toBe("The Speak Up guardian acknowledged your concern.");
		expect(back.mailbox.case.letters.at(-2)?.says).toMatchObject({ content: { text: "Thank you. I have read it." } });
	});

	test("who opens a case is seen to by the reporter, as a role; an outline and an act are no opening", async () => {
		const outline = await openCase(desk("guardian").session, { caseTag, tenure: tenureOf("guardian") }, "outline");
		expect(outline.case.letters.map(({ says }) => (typeof says === "string" ? says : says.kind))).toEqual(["concern", "gone"]);
		expect(outline.case.findings).toEqual([]);
		await desk("guardian").letter(outline, { purpose: "acknowledgement", compartment: "concern", text: "Thank you." });
		expect(toldOf(await comeBack()).filter((told) => told.includes("opened"))).toEqual([]);
		await open("guardian");
		await open("guardian");
		const back = await comeBack();
		expect(back.findings).toEqual([]);
		expect(toldOf(back).filter((told) => told.includes("opened"))).toEqual(["The Speak Up guardian opened your case."]);
	});

	test("whose hollow answer is disputed has the clock run again from its first due time", async () => {
		const { event } = await desk("guardian").letter(await open("guardian"), {
			purpose: "acknowledgement",
			compartment: "concern",
			text: "Noted.",
		});
		const back = await comeBack();
		const due = world.state(caseTag).runnings.find(({ clock }) => clock === "acknowledgement")?.due;
		await back.dispute({ sequence: event.sequence, text: "This answers nothing." });
		const again = await back.refresh();
		expect(again.view?.expected.find(({ clock }) => clock === "acknowledgement")?.due).toBe(due);
		world.pass(world.secondsTo(4));
		expect((await comeBack()).findings).toEqual([]);
		const guardians = await open("guardian");
		expect(guardians.case.letters.find(({ place }) => place.context.purpose === "dispute")?.says).toMatchObject({
			content: { text: "This answers nothing." },
		});
	});

	test("signs again when only the system moved meanwhile", async () => {
		const seen = await open("guardian");
		world.pass(world.secondsTo(1));
		const acted = await desk("guardian").letter(seen, { purpose: "acknowledgement", compartment: "concern", text: "Thank you." });
		expect(acted.event.act?.seen.sequence).toBe(acted.event.sequence - 1);
		expect(acted.unseen.map(({ happening }) => happening.kind)).toContain("escalated");
		expect(acted.unseen.every(({ sequence }) => sequence > seen.head.sequence && sequence < acted.event.sequence)).toBe(true);
		expect((await comeBack()).findings).toEqual([]);
	});

	test("tells of nothing unseen where nothing came between", async () => {
		const acted = await desk("guardian").letter(await open("guardian"), { purpose: "reply", compartment: "private", text: "Noted." });
		expect(acted.unseen).toEqual([]);
	});

	test("is told that something is new by the list that they have, and what by the case that they have open", async () => {
		const [shown, rows] = [await open("guardian"), await desk("guardian").cases()];
		const { caseTag } = shown.desk.row;
		const choice = { caseTag, tenure: tenureOf("guardian") };
		const before = await desk("guardian").watch(choice);
		expect(before).toEqual({ list: listHash(rows), open: { news: shown.desk.row.news, beside: [] } });
		world.pass(world.secondsTo(1));
		const after = await desk("guardian").watch(choice);
		expect(after.list).not.toBe(before.list);
		expect(after.open?.news).toBeGreaterThan(shown.desk.row.news);
		const { happened } = newsSince(shown, await desk("guardian").openOutline(choice));
		expect(happened.map(({ happening }) => happening.kind)).toContain("escalated");
	});

	test("does not sign for what a person wrote meanwhile", async () => {
		const seen = await open("guardian");
		const back = await comeBack();
		await back.reply({ purpose: "reply", compartment: "concern", text: "There was a third fall." });
		await expect(desk("guardian").letter(seen, { purpose: "plan", compartment: "concern", text: "Nothing new." })).rejects.toMatchObject({
			code: "out-of-date",
		});
		expect((await open("guardian")).case.events.filter(({ happening }) => happening.kind === "letter")).toHaveLength(1);
	});

	test("whose answer got lost on its way back has written once", async () => {
		world.lies.lose = 1;
		const seen = await open("guardian");
		world.lies.lose = 1;
		await desk("guardian").letter(seen, { purpose: "acknowledgement", compartment: "concern", text: "Thank you." });
		expect((await open("guardian")).case.events.filter(({ happening }) => happening.kind === "letter")).toHaveLength(1);
	});

	test("gives the case to a colleague, who can then open exactly what was given", async () => {
		const directory = await desk("guardian").directory(SLUG, world.pins());
		const seen = await open("guardian");
		await desk("guardian").grant(seen, { grantee: tenureOf("exec_lead"), opens: ["concern"], directory });
		const opened = await open("exec_lead");
		expect(Object.keys(opened.keys)).toEqual(["concern"]);
		expect(opened.case.findings).toEqual([]);
		await desk("exec_lead").letter(opened, { purpose: "question", compartment: "concern", text: "Which nights?" });
		const back = await comeBack();
		expect(back.findings).toEqual([]);
		expect(toldOf(back)).toContain("The executive lead for speaking up asked you a question.");
		await expect(desk("exec_lead").grant(opened, { grantee: tenureOf("ceo"), opens: ["private"], directory })).rejects.toMatchObject({
			code: "no-key",
		});
	});

	test("is given no key by an event that nobody signed", async () => {
		const directory = await desk("guardian").directory(SLUG, world.pins());
		const honest = await open("guardian");
		await desk("guardian").grant(honest, { grantee: tenureOf("exec_lead"), opens: ["concern"], directory });
		const guardian = world.staff.find(({ role }) => role === "guardian");
		if (guardian === undefined) throw new Error("no guardian");
		const [tenure, keyHash] = [tenureOf("guardian"), guardian.mine.key];
		const place = { organisation: world.provider, caseTag, rung: GRANT_RUNG, tenure, keyHash } as const;
		const keys = { notes: new Uint8Array(32).fill(7) as never };
		const { body } = sealWrap({ ...place, opens: ["notes"], keys, recipientKey: fromBase64Url(guardian.directory.seal) });
		world.lies.desk = (shown) => ({
			...shown,
			events: shown.events.map((event) => {
				if (event.happening.kind !== "granted") return event;
				const statement = { tenure, key: keyHash, opens: ["notes" as const], wrap: sha256Hash(body) };
				return { ...event, happening: { ...event.happening, statement } };
			}),
			wraps: [...shown.wraps, toBase64Url(body)],
		});
		const lied = await open("guardian");
		expect(lied.case.findings).not.toEqual([]);
		expect(lied.unopened).toBe(1);
		expect(lied.keys).toEqual(honest.keys);
	});

	test("above explains, and the reporter reads why", async () => {
		world.pass(world.secondsTo(4));
		const chair = await open("chair");
		await desk("chair").acknowledge(chair, 4);
		const reviewAt = new Date(Date.parse(world.now) + 10_000).toISOString().replace(".000Z", "Z") as typeof world.now;
		await desk("chair").explain(await open("chair"), { answer: "explain", reviewAt, text: "We are waiting for the rota review." });
		const back = await comeBack();
		expect(back.findings).toEqual([]);
		expect(toldOf(back).at(-1)).toBe("The chair of the board explained why nothing more is done for now.");
		expect(back.mailbox.case.letters.at(-1)?.says).toMatchObject({ content: { text: "We are waiting for the rota review." } });
	});

	test("closes once people are safe and the outcome was told", async () => {
		const safe = { purpose: "safety_action", compartment: "concern", text: "A second nurse is on from tonight." } as const;
		await desk("guardian").letter(await open("guardian"), safe);
		await desk("guardian").letter(await open("guardian"), {
			purpose: "outcome",
			compartment: "concern",
			text: "Two more nurses a night from Monday.",
		});
		await desk("guardian").close(await open("guardian"), { reason: "outcome" });
		const back = await comeBack();
		expect(back).toMatchObject({ findings: [], view: { expected: [] } });
	});

	test("who may know only that a case exists gets no words, and can confirm having been told", async () => {
		world.pass(world.secondsTo(2));
		const told = (await desk("exec_lead").cases()).find((row) => row.caseTag === caseTag);
		expect(told?.rung).toBe(2);
		await desk("exec_lead").acknowledge(await open("exec_lead"), 2);
		expect((await comeBack()).findings).toEqual([]);
	});
});

test("a case of somebody else, or another than was asked for, is not shown", async () => {
	world.lies.desk = (honest) => ({ ...honest, row: { ...honest.row, caseTag: "00".repeat(32) as CaseTag } });
	await expect(open("guardian")).rejects.toMatchObject({ code: "other-case" });
	world.lies = {};
	await expect(desk("guardian").open({ caseTag, tenure: tenureOf("chair") })).rejects.toMatchObject({ code: "no-key" });
});
