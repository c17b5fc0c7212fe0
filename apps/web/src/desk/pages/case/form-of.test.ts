import { describe, expect, test } from "vitest";
import type { CaseView } from "../../case-view.ts";
import { en } from "../words/en/all.ts";
import { doingOf } from "./doing-of.ts";
import { emptyForm, type Filled, type FormName, hasLetter, isOffered } from "./form-of.ts";
import { missingIn } from "./missing.ts";

const ACTION = { sequence: 9, what: "Two nurses", owner: "ward manager", by: "2026-12-01", compartment: "notes", became: null };

const VIEW = {
	severity: "S2",
	tenure: "mine",
	today: "2026-11-26",
	reviewBy: "2026-12-24",
	returnList: { id: "ftsu-return/2026-1", elements: ["bullying_harassment"], groups: ["students"] },
	agreed: [ACTION],
	counted: null,
	workerGroup: "students",
	choices: {
		handlers: ["mine", "other"],
		handTo: ["other"],
		mayNote: true,
		mayUpdate: true,
		counting: "private",
		talking: ["private", "concern"],
		heard: [2],
		explainUntil: "2026-12-24T10:00:00Z",
		closing: ["outcome"],
		extending: [{ clock: "outcome", due: "2026-12-24T10:00:00Z" }],
		agreeTo: { sequence: 7, severity: "S3" },
	},
} as unknown as CaseView;

const FORMS = Object.keys(en.verbs.names) as FormName[];
/** A note and what was agreed begin with nothing; how it is counted, with words that say it all. */
const LETTERS = FORMS.filter((form) => hasLetter(form) && !["note", "agreed", "count"].includes(form));

describe("a letter", () => {
	test.each(LETTERS)("of the form %s begins with a template that cannot be sent as it stands, nor can an empty one", (form) => {
		const begun = emptyForm(form, VIEW, en.verbs);
		expect(missingIn(form, begun, VIEW).map(({ field, what }) => `${field} ${what}`)).toContain("letter gaps");
		expect(missingIn(form, { ...begun, text: " \n " }, VIEW).map(({ field, what }) => `${field} ${what}`)).toContain("letter empty");
		expect(missingIn(form, { ...begun, text: "Said in my own words." }, VIEW).filter(({ field }) => field === "letter")).toEqual([]);
	});

	test("is told which gap is left, and brackets that somebody closes are gaps no more", () => {
		const begun = emptyForm("plan", VIEW, en.verbs);
		expect(missingIn("plan", { ...begun, text: "a [b] ".repeat(160_000) }, VIEW)).toEqual([{ field: "letter", what: "tooLong", gap: "" }]);
		expect(missingIn("plan", { ...begun, text: "By [date], and [who]" }, VIEW)).toEqual([{ field: "letter", what: "gaps", gap: "[date]" }]);
		expect(missingIn("plan", { ...begun, text: "An array[ and a ] are none." }, VIEW)).toEqual([
			{ field: "letter", what: "gaps", gap: "[ and a ]" },
		]);
	});
});

test("what must be chosen is asked for, and what has one answer is answered", () => {
	const chosen = Object.fromEntries(
		FORMS.map((form) => [form, missingIn(form, { ...emptyForm(form, VIEW, en.verbs), text: "x" }, VIEW).map(({ field }) => field)]),
	);
	expect(Object.entries(chosen).filter(([, fields]) => fields.length > 0)).toEqual([
		["agreed", ["owner", "date", "told"]],
		["news", ["became"]],
		["count", ["elements", "detriment"]],
		["explain", ["answer"]],
		["lower", ["severity"]],
	]);
});

const LETTER = { kind: "letter", compartment: "concern", text: "x" };
const DOES: Readonly<Record<FormName, object>> = {
	acknowledgement: { ...LETTER, purpose: "acknowledgement" },
	safety_action: { ...LETTER, purpose: "safety_action" },
	plan: { ...LETTER, purpose: "plan" },
	update: { ...LETTER, purpose: "update" },
	outcome: { ...LETTER, purpose: "outcome" },
	question: { ...LETTER, purpose: "question", compartment: "private" },
	note: { ...LETTER, purpose: "reply", compartment: "notes" },
	agreed: { ...LETTER, purpose: "update", beside: { action: { owner: "ward manager", by: "2026-12-01" } } },
	news: { ...LETTER, purpose: "reply", compartment: "notes", beside: { news: { of: 9, became: "done" } } },
	count: {
		...LETTER,
		purpose: "reply",
		compartment: "private",
		beside: { categories: { list: "ftsu-return/2026-1", elements: ["bullying_harassment"], detriment: false, group: "students" } },
	},
	triage: {
		kind: "triage",
		severity: "S3",
		handler: "mine",
		text: "x",
		beside: { categories: { list: "ftsu-return/2026-1", elements: ["bullying_harassment"], detriment: false } },
	},
	hand: { kind: "hand", handler: "other" },
	heard: { kind: "heard", rung: 2 },
	explain: { kind: "explain", answer: "comply", reviewOn: "2026-12-01", text: "x" },
	close: { kind: "close", reason: "outcome" },
	extend: { kind: "extend", clock: "outcome", text: "x" },
	pause: { kind: "pause", text: "x" },
	resume: { kind: "resume" },
	lower: { kind: "lower", severity: "S3", text: "x" },
	agree: { kind: "agree", proposal: 7 },
	reopen: { kind: "reopen", text: "x" },
};

