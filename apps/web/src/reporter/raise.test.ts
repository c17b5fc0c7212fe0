import { decodeRaise } from "@answerable/crypto/frame";
import { neighboursIn } from "@answerable/crypto/phrase-pairs.fixture";
import { newSigningSeed, sign } from "@answerable/crypto/signing";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import { promiseBytes } from "@answerable/log/promise";
import type { CaseEvent } from "@answerable/types/event";
import type { PromiseStatement, SignedPromise } from "@answerable/types/promise";
import type { Instant } from "@answerable/types/time";
import { beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { connectReporter, type Reporter } from "./reporter.ts";

let world: StandIn;
let reporter: Reporter;

beforeEach(async () => {
	await build("demo@1");
});

async function build(policy: string) {
	world = new StandIn(policy);
	for (const role of ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const)
		await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] });
}

const intake = () => reporter.intake(SLUG, world.pins());
const raise = async () => reporter.raise(await intake(), FORM);

test("the words come with a promise that was checked, and lead back to the concern", async () => {
	const { words, promise, caseTag } = await raise();
	expect(words).toHaveLength(7);
	expect(promise.statement.caseTag).toBe(caseTag);
	const back = await reporter.comeBack(SLUG, words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	expect(back.case).toMatchObject({ findings: [], view: { entries: [{ happening: { kind: "raised" }, isTrusted: true }] } });
	expect(back.case.mailbox.case.letters.map(({ says }) => says)).toEqual([
		{ kind: "concern", content: FORM.concern },
		{ kind: "private", content: FORM.private },
	]);
});

test("the part of a raise that names its recipients is as long for few as for many", async () => {
	const lengths: number[] = [];
	const { fetch } = world;
	const spying = connectReporter({
		origin: ORIGIN,
		clock: clockFrom(world.clock()),
		fetch: (url, init) => {
			if (init.body instanceof Uint8Array) lengths.push(decodeRaise(init.body).header.length);
			return fetch(url, init);
		},
	});
	for (const subject of ["none", "guardian"] as const)
		await spying.raise(await spying.intake(SLUG, world.pins()), { ...FORM, concern: { ...FORM.concern, subject } });
	expect(lengths).toEqual([16_384, 16_384]);
});

test("nothing that is sent holds the words, what was written, or who it is about", async () => {
	const sent: string[] = [];
	const { fetch } = world;
	const spying = connectReporter({
		origin: ORIGIN,
		clock: clockFrom(world.clock()),
		fetch: (url, init) => {
			sent.push(init.body instanceof Uint8Array ? new TextDecoder("latin1").decode(init.body) : `${url} ${String(init.body)}`);
			return fetch(url, init);
		},
	});
	const { words } = await spying.raise(await spying.intake(SLUG, world.pins()), FORM);
	const all = sent.join("\n");
	for (const secret of [...neighboursIn(words), "Ward B7", "A. Nurse", "subject"]) expect(all).not.toContain(secret);
});

test("each rung gets a wrap as it should: once up to the first, twice above, none for who only learns that there is a case", async () => {
	const { caseTag } = await raise();
	const kept = world.cases.get(caseTag);
	const entries = decodeWraps(kept?.wraps ?? new Uint8Array());
	const roleOf = (tenure: string) => world.staff.find(({ mine }) => mine.statement.tenure === tenure)?.role ?? "reporter";
	const told = entries.map(({ rung, layer, tenure, notBefore }) => [
		roleOf(tenure),
		rung,
		layer,
		notBefore === null ? null : epochSeconds(notBefore) - epochSeconds(world.now),
	]);
	expect(told).toEqual([
		["guardian", 0, 1, null],
		["deputy_guardian", 1, 1, null],
		["exec_lead", 2, 2, world.secondsTo(2)],
		["ned_lead", 3, 2, world.secondsTo(3)],
		["ceo", 3, 2, world.secondsTo(3)],
		["chair", 4, 2, world.secondsTo(4)],
		["external_body", 5, 2, world.secondsTo(5)],
		["reporter", 254, 1, null],
	]);
	world.advance(1);
	const quiet = await reporter.raise(await intake(), { ...FORM, external: "existence" });
	const outside = decodeWraps(world.cases.get(quiet.caseTag)?.wraps ?? new Uint8Array()).filter(({ rung }) => rung === 5);
	expect(outside).toEqual([]);
	expect(world.state(quiet.caseTag).recipients.find(({ rung }) => rung === 5)?.opens).toEqual([]);
});

test("a concern about the guardian is sealed to nobody of theirs", async () => {
	await world.appoint("buddy_guardian");
	const about = { ...FORM, concern: { ...FORM.concern, subject: "guardian" as const } };
	const plan = reporter.plan(await intake(), about);
	expect(plan.route.recipients.map(({ role }) => role)).not.toContain("guardian");
	const { caseTag } = await reporter.raise(await intake(), about);
	const guardian = world.staff[0]?.mine.statement.tenure;
	expect(decodeWraps(world.cases.get(caseTag)?.wraps ?? new Uint8Array()).map(({ tenure }) => tenure)).not.toContain(guardian);
	expect(world.state(caseTag).excluded).toContain(world.staff[0]?.person);
});

test("an answer that got lost is asked for again, and is the same concern", async () => {
	const sealed = await reporter.seal(await intake(), FORM);
	world.lies.lose = 1;
	const first = await sealed.send();
	const again = await sealed.send();
	expect(again).toEqual(first);
	expect(world.cases.size).toBe(1);
});

test("a policy of day resolution keeps its promises too", async () => {
	await build("default-england@1");
	const { words, visibleAt, promise } = await raise();
	expect(visibleAt).toBe("2026-11-23T13:00:00Z");
	expect(promise.statement.receivedOn).toBe("2026-11-23");
	expect(await reporter.comeBack(SLUG, words.join(" "))).toMatchObject({ outcome: "opened", case: { findings: [] } });
});

describe("the words are not handed out when the server", () => {
	type Answer = { event: CaseEvent; leaf: string; promise: SignedPromise };
	const resigned =
		(change: (statement: PromiseStatement) => Partial<PromiseStatement>) =>
		(honest: Answer, { promiseSeed }: StandIn) => {
			const statement = { ...honest.promise.statement, ...change(honest.promise.statement) };
			return { ...honest, promise: { statement, signature: sign(promiseSeed, promiseBytes(statement)) } };
		};
	const received = (change: object) => (honest: Answer) => {
		const { event } = honest;
		if (event.happening.kind !== "raised") throw new Error("no raise");
		const consequence = { ...event.happening.consequence, ...change };
		return { ...honest, event: { ...event, happening: { ...event.happening, consequence } } };
	};
	const later = (instant: Instant, seconds: number) => instantOf(epochSeconds(instant) + seconds);

	test.each<[string, string, (honest: Answer, world: StandIn) => unknown]>([
		[
			"signs the promise with another key",
			"wrong-promise",
			(honest) => ({
				...honest,
				promise: { ...honest.promise, signature: sign(newSigningSeed(), promiseBytes(honest.promise.statement)) },
			}),
		],
		[
			"promises later due times",
			"wrong-promise",
			resigned(({ due }) => ({ due: due.map((each) => ({ ...each, due: later(each.due, 1) })) })),
		],
		["promises fewer clocks", "wrong-promise", resigned(({ due }) => ({ due: due.slice(1) }))],
		["promises another leaf", "wrong-promise", resigned(() => ({ leaf: "00".repeat(32) as PromiseStatement["leaf"] }))],
		["promises to publish next month", "wrong-promise", resigned(({ publishBy }) => ({ publishBy: later(publishBy, 30 * 86_400) }))],
		["promises to publish yesterday", "wrong-promise", resigned(({ publishBy }) => ({ publishBy: later(publishBy, -86_400) }))],
		["promises another policy", "wrong-promise", resigned(({ calendar }) => ({ policy: calendar }))],
		["keeps another leaf", "wrong-promise", (honest) => ({ ...honest, leaf: honest.leaf.replace(/^(.{150})..../, "$1ffff") })],
		["leaves a clock out", "wrong-due", received({ clocks: [] })],
		[
			"says that it arrived tomorrow",
			"wrong-due",
			received({ received: { on: "2026-11-24", at: "2026-11-23T10:00:00Z", dayZero: "2026-11-24" } }),
		],
		["dates it an hour later", "wrong-due", (honest) => ({ ...honest, event: { ...honest.event, at: later(honest.event.at, 3_600) } })],
		["dates it an hour earlier", "wrong-due", (honest) => ({ ...honest, event: { ...honest.event, at: later(honest.event.at, -3_600) } })],
		["keeps another ciphertext", "wrong-promise", (honest) => ({ ...honest, event: { ...honest.event, ciphertext: honest.event.policy } })],
		["answers with nothing of the kind", "malformed-answer", () => ({ ok: true })],
	])("%s", async (_, code, lie) => {
		world.lies.raise = lie;
		await expect(raise()).rejects.toMatchObject({ name: "CheckError", code });
	});
});
