/** What two roots decide for their organisation over the typed client, and what a reporter's client then believes. */

import { policyById } from "@answerable/domain/policy";
import { adoptPolicy, isNotAdopted } from "@answerable/domain/policy-adoption";
import type { Hash } from "@answerable/types/bytes";
import { Severity } from "@answerable/types/clock";
import type { OrganisationDesk } from "@answerable/types/organisation";
import type { Policy, PolicyChange } from "@answerable/types/policy";
import type { Proposal, ProposalAnswer } from "@answerable/types/proposal";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adoptionOf, brandingOf, interestsOf } from "../../apps/web/src/desk/organisation.ts";
import { PATHOLOGY, THEATRE } from "../../infra/demo/concerns.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { checkedIntake, type Party, type Reporter, signInAs, speakUp } from "../story/cast.ts";
import { comeBack, happenings, secondsBetween } from "../story/mailbox.ts";
import { until } from "../story/narrator.ts";
import { tenureIn } from "../story/signing.ts";

const SLUG = "northbrook";
const PUBLISHED_WITHIN_SECONDS = 60;
const REASON = "Our second guardian is on long-term sick leave until the autumn.";
const BASE = policyById("demo@1");

let stage: Stage;
let ned: Party;
let secretary: Party;
let before: Reporter;

beforeAll(async () => {
	stage = await openStage();
	[ned, secretary] = await Promise.all([signInAs(stage, `ned-lead.${SLUG}`), signInAs(stage, `board-secretary.${SLUG}`)]);
	before = await speakUp(stage, SLUG, PATHOLOGY);
}, 240_000);

afterAll(async () => {
	await stage.close();
}, 60_000);

function readDesk(): Promise<OrganisationDesk> {
	return ned.desk.organisation(tenureIn(ned, "ned_lead").statement.organisation);
}

/** One root proposes, the other reads what stands there and signs it. */
async function decide(proposal: Proposal): Promise<ProposalAnswer> {
	const { hash, enacted } = await ned.desk.propose(tenureIn(ned, "ned_lead").statement.tenure, proposal);
	expect(enacted).toBe(false);
	const { statement } = tenureIn(secretary, "board_secretary");
	const shown = (await secretary.desk.organisation(statement.organisation)).proposals.find((each) => each.hash === hash);
	if (shown === undefined) throw new Error("The proposal is not shown to the other root.");
	return secretary.desk.countersign(statement.tenure, shown);
}

function adopted(changes: readonly PolicyChange[], reason: string | null): Policy {
	const answer = adoptPolicy(BASE, changes, { reason });
	if (isNotAdopted(answer)) throw new Error(JSON.stringify(answer.refused));
	return answer.policy;
}

const plan = (seconds: number): PolicyChange[] =>
	Severity.options.map((severity) => ({ kind: "clock", clock: "plan", severity, due: { seconds } }));

/** How long whoever raised has to wait for a plan, by the promise that their client checked. */
function waitForPlan({ raised }: Reporter): number {
	const due = raised.promise.statement.due.find(({ clock }) => clock === "plan")?.due;
	return secondsBetween(raised.visibleAt, due ?? "");
}

/** When the plan is due, by everything that the reporter's client checks when they come back; and the rules that it runs by. */
async function whenBack(reporter: Reporter): Promise<{ readonly due: Instant | undefined; readonly policy: Hash }> {
	const { mailbox } = await comeBack(stage, SLUG, reporter);
	expect([...mailbox.findings, ...mailbox.case.findings].filter(({ code }) => code !== "leaf-not-published")).toEqual([]);
	const [raisedEvent] = happenings(mailbox.mailbox.events, "raised");
	if (raisedEvent === undefined) throw new Error("There is no raise.");
	const due = mailbox.case.state?.runnings.find(({ clock }) => clock === "plan")?.due;
	return { due, policy: raisedEvent.happening.statement.policy };
}

