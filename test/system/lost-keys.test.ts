/** A guardian loses words, phone and keys: a colleague gives back what they can open, and the reporter, who comes back, the rest. */
import type { LoginName } from "@answerable/types/desk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removalOf, rootChangeOf } from "../../apps/web/src/desk/organisation.ts";
import type { OpenTenure } from "../../apps/web/src/desk/sign-in.ts";
import { connectReporter, type ReportersCase } from "../../apps/web/src/reporter/reporter.ts";
import { viewOf } from "../../apps/web/src/reporter/view.ts";
import { signInWithPhone } from "../../infra/demo/authenticator.ts";
import { PATHOLOGY, THEATRE } from "../../infra/demo/concerns.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { checkedIntake, type Party, type Reporter, readable, rowOf, signInAs, speakUp } from "../story/cast.ts";
import { administratorOf, joinAs, tokenOfLink } from "../story/joining.ts";
import { until } from "../story/narrator.ts";
import { readOrganisation, type Signers, signedByRoots, signedTwice, tenureIn } from "../story/signing.ts";

const SLUG = "northbrook";
const GUARDIAN = `guardian.${SLUG}` as LoginName;
const WAIT_SECONDS = 75;
const ANSWER = "I have new keys, and I have read your words. This is what we will do.";

let stage: Stage;
let roots: Signers;
let handedOver: Reporter;
let visited: Reporter;
let before: OpenTenure;
let deputy: Party;
/** The guardian again, with the keys that count by then. */
let guardian: Party;

beforeAll(async () => {
	stage = await openStage();
	const first = await signInAs(stage, GUARDIAN);
	before = tenureIn(first, "guardian");
	[handedOver, visited] = [await speakUp(stage, SLUG, PATHOLOGY), await speakUp(stage, SLUG, THEATRE)];
	await until("the guardian to read them", WAIT_SECONDS, async () => {
		const read = await Promise.all([handedOver, visited].map(({ raised }) => readable(first, raised.caseTag)));
		return read.every((open) => open !== null) ? true : null;
	});
	deputy = await signInAs(stage, `deputy-guardian.${SLUG}`);
	roots = [await signInAs(stage, `ned-lead.${SLUG}`), await signInAs(stage, `board-secretary.${SLUG}`)];
	guardian = await loseEverything(first);
}, 300_000);

afterAll(async () => {
	await stage.close();
}, 60_000);

/** The deputy becomes root in their place, and roots end the old key. Then they come in again by an invitation that a root vouches for, and make a new one. */
async function loseEverything({ desk }: Party): Promise<Party> {
	const { organisation } = before.statement;
	const { person } = desk.session;
	const into = tenureIn(deputy, "deputy_guardian").statement.sign;
	await signedTwice(roots, rootChangeOf(await readOrganisation(roots, organisation), { out: before.statement.sign, into }));
	await signedTwice(roots, removalOf(before, "lost"));
	const { admin } = (await administratorOf(stage)).desk;
	const { link, invitation } = await admin.renew(person, "reset");
	await roots[0].desk.account.confirm(invitation);
	await admin.appoint({ person, organisation, role: "guardian" });
	const { desk: back, wayIn } = await joinAs(stage, GUARDIAN, tokenOfLink(link));
	const { statement, answer } = await back.offerKey({ organisation, role: "guardian" });
	await signedByRoots(roots, answer.hash);
	await until("the new key to count", WAIT_SECONDS, async () => {
		const { intake } = await checkedIntake(stage, SLUG);
		return intake.holders.some((holder) => holder.statement.tenure === statement.tenure) ? true : null;
	});
	const phrase = wayIn.phrase.words.join(" ");
	return { login: GUARDIAN, desk: await signInWithPhone({ origin: stage.origin }, { login: GUARDIAN, phrase, phone: wayIn.phone.secret }) };
}

/** Back with the seven words alone, without a poster: the roots are those that the raise vouches for. */
async function comeBack({ raised }: Reporter): Promise<ReportersCase> {
	const back = await connectReporter({ origin: stage.origin }).comeBack(SLUG, raised.words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

/** The texts that somebody can read of a case; none while they know nothing of it. */
async function textsFor(party: Party, { raised }: Reporter): Promise<readonly string[]> {
	const open = await readable(party, raised.caseTag);
	return (open?.case.letters ?? []).flatMap(({ says }) => (typeof says === "object" && says.kind === "concern" ? [says.content.text] : []));
}

test("new words and new keys open nothing of what came before", async () => {
	expect(guardian.desk.session.person).toBe(before.statement.person);
	for (const { raised } of [handedOver, visited]) expect(await rowOf(guardian, raised.caseTag)).toBeNull();
});

test("a colleague gives case by case what they can open themselves, and no more", async () => {
	await until("the deputy to be told", WAIT_SECONDS, () => readable(deputy, handedOver.raised.caseTag));
	const [from, to] = [tenureIn(deputy, "deputy_guardian"), tenureIn(guardian, "guardian")];
	const { intake } = await checkedIntake(stage, SLUG);
	const only = (caseTag: string) => caseTag === handedOver.raised.caseTag;
	const asked = { from: from.statement.tenure, to: to.statement.tenure, directory: intake, only };
	expect(await deputy.desk.handOver(asked)).toEqual({ given: 1, notGiven: [] });
	expect(await textsFor(guardian, handedOver)).toEqual([handedOver.text]);
	const open = await readable(guardian, handedOver.raised.caseTag);
	expect(Object.keys(open?.keys ?? {}).sort()).toEqual(["concern", "notes"]);
	expect(await textsFor(guardian, visited)).toEqual([]);
});

test("the reporter comes back, gives the key, and is answered by a guardian who reads what they wrote", async () => {
	const { successors, giveKeys } = await comeBack(visited);
	const { tenure } = tenureIn(guardian, "guardian").statement;
	expect(successors.map(({ holder, opens }) => [holder.statement.tenure, ...opens])).toEqual([[tenure, "concern", "private"]]);
	await giveKeys();
	expect(await textsFor(guardian, visited)).toEqual([visited.text]);
	const open = await readable(guardian, visited.raised.caseTag);
	if (open === null) throw new Error("not given");
	expect([open.case.findings, open.unopened]).toEqual([[], 0]);
	await guardian.desk.letter(open, { purpose: "plan", compartment: "concern", text: ANSWER });
	const again = await comeBack(visited);
	const view = viewOf(again.mailbox, again.successors);
	const theirs = view?.entries.flatMap(({ by, letters }) => (by.actor === "handler" ? letters : [])) ?? [];
	expect(theirs.map(({ says }) => (typeof says === "object" && says.kind === "letter" ? says.content.text : says))).toEqual([ANSWER]);
	expect([view?.successors, view?.proofs.findings]).toEqual([[], []]);
	expect(view?.access.filter(({ role, by, isGone }) => role === "guardian" && (by === "yours" || isGone)).map(({ by }) => by)).toEqual([
		"first",
		"yours",
	]);
});

test("and of a case of which a colleague could give a part, the rest", async () => {
	await (await comeBack(handedOver)).giveKeys();
	const open = await readable(guardian, handedOver.raised.caseTag);
	expect(Object.keys(open?.keys ?? {}).sort()).toEqual(["concern", "notes", "private"]);
});
