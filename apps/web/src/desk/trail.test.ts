import type { LoginName } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { connectReporter } from "../reporter/reporter.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { type Desk, signInToDesk } from "./desk.ts";
import { type TrailView, trailOf } from "./trail.ts";

let world: StandIn;
let desk: Desk;
let caseTag: CaseTag;

beforeAll(async () => {
	world = new StandIn();
	await world.appoint("guardian", "amina.guardian" as LoginName);
	for (const role of ["deputy_guardian", "exec_lead", "ned_lead", "chair", "external_body"] as const) await world.appoint(role);
	const phrase = world.phrases.get("amina.guardian" as LoginName)?.phrase.words.join(" ") ?? "";
	const signedIn = await signInToDesk(
		{ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] },
		{ name: "amina.guardian" as LoginName, phrase, code: CODE },
	);
	if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
	desk = signedIn.desk;
});

beforeEach(async () => {
	world.lies = {};
	world.cases.clear();
	const reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
	({ caseTag } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM));
	world.tick();
});

const open = () =>
	desk.open({ caseTag, tenure: world.staff.find(({ role }) => role === "guardian")?.mine.statement.tenure ?? ("" as never) });

async function trail(): Promise<TrailView> {
	const view = trailOf(await open(), world.now);
	if (view === null) throw new Error("The case cannot be believed.");
	return view;
}

test("every event is there in order, and says how it is proved", async () => {
	await desk.letter(await open(), { purpose: "acknowledgement", compartment: "concern", text: "Thank you." });
	const { rows } = await trail();
	expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index));
	expect(rows.map(({ happening, proof }) => `${happening.kind} ${proof}`)).toEqual([
		"raised signed",
		"routed computed",
		"viewed computed",
		"letter signed",
	]);
});

test("what is served otherwise than it was signed, or than the rules come to, is not proved", async () => {
	world.lies.desk = (shown) => ({
		...shown,
		events: shown.events.map((event) =>
			event.happening.kind === "viewed"
				? {
						...event,
						happening: {
							...event.happening,
							consequence: { tenure: world.staff.find(({ role }) => role === "chair")?.mine.statement.tenure ?? ("" as never) },
						},
					}
				: event,
		),
	});
	const { rows } = await trail();
	expect(rows.find(({ happening }) => happening.kind === "viewed")?.proof).toBe("not-proved");
	expect(rows[0]?.proof).toBe("signed");
});

test("an answer says which clocks it stopped, and against which due; a late one is told by it", async () => {
	world.pass(world.secondsTo(2));
	await desk.letter(await open(), { purpose: "acknowledgement", compartment: "concern", text: "Thank you." });
	const { rows, bars } = await trail();
	const answer = rows.at(-1);
	const [stopped] = answer?.stopped ?? [];
	expect(stopped?.clock).toBe("acknowledgement");
	expect(answer !== undefined && stopped !== undefined && answer.at > stopped.due).toBe(true);
	const told = rows.filter(({ happening }) => happening.kind === "escalated");
	expect(told.length).toBeGreaterThan(0);
	expect(told.every(({ at, scheduled }) => scheduled !== null && at >= scheduled)).toBe(true);
	expect(bars.find(({ clock }) => clock === "acknowledgement")).toMatchObject({ stopped: answer?.at, due: stopped?.due });
});

test("a clock's bar has the rungs that were told and those to come, and the line of time holds them all", async () => {
	world.pass(world.secondsTo(2));
	const { bars, from, until } = await trail();
	const bar = bars.find(({ clock }) => clock === "acknowledgement");
	expect(bar?.rungs.map(({ rung, isTold }) => [rung, isTold])).toEqual([
		[1, true],
		[2, true],
		[3, false],
		[4, false],
		[5, false],
	]);
	for (const each of bars.flatMap(({ opens, due, rungs }) => [opens, due, ...rungs.map(({ at }) => at)])) {
		expect(each >= from && each <= until).toBe(true);
	}
});
