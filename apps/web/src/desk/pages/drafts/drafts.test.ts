import type { CaseTag } from "@answerable/types/id";
import { expect, test } from "vitest";
import type { Draft } from "../engine/protocol.ts";
import { draftIn, mergedDrafts, withDraft, withoutDraft } from "./drafts.ts";

const [ONE, OTHER] = ["ab".repeat(32), "cd".repeat(32)] as [CaseTag, CaseTag];
const draft = (caseTag: CaseTag | null, form: string, filled: string): Draft => ({ caseTag, form, filled });
const PLAN = draft(ONE, "plan", "A second nurse");
const QUESTION = draft(ONE, "question", "Which ward");
const TOLD = draft(null, "record", "They said");
const ALL = [PLAN, QUESTION, TOLD];

test("a form of a case has one draft, and the newest is last", () => {
	const later = { ...PLAN, filled: "A second nurse works" };
	expect(withDraft(ALL, later)).toEqual([QUESTION, TOLD, later]);
	expect(withDraft([], TOLD)).toEqual([TOLD]);
});

test("what was sent goes, and nothing else does", () => {
	expect(withoutDraft(ALL, { caseTag: ONE, form: "plan" })).toEqual([QUESTION, TOLD]);
	expect(withoutDraft(ALL, { caseTag: null, form: "record" })).toEqual([PLAN, QUESTION]);
	for (const place of [
		{ caseTag: ONE, form: "outcome" },
		{ caseTag: OTHER, form: "plan" },
		{ caseTag: null, form: "plan" },
	])
		expect(withoutDraft(ALL, place)).toBe(ALL);
});

test("a case shows the form that was used last, or the one that is asked for", () => {
	expect(draftIn(ALL, { caseTag: ONE })).toBe(QUESTION);
	expect(draftIn(ALL, { caseTag: ONE, form: "plan" })).toBe(PLAN);
	expect(draftIn(ALL, { caseTag: null, form: "record" })).toBe(TOLD);
	expect(draftIn(ALL, { caseTag: OTHER })).toBeNull();
});

test("of drafts that were put away more than once the last counts, form by form", () => {
	const later = { ...PLAN, filled: "A second nurse works" };
	expect(mergedDrafts([ALL, [later]])).toEqual([QUESTION, TOLD, later]);
	expect(mergedDrafts([[later], ALL])).toEqual(ALL);
	expect(mergedDrafts([])).toEqual([]);
});
