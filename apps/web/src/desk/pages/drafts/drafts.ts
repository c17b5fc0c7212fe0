/** What is typed and not sent, one draft for each form of each case, the newest last. Pure. */
import type { Draft, Drafts } from "../engine/protocol.ts";

/** Which draft. */
export type DraftPlace = Pick<Draft, "caseTag" | "form">;

/** With a draft in the place of the one before. */
export function withDraft(drafts: Drafts, draft: Draft): Drafts {
	return [...withoutDraft(drafts, draft), draft];
}

/** Without the draft of a form; the same drafts if there is none. */
export function withoutDraft(drafts: Drafts, place: DraftPlace): Drafts {
	const left = drafts.filter((each) => !isSame(each, place));
	return left.length === drafts.length ? drafts : left;
}

/** The draft of a form of a case, or of none; of the form that was used last, if none is named. */
export function draftIn(drafts: Drafts, { caseTag, form }: Pick<Draft, "caseTag"> & { readonly form?: string | undefined }): Draft | null {
	return drafts.findLast((each) => each.caseTag === caseTag && (form === undefined || each.form === form)) ?? null;
}

/** Drafts that were put away one after the other: of each form what was put away last. */
export function mergedDrafts(putAway: readonly Drafts[]): Drafts {
	return putAway.flat().reduce<Drafts>(withDraft, []);
}

function isSame(left: DraftPlace, right: DraftPlace): boolean {
	return left.caseTag === right.caseTag && left.form === right.form;
}
