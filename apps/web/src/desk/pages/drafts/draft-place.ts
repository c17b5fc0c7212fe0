/** Where a draft that is of no case is typed, and how it is called there. Pure. */
import type { TenureId } from "@answerable/types/id";
import type { Draft, Entered } from "../engine/protocol.ts";
import type { DeskPlace } from "../place.ts";

/** A concern that somebody told. */
export const RECORD_DRAFT = "record";

/** The letter of whoever goes away, in one of their roles. */
export function awayDraft(tenure: TenureId): string {
	return `away ${tenure}`;
}

/** The page of a draft that is of no case; null if there is none any more, as after a role has ended. */
export function placeOf(
	{ form }: Pick<Draft, "form">,
	tenures: Entered["tenures"],
): (DeskPlace & { readonly at: "record" | "away" }) | null {
	if (form === RECORD_DRAFT) return { at: "record", step: "form" };
	const own = tenures.find(({ tenure }) => awayDraft(tenure) === form);
	return own === undefined ? null : { at: "away", tenure: own.tenure };
}
