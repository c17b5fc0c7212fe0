/** The forms of the action bar: each is one thing that can be done to a case, with what has to be chosen and written for it. Pure. */
import type { ClockName, Severity } from "@answerable/types/clock";
import type { ActionNews } from "@answerable/types/content";
import type { TenureId } from "@answerable/types/id";
import type { Compartment } from "@answerable/types/role";
import type { CloseStatement } from "@answerable/types/statement";
import type { Agreed } from "../../../agreed-actions.ts";
import { NO_DAY, type TypedDay, typedDayOf } from "../../../shell/day.ts";
import type { Choices, Verb } from "../../case-choices.ts";
import type { CaseView } from "../../case-view.ts";
import type { Words } from "../words/words.ts";

/** Everything that there is a form for. */
export type FormName =
	| Verb
	| "question"
	| "note"
	| "agreed"
	| "news"
	| "count"
	| "hand"
	| "heard"
	| "explain"
	| "close"
	| "extend"
	| "pause"
	| "resume"
	| "lower"
	| "agree"
	| "reopen";

/** What is filled in beside the letter. */
export type Filled = {
	readonly text: string;
	readonly handler: TenureId | null;
	/** Under what it is counted: nothing is said of that while no element is ticked. */
	readonly elements: readonly string[];
	readonly detriment: boolean | null;
	readonly group: string;
	/** Of an action: who does it, by when, whether the reporter is told; or which one there is news of. */
	readonly owner: string;
	readonly told: "yes" | "no" | null;
	readonly of: number | null;
	readonly became: ActionNews["became"] | null;
	/** By when an action is to be done; when a board's answer is looked at again. */
	readonly date: TypedDay;
	readonly severity: Severity | null;
	readonly compartment: Compartment | null;
	readonly clock: ClockName | null;
	readonly reason: CloseStatement["reason"] | null;
	readonly answer: "comply" | "explain" | null;
};

/** Forms that are not the six verbs, as far as they may be used now, in the order in which they are shown. */
export function furtherForms({ choices, agreed }: CaseView): readonly FormName[] {
	const { talking, heard, explainUntil, closing, extending, mayPause, mayResume, lowerTo, agreeTo, mayReopen } = choices;
	const { mayNote, mayUpdate, counting, handTo } = choices;
	const all: readonly (readonly [FormName, boolean])[] = [
		["question", talking.length > 0],
		["note", mayNote],
		["agreed", mayNote || mayUpdate],
		["news", agreed.some((action) => mayTellOf(action, choices))],
		["count", counting !== null],
		["hand", handTo.length > 0],
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
	return (hasLetter(form) && !["explain", "news"].includes(form)) || furtherForms(view).includes(form);
}

/** Whether I can say what became of an action: where it was agreed, or, once it was told, to the reporter. */
export function mayTellOf({ became, compartment }: Agreed, { mayNote, counting, mayUpdate }: Choices): boolean {
	return became === null && (compartment === "notes" ? mayNote : mayUpdate || counting !== null);
}

/** What a form begins with. */
export function emptyForm(form: FormName, view: CaseView, { templates }: Words["verbs"]): Filled {
	const { severity, choices } = view;
	return {
		...besideOf(view),
		...chosenFor(form, view),
		text: Object.hasOwn(templates, form) ? templates[form as keyof typeof templates] : "",
		severity: form === "triage" ? severity : null,
		compartment: form === "question" ? (choices.talking[0] ?? null) : null,
		clock: form === "extend" && choices.extending.length === 1 ? (choices.extending[0]?.clock ?? null) : null,
		reason: form === "close" && choices.closing.length === 1 ? (choices.closing[0] ?? null) : null,
		answer: null,
	};
}

type Beside = Pick<Filled, "handler" | "elements" | "detriment" | "group" | "owner" | "told" | "of" | "became" | "date">;

/** Nothing but what was said before: how it is counted, and the kind of work that the reporter gave. */
function besideOf({ counted, workerGroup }: CaseView): Beside {
	return {
		handler: null,
		elements: counted?.elements ?? [],
		detriment: counted?.detriment ?? null,
		group: counted?.group ?? workerGroup ?? "",
		owner: "",
		told: null,
		of: null,
		became: null,
		date: NO_DAY,
	};
}

/** What has one answer is answered, and what is usual is chosen. */
function chosenFor(form: FormName, { choices, agreed, tenure, reviewBy }: CaseView): Partial<Beside> {
	const { handlers, handTo, mayNote, mayUpdate } = choices;
	switch (form) {
		case "triage":
			return { handler: handlers.includes(tenure) ? tenure : null };
		case "hand":
			return { handler: handTo.length === 1 ? (handTo[0] ?? null) : null };
		case "agreed":
			return { told: mayNote && mayUpdate ? null : mayUpdate ? "yes" : "no" };
		case "news":
			return { of: agreed.find((action) => mayTellOf(action, choices))?.sequence ?? null };
		case "explain":
			return reviewBy === null ? {} : { date: typedDayOf(reviewBy) };
		default:
			return {};
	}
}

/** Whether the words come first: of an action, what it is. */
export function beginsWithText(form: FormName): boolean {
	return form === "agreed";
}

/** Whether a form has a letter. */
export function hasLetter(form: FormName): boolean {
	return !["heard", "close", "resume", "agree", "hand"].includes(form);
}
