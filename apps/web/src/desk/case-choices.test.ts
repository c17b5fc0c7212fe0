import { addSeconds } from "@answerable/domain/instant";
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FORM } from "../form.fixture.ts";
import type { Reporter } from "../reporter/reporter.ts";
import type { StandIn } from "../stand-in.fixture.ts";
import { SLUG } from "../stand-in-people.fixture.ts";
import { reviewAtFor } from "./case-choices.ts";
import { type CaseView, caseViewOf } from "./case-view.ts";
import { type AtDesks, atDesks, wayTo } from "./desk.fixture.ts";
import { unlockDesk } from "./desk.ts";
import { titleOf } from "./title.ts";

const NAMED = [
	["guardian", "amina.guardian"],
	["deputy_guardian", "dele.deputy"],
	["chair", "chris.chair"],
] as const;

let world: StandIn;
let reporter: Reporter;
let desk: AtDesks["desk"];
let tenureOf: AtDesks["tenureOf"];
let raise: AtDesks["raise"];
let caseTag: CaseTag;
let words: readonly string[];

const phraseOf = (name: string) => world.phrases.get(name as LoginName)?.phrase.words.join(" ") ?? "";

beforeAll(async () => {
	({ world, reporter, desk, tenureOf, raise } = await atDesks(NAMED, ["exec_lead", "ned_lead", "external_body"]));
});

beforeEach(async () => {
	({ words, caseTag } = await raise());
});

const open = (role: Role) => desk(role).open({ caseTag, tenure: tenureOf(role) });

async function view(role: Role): Promise<CaseView> {
	const shown = caseViewOf(await open(role), world.now);
	if (shown === null) throw new Error("The case cannot be believed.");
	return shown;
}

const verbsOf = ({ choices }: CaseView) => choices.answering.map(({ verb }) => verb);

describe("what a handler may do", () => {
	test("is what would stop a clock, the soonest first, each with the clocks that it would stop", async () => {
		const { choices, header } = await view("guardian");
		expect(header?.title).toBe(titleOf(FORM.concern.text));
		const [first] = choices.answering;
		expect(first).toMatchObject({ verb: "acknowledgement", stops: [{ clock: "acknowledgement" }] });
		expect(choices.answering.find(({ verb }) => verb === "plan")?.stops.map(({ clock }) => clock)).toEqual(["acknowledgement", "plan"]);
		expect(choices.talking).toEqual(["private", "concern"]);
		expect(choices.closing).toEqual([]);
		expect(choices.heard).toEqual([]);
		expect(choices.explainUntil).toBeNull();
	});

	test("no longer offers what was done, and never an act that the server would refuse", async () => {
		await desk("guardian").letter(await open("guardian"), { purpose: "outcome", compartment: "concern", text: "This is what we found." });
		const after = await view("guardian");
		expect(verbsOf(after)).not.toContain("acknowledgement");
		expect(verbsOf(after)).not.toContain("outcome");
		expect([verbsOf(after).includes("safety_action"), after.choices.closing]).toEqual([true, []]);
		await desk("guardian").letter(await open("guardian"), { purpose: "safety_action", compartment: "concern", text: "Two more at night." });
		expect((await view("guardian")).choices.closing).toEqual(["outcome"]);
	});

	test("tells the board that it was told and may answer, until when; and nobody else", async () => {
		world.pass(world.secondsTo(4));
		const chair = await view("chair");
		expect(chair.choices.heard).toEqual([4]);
		expect(chair.choices.explainUntil).not.toBeNull();
		expect(chair.choices.talking).toEqual(["concern"]);
		expect((await view("guardian")).choices.explainUntil).toBeNull();
		await desk("chair").acknowledge(await open("chair"), 4);
		expect((await view("chair")).choices.heard).toEqual([]);
	});

	test.each([
		["right", 0],
		["a little ahead", 2],
		["a day behind", -86_400],
	])("lets the board answer from a device whose clock is %s", async (_, skew) => {
		world.pass(world.secondsTo(4));
		const seen = await open("chair");
		const { state, context } = seen.case;
		if (state === null) throw new Error("The case cannot be believed.");
		const reviewAt = reviewAtFor(state, addSeconds(world.now, skew), context);
		const { event } = await desk("chair").explain(seen, { answer: "explain", reviewAt, text: "We wait for the review." });
		expect(event.happening).toMatchObject({ kind: "explained", statement: { reviewAt } });
	});

	test("takes a lower urgency from two people alone", async () => {
		const before = await view("guardian");
		expect(before.choices.lowerTo).toEqual(["S3"]);
		await desk("guardian").proposeDowngrade(await open("guardian"), { severity: "S3", compartment: "concern", text: "It was put right." });
		expect((await view("guardian")).choices.agreeTo).toBeNull();
		world.pass(world.secondsTo(1));
		const deputy = await view("deputy_guardian");
		expect(deputy.choices.agreeTo).toMatchObject({ severity: "S3" });
		await desk("deputy_guardian").agreeDowngrade(await open("deputy_guardian"), { proposal: deputy.choices.agreeTo?.sequence ?? 0 });
		expect((await view("guardian")).severity).toBe("S3");
	});

	test("more time and a wait are done as they are offered, and the reporter reads why", async () => {
		const { choices } = await view("guardian");
		const [clock] = choices.extending;
		if (clock === undefined) throw new Error("No more time is offered.");
		await desk("guardian").extend(await open("guardian"), { clock: clock.clock, compartment: "concern", text: "One week more." });
		expect((await view("guardian")).choices.mayPause).toBe(true);
		await desk("guardian").pause(await open("guardian"), { compartment: "concern", text: "Which ward was it?" });
		expect((await view("guardian")).choices).toMatchObject({ mayPause: false, mayResume: true });
		await desk("guardian").resume(await open("guardian"));
		expect((await view("guardian")).choices.mayResume).toBe(false);
		const back = await reporter.comeBack(SLUG, words.join(" "));
		if (back.outcome !== "opened") throw new Error(back.outcome);
		const texts = back.case.mailbox.case.letters.flatMap(({ says }) =>
			typeof says !== "string" && says.kind === "letter" ? [says.content.text] : [],
		);
		expect(texts).toContain("One week more.");
		expect(back.case.findings).toEqual([]);
	});
});

describe("a desk that was locked", () => {
	test("opens again with the words alone, and with no others; nothing is asked of the server", async () => {
		const { session } = desk("guardian");
		const locked = { name: "amina.guardian" as LoginName, sealed: session.sealed };
		const asked = world.asked.length;
		const unlocked = await unlockDesk(wayTo(world), locked, phraseOf("amina.guardian"));
		if (unlocked.outcome !== "signed-in") throw new Error(unlocked.what);
		expect(unlocked.desk.session.tenures).toEqual(session.tenures);
		expect(await unlockDesk(wayTo(world), locked, phraseOf("chris.chair"))).toEqual({ outcome: "typo", what: "check-word-wrong" });
		expect(JSON.stringify(locked)).not.toContain(phraseOf("amina.guardian").split(" ")[0]);
		const { newStaffPhrase } = await import("./staff-keys.ts");
		const other = await newStaffPhrase("amina.guardian" as LoginName);
		await expect(unlockDesk(wayTo(world), locked, other.words.join(" "))).rejects.toMatchObject({ code: "wrong-tenure-key" });
		expect(world.asked.length).toBe(asked);
	});
});
