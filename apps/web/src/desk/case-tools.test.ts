import { RETURN_LIST } from "@answerable/domain/return-list";
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { CivilDate } from "@answerable/types/time";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOverdue } from "../agreed-actions.ts";
import type { Reporter } from "../reporter/reporter.ts";
import type { StandIn } from "../stand-in.fixture.ts";
import { SLUG } from "../stand-in-people.fixture.ts";
import { toldOf } from "../told.fixture.ts";
import { type CaseView, caseViewOf } from "./case-view.ts";
import { type AtDesks, atDesks } from "./desk.fixture.ts";

const NAMED = [
	["guardian", "amina.guardian"],
	["deputy_guardian", "dele.deputy"],
	["exec_lead", "erin.exec"],
] as const;

let world: StandIn;
let reporter: Reporter;
let desk: AtDesks["desk"];
let tenureOf: AtDesks["tenureOf"];
let raise: AtDesks["raise"];
let caseTag: CaseTag;
let words: readonly string[];

beforeAll(async () => {
	({ world, reporter, desk, tenureOf, raise } = await atDesks(NAMED, ["ned_lead", "chair", "external_body"]));
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

async function comeBack() {
	const back = await reporter.comeBack(SLUG, words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

const note = async (text: string, beside = {}) =>
	(await desk("guardian").letter(await open("guardian"), { purpose: "reply", compartment: "notes", text, beside })).event.sequence;

describe("a private note", () => {
	test("is read by those who open the notes; the reporter sees that it was made, and cannot open it; it answers nothing", async () => {
		const before = (await view("guardian")).expected;
		await note("Spoke to the matron: she knows.");
		const after = await view("guardian");
		expect(after.entries.at(-1)?.letters[0]?.says).toMatchObject({ content: { text: "Spoke to the matron: she knows." } });
		expect(after.expected.map(({ clock, due }) => `${clock} ${due}`)).toEqual(before.map(({ clock, due }) => `${clock} ${due}`));
		const back = await comeBack();
		expect(back.findings).toEqual([]);
		expect(toldOf(back).at(-1)).toBe(
			"The Speak Up guardian made a note for those who handle your concern. You cannot read it. It answers nothing.",
		);
		expect(back.view?.entries.at(-1)?.letters).toMatchObject([{ says: "not-for-me" }]);
		expect(JSON.stringify(back.view?.entries)).not.toContain("matron");
	});

	test("tells beforehand who reads it, now and once it goes up; whoever that leaves out cannot", async () => {
		expect((await view("guardian")).noteReaders).toEqual({ now: ["guardian"], later: ["deputy_guardian"] });
		await note("Spoke to the matron.");
		world.pass(world.secondsTo(2) + 30);
		expect((await view("guardian")).noteReaders).toEqual({ now: ["guardian", "deputy_guardian"], later: [] });
		const [deputy, exec] = [await view("deputy_guardian"), await view("exec_lead")];
		const notesOf = ({ entries }: CaseView) =>
			entries.flatMap(({ letters }) => letters).filter(({ compartment }) => compartment === "notes");
		expect(notesOf(deputy)[0]?.says).toMatchObject({ content: { text: "Spoke to the matron." } });
		expect(notesOf(exec)).toMatchObject([{ says: "not-for-me" }]);
		expect(exec.choices).toMatchObject({ mayNote: false, counting: "concern" });
	});
});

describe("what was agreed", () => {
	const action = { owner: "ward manager", by: "2026-12-01" as CivilDate };

	test("is listed with who and by when, told or not, until somebody says what became of it", async () => {
		const kept = await note("Move the rota", { action });
		const told = await desk("guardian").letter(await open("guardian"), {
			purpose: "update",
			compartment: "concern",
			text: "A second nurse each night",
			beside: { action: { ...action, by: "2026-11-30" as CivilDate } },
		});
		await note("Moved on Monday", { news: { of: kept, became: "done" } });
		expect((await view("guardian")).agreed).toEqual([
			{
				sequence: told.event.sequence,
				what: "A second nurse each night",
				owner: "ward manager",
				by: "2026-11-30",
				compartment: "concern",
				became: null,
			},
			{ sequence: kept, what: "Move the rota", ...action, compartment: "notes", became: "done" },
		]);
		const back = await comeBack();
		expect(toldOf(back)).toContain("The Speak Up guardian wrote how it is going.");
		const shown = JSON.stringify(back.view?.entries);
		expect([shown.includes("A second nurse"), shown.includes("Move the rota")]).toEqual([true, false]);
	});

	test("is overdue from the day after, and never once it was done", () => {
		const agreed = { ...action, sequence: 3, what: "Move the rota", compartment: "notes", became: null } as const;
		expect(isOverdue(agreed, "2026-12-01" as CivilDate)).toBe(false);
		expect(isOverdue(agreed, "2026-12-02" as CivilDate)).toBe(true);
		expect(isOverdue({ ...agreed, became: "dropped" }, "2026-12-02" as CivilDate)).toBe(false);
	});

	test("is agreed by those who handle the case alone", async () => {
		const back = await comeBack();
		await back.reply({ purpose: "reply", compartment: "concern", text: "They should move the rota." });
		const opened = await open("guardian");
		const forged = opened.case.letters.map((letter) =>
			letter.place.context.sender === "reporter" && typeof letter.says !== "string" && letter.says.kind === "letter"
				? { ...letter, says: { ...letter.says, content: { ...letter.says.content, action, categories: COUNTED } } }
				: letter,
		);
		const shown = caseViewOf({ ...opened, case: { ...opened.case, letters: forged } }, world.now);
		expect(shown).toMatchObject({ agreed: [], counted: null });
	});
});

const COUNTED = { list: RETURN_LIST.id, elements: ["bullying_harassment"], detriment: false };

describe("how a case is counted", () => {
	test("is told by triage, and told again with the kind of work; the reporter sees it as it stands", async () => {
		const text = "I handle it. This is how it is counted.";
		const statement = { severity: "S2", handler: tenureOf("guardian"), compartment: "concern" } as const;
		await desk("guardian").triage(await open("guardian"), { ...statement, text, beside: { categories: COUNTED } });
		expect((await comeBack()).view?.counted).toEqual(COUNTED);
		const categories = { ...COUNTED, elements: ["patient_safety_quality"], group: "students" };
		await desk("guardian").letter(await open("guardian"), { purpose: "reply", compartment: "private", text, beside: { categories } });
		const again = { ...COUNTED, detriment: true };
		await desk("guardian").letter(await open("guardian"), {
			purpose: "reply",
			compartment: "private",
			text,
			beside: { categories: again },
		});
		const back = await comeBack();
		expect(back.findings).toEqual([]);
		expect(back.view?.counted).toEqual({ ...again, group: "students" });
		expect((await view("guardian")).counted).toEqual(back.view?.counted);
	});

	test("is nobody's word but its handlers': until they say, nothing is said", async () => {
		expect((await comeBack()).view?.counted).toBeNull();
		expect((await view("guardian")).counted).toBeNull();
	});
});

describe("who handles a case", () => {
	test("may be another who can read it, by triage or later; nobody else is offered, nor taken", async () => {
		world.pass(world.secondsTo(1));
		const offered = (await view("guardian")).choices;
		expect(offered.handlers).toEqual([tenureOf("guardian"), tenureOf("deputy_guardian")]);
		const statement = { severity: "S2", handler: tenureOf("deputy_guardian"), compartment: "concern" } as const;
		await desk("guardian").triage(await open("guardian"), { ...statement, text: "My deputy handles it." });
		expect(await view("guardian")).toMatchObject({ handler: "deputy_guardian", isMine: false });
		expect((await view("guardian")).choices.handTo).toEqual([tenureOf("guardian")]);
		await desk("guardian").handTo(await open("guardian"), { handler: tenureOf("guardian") });
		expect(await view("guardian")).toMatchObject({ handler: "guardian", isMine: true });
		await expect(desk("guardian").handTo(await open("guardian"), { handler: tenureOf("exec_lead") })).rejects.toMatchObject({
			code: "not-allowed",
		});
		expect((await comeBack()).findings).toEqual([]);
	});
});
