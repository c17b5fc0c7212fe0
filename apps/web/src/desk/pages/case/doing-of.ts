/** What a form of the action bar does, once nothing is missing. Pure. */
import type { Categories } from "@answerable/types/content";
import { dayTyped } from "../../../shell/day.ts";
import type { CaseView } from "../../case-view.ts";
import type { Doing } from "../engine/protocol.ts";
import type { Filled, FormName } from "./form-of.ts";

/** The act of a form that is filled in. */
export function doingOf(form: FormName, filled: Filled, view: CaseView): Doing {
	const { text } = filled;
	const { choices } = view;
	switch (form) {
		case "acknowledgement":
		case "safety_action":
		case "plan":
		case "update":
		case "outcome":
			return { kind: "letter", purpose: form, compartment: "concern", text };
		case "question":
			return { kind: "letter", purpose: "question", compartment: given(filled.compartment), text };
		case "note":
			return { kind: "letter", purpose: "reply", compartment: "notes", text };
		case "agreed":
			return agreedOf(filled);
		case "news":
			return newsOf(filled, view);
		case "count": {
			const compartment = given(choices.counting);
			return {
				kind: "letter",
				purpose: "reply",
				compartment,
				text,
				beside: { categories: categoriesOf(filled, view, compartment === "private") },
			};
		}
		case "triage": {
			const beside = filled.elements.length === 0 ? {} : { beside: { categories: categoriesOf(filled, view, false) } };
			return { kind: "triage", severity: given(filled.severity), handler: given(filled.handler), text, ...beside };
		}
		case "hand":
			return { kind: "hand", handler: given(filled.handler) };
		case "heard":
			return { kind: "heard", rung: given(choices.heard[0] ?? null) };
		case "explain":
			return { kind: "explain", answer: given(filled.answer), reviewOn: given(dayTyped(filled.date)), text };
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

/** An action that the reporter is told of is an ordinary update; one that they are not is a note. */
function agreedOf({ text, told, owner, date }: Filled): Doing {
	const beside = { action: { owner: owner.trim(), by: given(dayTyped(date)) } };
	return told === "yes"
		? { kind: "letter", purpose: "update", compartment: "concern", text, beside }
		: { kind: "letter", purpose: "reply", compartment: "notes", text, beside };
}

/** Told where the action was agreed; on a closed case, where no update can be written, as a reply. */
function newsOf({ text, of, became }: Filled, { agreed, choices }: CaseView): Doing {
	const action = given(agreed.find(({ sequence }) => sequence === of) ?? null);
	const beside = { news: { of: action.sequence, became: given(became) } };
	const isNote = action.compartment === "notes";
	return {
		kind: "letter",
		purpose: !isNote && choices.mayUpdate ? "update" : "reply",
		compartment: isNote ? "notes" : choices.mayUpdate ? "concern" : given(choices.counting),
		text,
		beside,
	};
}

/** The kind of work only where it stays with the guardian: it can tell who somebody is. */
function categoriesOf({ elements, detriment, group }: Filled, { returnList }: CaseView, isPrivate: boolean): Categories {
	const known = isPrivate && returnList.groups.includes(group) ? { group } : {};
	return { list: returnList.id, elements: [...elements], detriment: given(detriment), ...known };
}

function given<T>(value: T | null): T {
	if (value === null) throw new Error("The form was not filled in.");
	return value;
}
