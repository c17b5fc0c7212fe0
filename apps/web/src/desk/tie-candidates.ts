/** Which cases somebody may say belong with another, and which of them they look for. Nothing of it leaves the page. Pure. */
import type { CaseTag } from "@answerable/types/id";
import type { Listed } from "./beginnings.ts";
import { folded } from "./folding.ts";
import type { ListedCases } from "./search.ts";
import { referenceOf } from "./today.ts";

/** Open cases of one organisation that could be opened and are not tied to this one, by their words or reference; the newest first. */
export function tieCandidates(listed: ListedCases, of: CaseTag, text: string): readonly Listed[] {
	const mine = listed.get(of);
	if (mine === undefined || mine === null) return [];
	const sought = folded(text)
		.split(" ")
		.filter((word) => word !== "");
	return [...listed.values()]
		.filter((one) => one !== null)
		.filter((one) => one.caseTag !== of && one.closedAt === null && one.organisation === mine.organisation)
		.filter((one) => !one.ties.includes(of) && !mine.ties.includes(one.caseTag))
		.filter((one) => sought.every((word) => one.words.includes(word) || referenceOf(one.caseTag).toLowerCase().startsWith(word)))
		.sort((left, right) => (left.raisedAt > right.raisedAt ? -1 : left.raisedAt < right.raisedAt ? 1 : 0));
}

/** What is known of the list: `isWhole` once all its rows are here, `isOpen` once all its cases were opened. */
export type Known = { readonly isWhole: boolean; readonly isOpen: boolean };

/** Whether it may be told how many were found: that there is none only once nothing can come any more. */
export function isTellable(found: number, { isWhole, isOpen }: Known): boolean {
	return isWhole && (isOpen || found > 0);
}

/** Two cases in the order in which they were raised. */
export function inOrder(one: Listed, other: Listed): readonly [Listed, Listed] {
	return one.raisedAt <= other.raisedAt ? [one, other] : [other, one];
}