const FILLED: Partial<Filled> = {
	text: "x",
	severity: "S3",
	answer: "comply",
	owner: " ward manager ",
	told: "yes",
	became: "done",
	elements: ["bullying_harassment"],
	detriment: false,
	date: { day: "1", month: "12", year: "2026" },
};

test.each(FORMS)("the form %s does what it says", (form) => {
	const filled = { ...emptyForm(form, VIEW, en.verbs), ...FILLED };
	expect(missingIn(form, filled, VIEW)).toEqual([]);
	expect(doingOf(form, filled, VIEW)).toEqual(DOES[form]);
});

test("an action that the reporter is not told of is a note, and so is what became of it; of one that they were told, they are told again", () => {
	const filled = { ...emptyForm("agreed", VIEW, en.verbs), ...FILLED };
	expect(doingOf("agreed", { ...filled, told: "no" }, VIEW)).toMatchObject({ purpose: "reply", compartment: "notes" });
	const told = { ...VIEW, agreed: [{ ...ACTION, compartment: "concern" }] } as unknown as CaseView;
	expect(doingOf("news", { ...filled, of: 9 }, told)).toMatchObject({ purpose: "update", compartment: "concern" });
	const closed = { ...told, choices: { ...VIEW.choices, mayUpdate: false } };
	expect(doingOf("news", { ...filled, of: 9 }, closed)).toMatchObject({ purpose: "reply", compartment: "private" });
});

test("the kind of work goes nowhere but to the guardian, and an unknown one nowhere", () => {
	const filled = { ...emptyForm("count", VIEW, en.verbs), ...FILLED };
	const upwards = { ...VIEW, choices: { ...VIEW.choices, counting: "concern" as const } };
	expect(JSON.stringify(doingOf("count", filled, upwards))).not.toContain("students");
	expect(JSON.stringify(doingOf("triage", { ...filled, handler: VIEW.tenure }, VIEW))).not.toContain("students");
	expect(JSON.stringify(doingOf("count", { ...filled, group: "Ward clerk" }, VIEW))).not.toContain("Ward clerk");
});

test("how it is counted may be left for later, and is not said by halves", () => {
	const begun = { ...emptyForm("triage", VIEW, en.verbs), text: "x" };
	const fieldsOf = (part: Partial<Filled>) => missingIn("triage", { ...begun, ...part }, VIEW).map(({ field }) => field);
	expect(fieldsOf({})).toEqual([]);
	expect(fieldsOf({ elements: ["bullying_harassment"] })).toEqual(["detriment"]);
	expect(fieldsOf({ detriment: false })).toEqual(["elements"]);
	expect(doingOf("triage", begun, VIEW)).not.toHaveProperty("beside");
});

test.each([
	["2026-11-25", "past"],
	["2026-11-26", undefined],
	["2026-12-24", undefined],
	["2026-12-25", "tooLate"],
])("a board's answer may be looked at again on %s: %s", (date, what) => {
	const [year = "", month = "", day = ""] = date.split("-");
	const filled = { ...emptyForm("explain", VIEW, en.verbs), ...FILLED, date: { day, month, year } };
	expect(missingIn("explain", filled, VIEW).map((missing) => missing.what)).toEqual(what === undefined ? [] : [what]);
});

test("what a colleague did meanwhile is offered no more; a letter can always be tried", () => {
	const nothing = {
		talking: [],
		heard: [],
		explainUntil: null,
		closing: [],
		extending: [],
		mayPause: false,
		mayResume: false,
		lowerTo: [],
		agreeTo: null,
		mayNote: false,
		mayUpdate: false,
		counting: null,
		handTo: [],
	};
	const after = { ...VIEW, choices: { ...nothing, answering: [], triageTo: [], mayReopen: false } } as unknown as CaseView;
	expect(FORMS.filter((form) => !isOffered(form, after))).toEqual(["news", "hand", "heard", "explain", "close", "resume", "agree"]);
});
