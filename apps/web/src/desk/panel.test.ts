import type { LoginName } from "@answerable/types/desk";
import { beforeAll, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { connectReporter } from "../reporter/reporter.ts";
import type { LetterView } from "../reporter/view.ts";
import { CODE, StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import type { OpenCase } from "./case.ts";
import { signInToDesk } from "./desk.ts";
import { panelOf } from "./panel.ts";
import { choiceFor } from "./panel-choice.ts";

let world: StandIn;
let open: OpenCase;

beforeAll(async () => {
	world = new StandIn();
	const name = "amina.guardian" as LoginName;
	await world.appoint("guardian", name);
	for (const role of ["deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const) await world.appoint(role);
	const options = { origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] };
	const reporter = connectReporter(options);
	const { caseTag } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM);
	const phrase = world.phrases.get(name)?.phrase.words.join(" ") ?? "";
	const signedIn = await signInToDesk(options, { name, phrase, code: CODE });
	if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
	const choice = { caseTag, tenure: world.staff[0]?.mine.statement.tenure ?? ("" as never) };
	// Long enough for the first steps of the demonstration's ladder.
	world.pass(30);
	await signedIn.desk.letter(await signedIn.desk.open(choice), {
		purpose: "plan",
		compartment: "concern",
		text: "Two nurses from Monday.",
	});
	open = await signedIn.desk.open(choice);
});

describe("the paper of a case", () => {
	test("has every clock with its due and its answer, and every step that was told", () => {
		const panel = panelOf(open, world.now);
		const bars = panel?.trail.bars ?? [];
		expect(bars.length).toBeGreaterThan(1);
		expect(bars.find(({ clock }) => clock === "plan")?.stopped).not.toBeNull();
		expect(bars.flatMap(({ rungs }) => rungs).some(({ isTold }) => isTold)).toBe(true);
	});

	test("tells who could read it since when, and nobody who cannot yet", () => {
		const readers = panelOf(open, world.now)?.readers ?? [];
		expect(readers[0]).toMatchObject({ role: "guardian", sees: "content", by: "first" });
		expect(readers.map(({ role }) => role)).toContain("deputy_guardian");
		expect(readers.every(({ since, sees }) => since !== null && sees !== "nothing")).toBe(true);
		expect([...readers].sort((left, right) => ((left.since ?? "") < (right.since ?? "") ? -1 : 1))).toEqual(readers);
	});

	test("is none of a case that cannot be believed", () => {
		expect(panelOf({ ...open, case: { ...open.case, state: null } }, world.now)).toBeNull();
	});
});

describe("a letter on paper", () => {
	const letter = (compartment: LetterView["compartment"], kind: "letter" | "feedback" | "none" = "letter"): LetterView => ({
		compartment,
		purpose: "reply",
		says: kind === "none" ? "cannot-open" : ({ kind, content: { purpose: "reply", text: "It is I, A. Nurse." } } as never),
	});

	test("of who raised it is there only if that was chosen, whatever else was", () => {
		const raised = panelOf(open, world.now)?.view.entries[0]?.letters ?? [];
		expect(raised.map(choiceFor)).toEqual(["concern", "identity"]);
	});

	test.each([
		["concern", "letter", "letters"],
		["concern", "none", "letters"],
		["private", "letter", "private"],
		["private", "feedback", "private"],
		["private", "none", "private"],
		["notes", "letter", null],
		["notes", "none", null],
	] as const)("in %s (%s) is there by the choice %j", (compartment, kind, choice) => {
		expect(choiceFor(letter(compartment, kind))).toBe(choice);
	});
});
