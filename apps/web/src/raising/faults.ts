/** What is missing or wrong on a page. Nobody is kept from raising a concern by anything that they need not say. Pure. */
import { fitsLetter, LONGEST_LINE } from "../longest.ts";
import type { Fault } from "../shell/error-summary.tsx";
import type { Draft } from "./draft.ts";
import { STEPS, type StepId, stepAfter } from "./steps.ts";
import type { RaiseWords } from "./words.ts";

type Check = (draft: Draft, words: RaiseWords) => readonly (Fault | null)[];

const CHECKS: Partial<Record<StepId, Check>> = {
	what: ({ text }, { what }) => [
		text.trim() === "" ? { field: "text", message: what.empty } : null,
		!fitsLetter(text) ? { field: "text", message: what.tooLong } : null,
	],
	danger: ({ danger }, words) => [missing(danger, "danger", words.danger.empty)],
	about: ({ subject }, words) => [missing(subject, "about", words.about.empty)],
	identity: ({ how, name, contact }, { identity, place }) => [
		missing(how, "how", identity.empty),
		tooLong(name, "name", place.tooLong),
		tooLong(contact, "contact", place.tooLong),
	],
	earlier: ({ earlier, earlierText }, words) => [
		missing(earlier, "earlier", words.earlier.empty),
		tooLong(earlierText, "earlier-text", words.earlier.tooLong),
	],
	place: ({ unit }, { place }) => [tooLong(unit, "unit", place.tooLong)],
	outside: ({ external }, words) => [missing(external, "outside", words.outside.empty)],
};

/** The faults of a page, in the order of its controls. */
export function faultsOf(step: StepId, draft: Draft, words: RaiseWords): readonly Fault[] {
	return (CHECKS[step]?.(draft, words) ?? []).filter((fault) => fault !== null);
}

function missing(answer: string | null, field: string, message: string): Fault | null {
	return answer === null ? { field, message } : null;
}

function tooLong(text: string, field: string, message: string): Fault | null {
	return text.trim().length > LONGEST_LINE ? { field, message } : null;
}

/** The first page on which something is missing or wrong; null if the concern can be sent. */
export function firstMissing(draft: Draft, words: RaiseWords): StepId | null {
	return (
		STEPS.filter((step) => step !== "outside" || stepAfter("split", draft) === "outside").find(
			(step) => faultsOf(step, draft, words).length > 0,
		) ?? null
	);
}
