import { describe, expect, test } from "vitest";
import type { CaseView } from "../../case-view.ts";
import { en } from "../words/en/all.ts";
import { doingOf, emptyForm, type FormName, hasLetter, isOffered, missingIn } from "./form-of.ts";

const VIEW = {
	severity: "S2",
	choices: {
		talking: ["private", "concern"],
		heard: [2],
		explainUntil: "2026-12-24T10:00:00Z",
		closing: ["outcome"],
		extending: [{ clock: "outcome", due: "2026-12-24T10:00:00Z" }],
		agreeTo: { sequence: 7, severity: "S3" },
	},
} as unknown as CaseView;

const FORMS = Object.keys(en.verbs.names) as FormName[];
const LETTERS = FORMS.filter(hasLetter);

describe("a letter", () => {
	test.each(LETTERS)("of the form %s begins with a template that cannot be sent as it stands, nor can an empty one", (form) => {
		const begun = emptyForm(form, VIEW, en.verbs);
		expect(missingIn(form, begun).map(({ field, what }) => `${field} ${what}`)).toContain("letter gaps");
		expect(missingIn(form, { ...begun, text: " \n " }).map(({ field, what }) => `${field} ${what}`)).toContain("letter empty");
		expect(missingIn(form, { ...begun, text: "Said in my own words." }).filter(({ field }) => field === "letter")).toEqual([]);
	});

	test("is told which gap is left, and brackets that somebody closes are gaps no more", () => {
		const begun = emptyForm("plan", VIEW, en.verbs);
		expect(missingIn("plan", { ...begun, text: "By [date], and [who]" })).toEqual([{ field: "letter", what: "gaps", gap: "[date]" }]);
		expect(missingIn("plan", { ...begun, text: "An array[ and a ] are none." })).toEqual([
			{ field: "letter", what: "gaps", gap: "[ and a ]" },
		]);
	});
});

test("what must be chosen is asked for, and what has one answer is answered", () => {
	const chosen = Object.fromEntries(
		FORMS.map((form) => [form, missingIn(form, { ...emptyForm(form, VIEW, en.verbs), text: "x" }).map(({ field }) => field)]),
	);
	expect(Object.entries(chosen).filter(([, fields]) => fields.length > 0)).toEqual([
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
	triage: { kind: "triage", severity: "S3", text: "x" },
	heard: { kind: "heard", rung: 2 },
	explain: { kind: "explain", answer: "comply", text: "x" },
	close: { kind: "close", reason: "outcome" },
	extend: { kind: "extend", clock: "outcome", text: "x" },
	pause: { kind: "pause", text: "x" },
	resume: { kind: "resume" },
	lower: { kind: "lower", severity: "S3", text: "x" },
	agree: { kind: "agree", proposal: 7 },
	reopen: { kind: "reopen", text: "x" },
};

test.each(FORMS)("the form %s does what it says", (form) => {
	const filled = { ...emptyForm(form, VIEW, en.verbs), text: "x", severity: "S3", answer: "comply" } as const;
	expect(doingOf(form, filled, VIEW)).toEqual(DOES[form]);
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
	};
	const after = { ...VIEW, choices: { ...nothing, answering: [], triageTo: [], mayReopen: false } } as unknown as CaseView;
	expect(FORMS.filter((form) => !isOffered(form, after))).toEqual(["heard", "explain", "close", "resume", "agree"]);
});
