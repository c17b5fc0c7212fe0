/** What a returning reporter is shown: who can open it, what must happen, what the log knows; and the record to take outside. */
import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import { verify } from "@answerable/crypto/signing";
import { utf8 } from "@answerable/log/bytes";
import { parseVerifierKey } from "@answerable/log/note";
import { promiseText } from "@answerable/log/promise";
import type { Signature, SigningKey } from "@answerable/types/bytes";
import { beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { type Packing, packOf } from "../pages/mailbox/pack.ts";
import { en } from "../pages/words/en/all.ts";
import { StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { evidenceOf } from "./evidence.ts";
import type { Raised } from "./raise.ts";
import { connectReporter, type Reporter, type ReportersCase } from "./reporter.ts";
import { type MailboxView, viewOf } from "./view.ts";

let world: StandIn;
let reporter: Reporter;
let raised: Raised;

beforeEach(async () => {
	world = new StandIn();
	for (const role of ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const)
		await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] });
	raised = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
	world.tick();
});

async function comeBack(): Promise<ReportersCase> {
	const back = await reporter.comeBack(SLUG, raised.words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

async function viewNow(): Promise<MailboxView> {
	const view = viewOf((await comeBack()).mailbox);
	if (view === null) throw new Error("nothing to show");
	return view;
}

const sees = (view: MailboxView) => Object.fromEntries(view.access.map(({ role, sees: what }) => [role, what]));

describe("who can open it", () => {
	test("at first is the guardian alone, and everybody else has a time at which they are told", async () => {
		const view = await viewNow();
		expect(sees(view)).toMatchObject({ guardian: "content", deputy_guardian: "nothing", chair: "nothing", external_body: "nothing" });
		const [guardian, ...others] = view.access;
		expect(guardian).toMatchObject({ by: "first", since: view.entries[0]?.at, opens: ["concern", "private", "notes"] });
		expect(others.every(({ next }) => next !== null)).toBe(true);
	});

	test("grows with each step, and says since when", async () => {
		world.pass(world.secondsTo(4));
		const view = await viewNow();
		const chair = view.access.find(({ role }) => role === "chair");
		const released = view.entries.findLast(
			({ happening }) =>
				happening.kind === "released" && happening.consequence.tenures.some((tenure) => view.roles.get(tenure) === "chair"),
		);
		expect(chair).toMatchObject({ sees: "content", by: "step", opens: ["concern"], next: null, since: released?.at });
	});
});

describe("what must happen next", () => {
	test("is each answer that is owed, soonest first, with everybody who is told if it does not come", async () => {
		const { expected } = await viewNow();
		expect(expected[0]?.clock).toBe("acknowledgement");
		expect(expected[0]?.steps.map(({ rung }) => rung)).toEqual([1, 2, 3, 4, 5]);
		expect([...expected].sort((left, right) => (left.due < right.due ? -1 : 1))).toEqual(expected);
		const times = expected[0]?.steps.map(({ at }) => at) ?? [];
		expect([...times].sort()).toEqual(times);
	});

	test("tells what is late, and only those who were not told yet", async () => {
		world.pass(world.secondsTo(3));
		const { expected } = await viewNow();
		expect(expected[0]).toMatchObject({ clock: "acknowledgement", isOverdue: true });
		expect(expected[0]?.steps.map(({ rung }) => rung)).toEqual([4, 5]);
	});
});

describe("words that open nothing", () => {
	test("are told apart: unknown to the log, buried, or without a log to look in", async () => {
		world.cases.delete(raised.caseTag);
		expect(await reporter.comeBack(SLUG, raised.words.join(" "))).toEqual({ outcome: "not-found", trace: "buried" });
		const other = await reporter.seal(await reporter.intake(SLUG, world.pins()), FORM);
		const { words, caseTag } = await other.send();
		world.cases.delete(caseTag);
		expect(await reporter.comeBack(SLUG, words.join(" "))).toEqual({ outcome: "not-found", trace: "none" });
		world.lies.bytes = (path, honest) => (path.startsWith("tile/entries") ? honest.map((byte) => byte ^ 1) : honest);
		expect(await reporter.comeBack(SLUG, words.join(" "))).toMatchObject({ trace: "unproved" });
	});

	test("that were changed are known from the log", async () => {
		await (await (await comeBack()).newWords()).use();
		world.publish();
		expect(await reporter.comeBack(SLUG, raised.words.join(" "))).toEqual({ outcome: "not-found", trace: "changed" });
	});
});

describe("the promise of a slip", () => {
	const text = () => `${promiseText(raised.promise.statement)}signature ${raised.promise.signature}\n`;
	const trace = (said: string) => reporter.tracePromise(SLUG, said);

	test("is found in the log however it was pasted or typed", async () => {
		const { leaf } = raised.promise.statement;
		for (const said of [text(), text().replaceAll("\n", "\r\n  "), text().replaceAll("\n", " "), `leaf ${leaf.toUpperCase()}`, leaf])
			expect(await trace(said)).toMatchObject({ outcome: "published" });
	});

	test("that was changed, is another organisation's, or is none, is said to be so", async () => {
		expect(await trace(text().replace(/due acknowledgement \d+/, "due acknowledgement 1999"))).toEqual({ outcome: "not-signed" });
		expect(await trace(text().replace(world.provider, crypto.randomUUID()))).toEqual({ outcome: "other-organisation" });
		expect(await trace("I promise")).toEqual({ outcome: "no-promise" });
	});

	test("that is not in the log is broken once it has run out, and not before", async () => {
		world.entries.splice(0);
		const fresh = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
		const { publishBy } = raised.promise.statement;
		expect(await fresh.tracePromise(SLUG, text())).toEqual({ outcome: "not-yet", publishBy });
		world.advance(3_600);
		expect(await fresh.tracePromise(SLUG, text())).toEqual({ outcome: "broken", publishBy });
		expect(await fresh.tracePromise(SLUG, raised.promise.statement.leaf)).toEqual({ outcome: "absent" });
	});
});

describe("the record to take outside", () => {
	async function packing(include: Packing["include"]): Promise<string> {
		const { mailbox, deployment } = await comeBack();
		const view = viewOf(mailbox);
		if (view === null) throw new Error("nothing to show");
		return packOf({ view, evidence: evidenceOf(mailbox, deployment.parameters), include, words: en, tag: "en-GB" });
	}

	test("holds what happened, what is late and its proofs, and not a word of what was written", async () => {
		world.pass(world.secondsTo(4));
		const file = await packing([]);
		expect(file).toContain("You raised this concern.");
		expect(file).toContain("the chair of the board was told");
		expect(file).toContain(en.mailbox.pack.late);
		expect(file).toContain(raised.promise.statement.leaf);
		expect(file.match(/\nhash [0-9a-f]{64}/g)?.length).toBeGreaterThan(3);
		for (const secret of [FORM.concern.text, FORM.private.name, FORM.concern.unit, ...neighboursIn(raised.words)])
			expect(file).not.toContain(secret);
		expect(file).not.toContain(world.cases.get(raised.caseTag)?.keys.logSalt);
	});

	test("lets whoever has the log's key check the promise, with nothing from our server", async () => {
		const file = (await packing([])).replaceAll("&#39;", "'");
		const signed = (title: string) =>
			new RegExp(`<pre>(answerable/v1/${title}\\n[^<]*?\\n)signature ([0-9a-f]{128})\\n`).exec(file)?.slice(1) ?? [];
		const logKey = parseVerifierKey(/log-key ([^<\n]+)/.exec(file)?.[1] ?? "").key;
		const [keyText = "", byLog = ""] = signed("deployment-key");
		expect(verify(logKey, utf8(keyText), byLog as Signature)).toBe(true);
		const promiseKey = /\nkey ([0-9a-f]{64})\n/.exec(keyText)?.[1] as SigningKey;
		const [promise = "", byPromiseKey = ""] = signed("promise");
		expect(verify(promiseKey, utf8(promise), byPromiseKey as Signature)).toBe(true);
	});

	test("holds what was ticked, and no markup that was written", async () => {
		const back = await comeBack();
		await back.reply({ purpose: "reply", compartment: "concern", text: "<script>alert(1)</script>" });
		const file = await packing(["concern", "letters"]);
		expect(file).toContain("Night shifts on Ward B7");
		expect(file).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
		expect(file).not.toContain("<script");
		expect(file).not.toContain(FORM.private.name);
		expect(await packing(["private"])).toContain(FORM.private.name);
	});
});
