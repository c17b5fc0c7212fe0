/** The forms of the action bar: each is one thing that can be done to a case, with what has to be chosen and written for it. Pure. */
import type { ClockName, Severity } from "@answerable/types/clock";
import type { Compartment } from "@answerable/types/role";
import type { CloseStatement } from "@answerable/types/statement";
import type { Verb } from "../../case-choices.ts";
import type { CaseView } from "../../case-view.ts";
import type { Doing } from "../engine/protocol.ts";
import type { Words } from "../words/words.ts";

/** Everything that there is a form for. */
export type FormName = Verb | "question" | "heard" | "explain" | "close" | "extend" | "pause" | "resume" | "lower" | "agree" | "reopen";

/** What is filled in beside the letter. */
export type Filled = {
	readonly text: string;
	readonly severity: Severity | null;
	readonly compartment: Compartment | null;
	readonly clock: ClockName | null;
	readonly reason: CloseStatement["reason"] | null;
	readonly answer: "comply" | "explain" | null;
};

/** Forms that are not the six verbs, as far as they may be used now, in the order in which they are shown. */
export function furtherForms({ choices }: CaseView): readonly FormName[] {
	const { talking, heard, explainUntil, closing, extending, mayPause, mayResume, lowerTo, agreeTo, mayReopen } = choices;
	const all: readonly (readonly [FormName, boolean])[] = [
		["question", talking.length > 0],
		["heard", heard.length > 0],
		["explain", explainUntil !== null],
		["agree", agreeTo !== null],
		["resume", mayResume],
		["extend", extending.length > 0],
		["pause", mayPause],
		["lower", lowerTo.length > 0],
		["close", closing.length > 0],
		["reopen", mayReopen],
	];
	return all.filter(([, isOpen]) => isOpen).map(([form]) => form);
}

/** Whether a form can still do anything: a colleague may have done it meanwhile. Letters can always be tried. */
export function isOffered(form: FormName, view: CaseView): boolean {
	return (hasLetter(form) && form !== "explain") || furtherForms(view).includes(form);
}

/** What a form begins with. */
export function emptyForm(form: FormName, { severity, choices }: CaseView, { templates }: Words["verbs"]): Filled {
	return {
		text: Object.hasOwn(templates, form) ? templates[form as keyof typeof templates] : "",
		severity: form === "triage" ? severity : null,
		compartment: form === "question" ? (choices.talking[0] ?? null) : null,
		clock: form === "extend" && choices.extending.length === 1 ? (choices.extending[0]?.clock ?? null) : null,
		reason: form === "close" && choices.closing.length === 1 ? (choices.closing[0] ?? null) : null,
		answer: null,
	};
}

/** Whether a form has a letter. */
export function hasLetter(form: FormName): boolean {
	return !["heard", "close", "resume", "agree"].includes(form);
}

/** What is missing: the id of a control, and why. */
export type Missing = { readonly field: string; readonly what: "empty" | "gaps" | "choose"; readonly gap: string };

/** What still has to be filled in before a form can be sent; never an empty answer, and never a template as it stands. */
export function missingIn(form: FormName, filled: Filled): readonly Missing[] {
	const [gap] = filled.text.match(/\[[^\][]*\]/) ?? [];
	const text: readonly Missing[] = !hasLetter(form)
		? []
		: filled.text.trim() === ""
			? [{ field: "letter", what: "empty", gap: "" }]
			: gap === undefined
				? []
				: [{ field: "letter", what: "gaps", gap }];
	const chosen: Partial<Record<FormName, readonly [string, unknown]>> = {
		triage: ["severity", filled.severity],
		lower: ["severity", filled.severity],
		question: ["compartment", filled.compartment],
		extend: ["clock", filled.clock],
		close: ["reason", filled.reason],
		explain: ["answer", filled.answer],
	};
	const [field, value] = chosen[form] ?? ["", true];
	return [...(value === null ? [{ field, what: "choose" as const, gap: "" }] : []), ...text];
}

/** What a form does, once nothing is missing. */
export function doingOf(form: FormName, filled: Filled, { choices }: CaseView): Doing {
	const { text } = filled;
	switch (form) {
		case "acknowledgement":
		case "safety_action":
		case "plan":
		case "update":
		case "outcome":
			return { kind: "letter", purpose: form, compartment: "concern", text };
		case "question":
			return { kind: "letter", purpose: "question", compartment: given(filled.compartment), text };
		case "triage":
			return { kind: "triage", severity: given(filled.severity), text };
		case "heard":
			return { kind: "heard", rung: given(choices.heard[0] ?? null) };
		case "explain":
			return { kind: "explain", answer: given(filled.answer), text };
		case "close":
			return { kind: "close", reason: given(filled.reason) };
		case "extend":
			return { kind: "extend", clock: given(filled.clock), text };
		case "pause":
			return { kind: "pause", text };
		case "resume":
			return { kind: "resume" };
		case "lower":
			return { kind: "lower", severity: given(filled.severity), text };
		case "agree":
			return { kind: "agree", proposal: given(choices.agreeTo).sequence };
		case "reopen":
			return { kind: "reopen", text };
	}
}

function given<T>(value: T | null): T {
	if (value === null) throw new Error("The form was not filled in.");
	return value;
}
