/** The register of ties as a root drafts it: lines that are added, end or go. Pure. */
import type { PersonId } from "@answerable/types/id";
import type { InterestsRegister, PublishedTie } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";

/** Two people as somebody chose them, in any order; null while nobody is chosen. */
export type ChosenTie = {
	readonly one: PersonId | null;
	readonly other: PersonId | null;
	readonly tie: PublishedTie["tie"] | null;
	readonly from: CivilDate | null;
	/** The last day; null while it lasts. */
	readonly until: CivilDate | null;
};

export type TieFault = "no-one" | "no-other" | "same-person" | "no-tie" | "no-day" | "ends-before" | "already-there" | "says-otherwise";

/** What may stand in a register. */
const MOST_LINES = 2_000;

/** The line of what was chosen, or why there is none. */
export function tieOf(lines: readonly PublishedTie[], { one, other, tie, from, until }: ChosenTie): PublishedTie | TieFault {
	if (one === null) return "no-one";
	if (other === null) return "no-other";
	if (one === other) return "same-person";
	if (tie === null) return "no-tie";
	if (from === null) return "no-day";
	if (until !== null && until < from) return "ends-before";
	const [a, b] = one < other ? [one, other] : [other, one];
	const line: PublishedTie = { a, b, tie, from, until };
	const beside = lines.find((each) => each.a === a && each.b === b && overlaps(each, line));
	if (beside === undefined) return line;
	return beside.tie === tie ? "already-there" : "says-otherwise";
}

/** Whether another line fits. */
export function isFull(lines: readonly PublishedTie[]): boolean {
	return lines.length >= MOST_LINES;
}

/** The lines with one that ends on a day. A line that would end before it begins goes. */
export function endedOn(lines: readonly PublishedTie[], line: PublishedTie, day: CivilDate): readonly PublishedTie[] {
	return lines.flatMap((each) => (each !== line ? [each] : day < line.from ? [] : [{ ...line, until: day }]));
}

/** What a root would add to a register and take off it, whatever others do to it meanwhile. `gone`: by name. */
export type TiesChange = { readonly added: readonly PublishedTie[]; readonly gone: readonly string[] };

/** What makes one list of another. */
export function changeBetween(before: readonly PublishedTie[], after: readonly PublishedTie[]): TiesChange {
	const [was, is] = [new Set(before.map(tieName)), new Set(after.map(tieName))];
	return {
		added: after.filter((line) => !was.has(tieName(line))),
		gone: [...was].filter((name) => !is.has(name)),
	};
}

/** A list with a change made to it, which may have been made to an earlier one. */
export function changedTies(before: readonly PublishedTie[], { added, gone }: TiesChange): readonly PublishedTie[] {
	const names = new Set(before.map(tieName));
	return [...before.filter((line) => !gone.includes(tieName(line))), ...added.filter((line) => !names.has(tieName(line)))];
}

/** Published lines as a register has them. How two people are tied is said nowhere but on paper. */
export function registerOf(lines: readonly PublishedTie[]): InterestsRegister {
	return lines.map(({ a, b, tie, from, until }) => ({ by: a, about: b, tie: tie === "cleared" ? "cleared" : "undisclosed", from, until }));
}

/** A name for a line: two of one name say the same. */
export function tieName({ a, b, tie, from, until }: PublishedTie): string {
	return `${a} ${b} ${tie} ${from} ${until ?? ""}`;
}

function overlaps(one: PublishedTie, other: PublishedTie): boolean {
	const startsInTime = (early: PublishedTie, late: PublishedTie) => early.until === null || late.from <= early.until;
	return startsInTime(one, other) && startsInTime(other, one);
}
