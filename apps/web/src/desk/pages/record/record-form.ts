/** What is filled in of a concern that somebody told: what any concern has, and how and when it was told. Pure. */
import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { type Draft, EMPTY, formOf } from "../../../raising/draft.ts";
import { faultsOf } from "../../../raising/faults.ts";
import { STEPS, stepAfter } from "../../../raising/steps.ts";
import type { ConcernForm } from "../../../reporter/plan.ts";
import { dayTyped, NO_DAY, type TypedDay } from "../../../shell/day.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import type { Words } from "../words/words.ts";

export type Channel = keyof Words["record"]["channel"]["choices"];

export type Filled = Draft & {
	/** Null where it is not chosen yet, among several. */
	readonly organisation: OrganisationId | null;
	readonly channel: Channel | null;
	readonly when: "today" | "earlier" | null;
	readonly day: TypedDay;
	/** It was being sent, and nobody here knows whether it arrived: sent by another engine it would be a second concern. */
	readonly mayBeSent: boolean;
};

/** Who may write a concern down for somebody: those whom people come to (reference §1.1); whoever is guardian of an organisation before who stands in for one. */
const RECORDERS: readonly Role[] = ["guardian", "deputy_guardian", "buddy_guardian"];

type Held = { readonly tenure: TenureId; readonly organisation: OrganisationId; readonly role: Role };

/** The organisations for which somebody may record a concern, their own first. */
export function recordedFor(tenures: readonly Held[]): readonly OrganisationId[] {
	return [...new Set(RECORDERS.flatMap((own) => tenures.filter(({ role }) => role === own).map(({ organisation }) => organisation)))];
}

/** An empty form. */
export function emptyRecord(organisations: readonly OrganisationId[]): Filled {
	const [only] = organisations;
	return {
		...EMPTY,
		organisation: organisations.length === 1 && only !== undefined ? only : null,
		channel: null,
		when: null,
		day: NO_DAY,
		mayBeSent: false,
	};
}

/** The day on which it was told, as `2026-11-26`; null while nobody said. */
export function toldOn({ when, day }: Pick<Filled, "when" | "day">, today: string): string | null {
	return when === "today" ? today : when === "earlier" ? dayTyped(day) : null;
}

/** What is missing or wrong, in the order of the page: what the rules need, and no more. `today`: the day it is. */
export function recordFaults(filled: Filled, words: Pick<Words, "record" | "raise">, today: string): readonly Fault[] {
	const { record, raise } = words;
	const steps = STEPS.filter((step) => step !== "outside" || stepAfter("split", filled) === "outside");
	const missing = (isMissing: boolean, field: string, message: string) => (isMissing ? [{ field, message }] : []);
	return [
		...missing(filled.organisation === null, "organisation", record.organisation.empty),
		...missing(filled.channel === null, "channel", record.channel.empty),
		...missing(filled.when === null, "when", record.when.empty),
		...dayFaults(filled, record.when, today),
		...steps.flatMap((step) => faultsOf(step, filled, raise)),
	];
}

function dayFaults({ when, day }: Filled, words: Words["record"]["when"], today: string): readonly Fault[] {
	if (when !== "earlier") return [];
	const told = dayTyped(day);
	if (told === null) return [{ field: "day", message: words.wrong }];
	return told > today ? [{ field: "day", message: words.future }] : [];
}

/** The concern to plan and seal. `told`: how and when it was told; it is part of what goes up, under what happened. */
export function recordedForm(filled: Filled, told: string): ConcernForm {
	const form = formOf(filled);
	return { ...form, concern: { ...form.concern, text: `${form.concern.text}\n\n${told}` } };
}

/** How many whole days ago it was told, by two days as `2026-11-26`. */
export function daysBetween(told: string, today: string): number {
	return Math.round((Date.parse(today) - Date.parse(told)) / 86_400_000);
}

/** The control of the form that answers a question. */
export function fieldOf(step: keyof typeof FIELDS): string {
	return FIELDS[step];
}

const FIELDS = {
	what: "text",
	danger: "danger",
	kinds: "kinds",
	about: "about",
	route: "about",
	identity: "how",
	earlier: "earlier",
	place: "unit",
	you: "group",
	split: "deputy",
	outside: "outside",
	check: "text",
} as const satisfies Record<(typeof STEPS)[number], string>;
