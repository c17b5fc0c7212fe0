/** A chair leaves months before their rung could come: the reporter, who comes back, gives the place to the new one, who reads it at its turn. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { removalOf } from "../../apps/web/src/desk/organisation.ts";
import type { OpenTenure } from "../../apps/web/src/desk/sign-in.ts";
import { dispute } from "../../apps/web/src/reporter/mailbox-act.ts";
import { connectReporter, type ReportersCase } from "../../apps/web/src/reporter/reporter.ts";
import { THEATRE } from "../../infra/demo/concerns.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { checkedIntake, type Party, type Reporter, readable, rowOf, signInAs, speakUp } from "../story/cast.ts";
import { comeBack, happenings } from "../story/mailbox.ts";
import { until } from "../story/narrator.ts";
import { takeOn } from "../story/newcomer.ts";
import { type Signers, signedByRoots, signedTwice, tenureIn } from "../story/signing.ts";

const SLUG = "northbrook";
const WAIT_SECONDS = 75;

let stage: Stage;
let reporter: Reporter;
let left: OpenTenure;
let chair: Party;

beforeAll(async () => {
	stage = await openStage();
	const guardian = await signInAs(stage, `guardian.${SLUG}`);
	left = tenureIn(await signInAs(stage, `chair.${SLUG}`), "chair");
	const roots: Signers = [await signInAs(stage, `ned-lead.${SLUG}`), await signInAs(stage, `board-secretary.${SLUG}`)];
	reporter = await speakUp(stage, SLUG, THEATRE);
	await answerAll(guardian);
	chair = await replaceChair(roots);
}, 300_000);

afterAll(async () => {
	await stage.close();
}, 60_000);

/** Everything that is owed is answered, so that nothing climbs while people change, however slow this machine is. */
async function answerAll(guardian: Party): Promise<void> {
	const { caseTag } = reporter.raised;
	const open = () => until("the guardian to read it", WAIT_SECONDS, () => readable(guardian, caseTag));
	const tenure = tenureIn(guardian, "guardian").statement.tenure;
	await guardian.desk.letter(await open(), { purpose: "acknowledgement", compartment: "concern", text: "I have read this." });
	const read = await open();
	await guardian.desk.triage(read, { severity: read.desk.row.severity, handler: tenure, compartment: "concern", text: "I handle it." });
	await guardian.desk.letter(await open(), { purpose: "outcome", compartment: "concern", text: "It is done." });
}

async function replaceChair(roots: Signers): Promise<Party> {
	const { organisation } = left.statement;
	await signedTwice(roots, removalOf(left, "left"));
	const newcomer = await takeOn(stage, SLUG, "chair");
	const { statement, answer } = await newcomer.desk.offerKey({ organisation, role: "chair" });
	await signedByRoots(roots, answer.hash);
	await until("the new chair's key to count", WAIT_SECONDS, async () => {
		const { intake } = await checkedIntake(stage, SLUG);
		return intake.holders.some((holder) => holder.statement.tenure === statement.tenure) ? true : null;
	});
	return newcomer.again();
}

/** Back with the seven words alone. */
async function visit(): Promise<ReportersCase> {
	const back = await connectReporter({ origin: stage.origin }).comeBack(SLUG, reporter.raised.words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

test("the reporter is asked, and gives the place; the new chair does not even learn of it", async () => {
	const open = await visit();
	const { tenure } = tenureIn(chair, "chair").statement;
	expect(open.successors.map(({ holder, place, opens, isAhead }) => [holder.statement.tenure, place, isAhead, ...opens])).toEqual([
		[tenure, { tenure: left.statement.tenure, rung: 4 }, true, "concern"],
	]);
	expect(open.view).toMatchObject({ successors: [], successorsAhead: ["chair"] });
	await open.giveKeys();
	const again = await visit();
	expect([again.successors, again.findings]).toEqual([[], []]);
	expect(await rowOf(chair, reporter.raised.caseTag)).toBeNull();
});

test("when nobody answers after all, the new chair is told in their turn, and the releaser opens what may go up", async () => {
	const { connected, mailbox } = await comeBack(stage, SLUG, reporter);
	const [first] = happenings(mailbox.mailbox.events, "letter");
	await dispute(connected, mailbox, { sequence: first?.sequence ?? 0, text: "That answers nothing." });
	const read = await until("the new chair to read it", WAIT_SECONDS, () => readable(chair, reporter.raised.caseTag));
	expect([Object.keys(read.keys), read.case.findings, read.unopened]).toEqual([["concern"], [], 0]);
	const says = read.case.letters[0]?.says;
	expect(typeof says === "object" && says.kind === "concern" ? says.content.text : says).toBe(reporter.text);
	const released = happenings(read.case.events, "released").filter(({ happening }) => happening.consequence.rung === 4);
	expect(released.flatMap(({ happening }) => happening.consequence.tenures)).toEqual(
		expect.arrayContaining([left.statement.tenure, tenureIn(chair, "chair").statement.tenure]),
	);
	const told = await visit();
	expect(told.findings).toEqual([]);
});
