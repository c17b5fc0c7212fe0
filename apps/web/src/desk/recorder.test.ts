import type { LoginName } from "@answerable/types/desk";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { createRaising } from "../raising/raising.ts";
import type { Slip } from "../raising/slip.ts";
import { connectReporter, type Reporter } from "../reporter/reporter.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { toldOf } from "../told.fixture.ts";
import { type Desk, signInToDesk } from "./desk.ts";
import { recorderOf, slugOf } from "./recorder.ts";

const GUARDIAN = "amina.guardian" as LoginName;

let world: StandIn;
let reporter: Reporter;
let desk: Desk;
let heard: { readonly url: string; readonly init: RequestInit }[];

beforeAll(async () => {
	world = new StandIn();
	await world.appoint("guardian", GUARDIAN);
	for (const role of ["deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const) await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
	const phrase = world.phrases.get(GUARDIAN)?.phrase.words.join(" ") ?? "";
	const signedIn = await signInToDesk(
		{ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] },
		{ name: GUARDIAN, phrase, code: CODE },
	);
	if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
	desk = signedIn.desk;
});

beforeEach(() => {
	world.lies = {};
	world.cases.clear();
	heard = [];
});

/** The desk's engine, as far as it records. */
function recording(session: () => Pick<Desk["session"], "tenures"> = () => desk.session) {
	const listening: typeof world.fetch = async (url, init) => {
		heard.push({ url, init });
		return world.fetch(url, init);
	};
	return createRaising(recorderOf(session, { origin: ORIGIN, fetch: listening, clock: clockFrom(world.clock()), retryDelaysMs: [1] }));
}

const quiet = () => undefined;

async function recorded(): Promise<Slip> {
	const { meet, plan, send } = recording();
	await meet({ slug: SLUG, roots: null }, quiet);
	await plan(FORM, quiet);
	return send(FORM, quiet);
}

async function comeBack({ words }: Pick<Slip, "words">) {
	const back = await reporter.comeBack(SLUG, words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

describe("a concern that somebody told", () => {
	test("is sealed, promised and routed as any other, and its guardian reads it", async () => {
		const slip = await recorded();
		const own = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
		world.tick();
		const back = await comeBack(slip);
		expect(back.findings).toEqual([]);
		expect(toldOf(back)[0]).toMatch(/wrote|written/i);
		const { caseTag } = back.mailbox.mailbox;
		const statementOf = (tag: typeof caseTag) => {
			const happening = world.cases.get(tag)?.events[0]?.happening;
			if (happening?.kind !== "raised") throw new Error("no raise");
			return happening.statement;
		};
		expect(statementOf(caseTag)).toMatchObject({ origin: "on-behalf", severity: statementOf(own.caseTag).severity });
		expect(statementOf(caseTag).recipients).toEqual(statementOf(own.caseTag).recipients);
		expect(slip.promiseText).toContain(slip.promise.signature);
		const tenure = world.staff[0]?.mine.statement.tenure ?? ("" as never);
		const open = await desk.open({ caseTag, tenure });
		expect(open.case.findings).toEqual([]);
		expect(open.case.letters.map(({ says }) => (typeof says === "string" ? says : says.kind))).toEqual(["concern", "private"]);
	});

	test("has a claim code that decides nothing, until whoever told it has words of their own: then the guardian's copy opens nothing", async () => {
		const slip = await recorded();
		world.tick();
		const claimed = await comeBack(slip);
		expect(claimed.view?.isClaimed).toBe(true);
		await expect(claimed.askWithdrawal()).rejects.toMatchObject({ code: "claim-code" });
		const fresh = await claimed.newWords();
		const mine = await fresh.use();
		expect(mine.view?.isClaimed).toBe(false);
		expect(await reporter.comeBack(SLUG, slip.words.join(" "))).toMatchObject({ outcome: "not-found" });
		expect((await comeBack(fresh)).view?.isClaimed).toBe(false);
	});

	test("is sent as a reporter sends: without the session, and with no word of it or of the claim code in the clear", async () => {
		const slip = await recorded();
		expect(heard.length).toBeGreaterThan(2);
		expect(heard.filter(({ init }) => init.credentials !== "omit" || new Headers(init.headers).has("cookie"))).toEqual([]);
		expect(heard.filter(({ url }) => url.includes("/api/desk"))).toEqual([]);
		const sent = heard.map(
			({ url, init }) => `${url} ${init.body instanceof Uint8Array ? new TextDecoder("latin1").decode(init.body) : init.body}`,
		);
		for (const secret of [FORM.concern.text, FORM.private.name, slip.words.join(" "), slip.words.slice(0, 2).join(" ")])
			expect(sent.filter((text) => text.includes(secret))).toEqual([]);
	});

	test("is forgotten once it is sent, and the same form is another concern then; before that it is the same one", async () => {
		const { meet, send } = recording();
		await meet({ slug: SLUG, roots: null }, quiet);
		world.lies.lose = 9;
		await expect(send(FORM, quiet)).rejects.toMatchObject({ code: "unreachable" });
		world.lies = {};
		const first = await send(FORM, quiet);
		expect(world.cases.size).toBe(1);
		const second = await send(FORM, quiet);
		expect(world.cases.size).toBe(2);
		expect(second.words).not.toEqual(first.words);
	});
});

describe("a directory", () => {
	test("without the key of whoever asks for it is not sealed to", async () => {
		const { meet } = recording(() => ({
			tenures: desk.session.tenures.map((mine) => ({ ...mine, key: "0".repeat(64) as typeof mine.key })),
		}));
		await expect(meet({ slug: SLUG, roots: null }, quiet)).rejects.toMatchObject({ code: "no-key" });
	});

	test("is asked for by the name that the server lists, if it lists it", async () => {
		expect(await slugOf(desk.session, world.provider)).toBe(SLUG);
		await expect(slugOf(desk.session, "nowhere" as never)).rejects.toMatchObject({ code: "wrong-organisation" });
	});
});
