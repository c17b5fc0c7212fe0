/** Where a draft is typed, and which has no such place any more. Pure. */
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Draft, Drafts, Entered } from "../engine/protocol.ts";
import type { DeskPlace } from "../place.ts";

/** A concern that somebody told. */
export const RECORD_DRAFT = "record";

/** The letter of whoever goes away, in one of their roles. */
export function awayDraft(tenure: TenureId): string {
	return `away ${tenure}`;
}

/** What a root would change of an organisation's rules. */
export function rulesDraft(organisation: OrganisationId): string {
	return `rules ${organisation}`;
}

/** What a root would change of who is tied to whom. */
export function tiesDraft(organisation: OrganisationId): string {
	return `ties ${organisation}`;
}

type DraftedAt = DeskPlace & { readonly at: "record" | "away" | "rules" | "ties" };

/** The page of a draft that is of no case; null if there is none any more, as after a role has ended. */
export function placeOf({ form }: Pick<Draft, "form">, tenures: Entered["tenures"]): DraftedAt | null {
	if (form === RECORD_DRAFT) return { at: "record", step: "form" };
	for (const { tenure, organisation } of tenures) {
		if (form === awayDraft(tenure)) return { at: "away", tenure };
		if (form === rulesDraft(organisation)) return { at: "rules", organisation, step: "form" };
		if (form === tiesDraft(organisation)) return { at: "ties", organisation, step: "form" };
	}
	return null;
}

/** Drafts that no page leads to. `cases`: all that are in the list; null while it is not read whole, when any may still come. */
export function strandedIn(
	drafts: Drafts,
	{ cases, tenures }: { readonly cases: ReadonlySet<CaseTag> | null; readonly tenures: Entered["tenures"] },
): Drafts {
	return drafts.filter((draft) =>
		draft.caseTag === null ? placeOf(draft, tenures) === null : cases !== null && !cases.has(draft.caseTag),
	);
}