/** Waits until reporters are told of the adoption with its leaf, and raises a concern under it. */
async function raisedUnder(policy: Policy): Promise<Reporter> {
	await until("the adoption to be published", PUBLISHED_WITHIN_SECONDS, async () => {
		const { intake } = await checkedIntake(stage, SLUG).catch(() => ({ intake: null }));
		return intake?.context.policy.adoption?.reason === policy.adoption?.reason && intake?.context.policy.id === policy.id ? true : null;
	});
	return speakUp(stage, SLUG, THEATRE);
}

test("two roots shorten a clock without a reason, and lengthen it with one: each concern keeps the times under which it was raised", async () => {
	expect(waitForPlan(before)).toBe(120);
	const first = await whenBack(before);

	const shorter = adopted(plan(90), null);
	expect(await decide(adoptionOf(await readDesk(), shorter))).toMatchObject({ enacted: true });
	const second = await raisedUnder(shorter);
	expect(waitForPlan(second)).toBe(90);

	const longer = adopted(plan(140), REASON);
	expect(await decide(adoptionOf(await readDesk(), longer))).toMatchObject({ enacted: true });
	const third = await raisedUnder(longer);
	expect(waitForPlan(third)).toBe(140);

	const policies = [first.policy];
	for (const [reporter, seconds] of [
		[before, 120],
		[second, 90],
		[third, 140],
	] as const) {
		const { due, policy } = await whenBack(reporter);
		expect(secondsBetween(reporter.raised.visibleAt, due ?? "")).toBe(seconds);
		policies.push(policy);
	}
	expect(policies[1]).toBe(first.policy);
	expect(new Set(policies).size).toBe(3);
}, 240_000);

test("nobody lengthens a clock without a published reason, whatever their client sends", async () => {
	expect(adoptPolicy(BASE, plan(140), { reason: null })).toMatchObject({ refused: Severity.options.map(() => ({ path: "reason" })) });
	const { adoption, ...rest } = adopted(plan(140), REASON);
	if (adoption === null) throw new Error("Nothing was adopted.");
	const silent = adoptionOf(await readDesk(), { ...rest, adoption: { ...adoption, reason: null } });
	await expect(ned.desk.propose(tenureIn(ned, "ned_lead").statement.tenure, silent)).rejects.toMatchObject({
		code: "policy-not-adoptable",
	});
	const named = adoptionOf(await readDesk(), { ...adopted(plan(140), REASON), adoption: null });
	await expect(ned.desk.propose(tenureIn(ned, "ned_lead").statement.tenure, named)).rejects.toMatchObject({ code: "policy-not-adoptable" });
});

test("a name, a colour, a contact and ties: one root alone changes nothing, two do, and reporters are told of each", async () => {
	const face = { name: "Northbrook Hospitals", colour: "#330072", contact: "Call the board secretary on 01632 960 333." };
	const [guardian, sid] = (await checkedIntake(stage, SLUG)).intake.holders
		.filter(({ statement }) => statement.role === "guardian" || statement.role === "sid")
		.map(({ statement }) => statement.person);
	if (guardian === undefined || sid === undefined) throw new Error("Somebody is missing.");
	const tied = { by: guardian, about: sid, tie: "spouse" as never, from: "2026-01-01" as never, until: null };
	expect(await decide(brandingOf(await readDesk(), face))).toMatchObject({ enacted: true });
	expect(await decide(interestsOf(await readDesk(), [tied]))).toMatchObject({ enacted: true });
	const { intake } = await until("the register to be published", PUBLISHED_WITHIN_SECONDS, async () => {
		const checked = await checkedIntake(stage, SLUG).catch(() => null);
		return checked !== null && checked.intake.interests.length > 0 ? checked : null;
	});
	expect(intake.branding).toEqual({ ...face, ink: "#ffffff" });
	expect(intake.organisation.name).toBe(face.name);
	expect(intake.interests).toMatchObject([{ tie: "undisclosed" }]);
	expect(await readDesk()).toMatchObject({ odsCode: "ZZ1", nation: "england", branding: { number: 2, branding: face, isShown: true } });
});
