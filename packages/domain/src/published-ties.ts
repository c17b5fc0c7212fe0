/** The register of declared interests as it is published, and what routing makes of it (reference §4.4). */
import type { DeclaredInterest, InterestsRegister, PublishedTie } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";

/**
 * The lines of a register without who declared them and how people are tied: enough for routing to leave somebody out, and no more
 * (docs/decisions, "Ties are published without their kind").
 */
export function publishedTies(register: InterestsRegister): readonly PublishedTie[] {
	const lines = register.map(({ by, about, tie, from, until }): PublishedTie => {
		const [a, b] = by < about ? [by, about] : [about, by];
		return { a, b, tie: tie === "cleared" ? "cleared" : "tied", from, until };
	});
	return lines.filter((line, index) => lines.findIndex((other) => isSameLine(other, line)) === index).sort(byPeople);
}

/** Whether the lines could be of a register: two different people, in order, and no end before its beginning. */
export function arePublishable(lines: readonly PublishedTie[]): boolean {
	return lines.every(({ a, b, from, until }) => a < b && (until === null || from <= until));
}

/** The lines that hold on a day, as routing reads them. */
export function tiesOn(lines: readonly PublishedTie[], on: CivilDate): readonly DeclaredInterest[] {
	return lines
		.filter(({ from, until }) => from <= on && (until === null || on <= until))
		.map(({ a, b, tie, from, until }) => ({ by: a, about: b, tie: tie === "cleared" ? "cleared" : "undisclosed", from, until }));
}

function isSameLine(one: PublishedTie, other: PublishedTie): boolean {
	return one.a === other.a && one.b === other.b && one.tie === other.tie && one.from === other.from && one.until === other.until;
}

function byPeople(one: PublishedTie, other: PublishedTie): number {
	return one.a + one.b + one.from < other.a + other.b + other.from ? -1 : 1;
}
