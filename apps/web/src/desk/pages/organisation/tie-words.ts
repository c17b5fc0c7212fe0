/** Ties in words: who is tied to whom, and since when. Pure. */
import type { PersonId } from "@answerable/types/id";
import type { PublishedTie } from "@answerable/types/routing";
import { dayInWords } from "../../../shell/day.ts";
import type { OrganisationView } from "../../organisation-view.ts";
import { personNumber } from "../../short-number.ts";
import { tieName } from "../../ties.ts";
import type { Words } from "../words/words.ts";

export type TiesSpoken = Pick<Words, "organisation" | "shell" | "ties">;

/** Everybody who may be tied to somebody, each once, by what they hold; whoever left is a number alone. */
export function peopleOf({ organisation: words, shell }: TiesSpoken, { keys }: OrganisationView): ReadonlyMap<PersonId, string> {
	return new Map(
		[...new Set(keys.map(({ person }) => person))].map((person) => {
			const roles = keys.filter((key) => key.person === person).map(({ role }) => shell.roles[role]);
			return [person, words.someone(roles.join(", "), personNumber(person))] as const;
		}),
	);
}

/** One line of the list; `tag`: the language in which days are written. */
export function tieWords(spoken: TiesSpoken, view: OrganisationView, { a, b, tie, from, until }: PublishedTie, tag: string): string {
	const { organisation: words, ties } = spoken;
	const people = peopleOf(spoken, view);
	const [one, other] = [a, b].map((person) => people.get(person) ?? words.unnamed(personNumber(person)));
	const begins = dayInWords(from, tag);
	const days = until === null ? ties.since(begins) : ties.between(begins, dayInWords(until, tag));
	return (tie === "cleared" ? words.cleared : words.tied)(one ?? "", other ?? "", days);
}

/** What the list gains and loses: nobody reads two thousand lines. */
export function tieFacts(
	spoken: TiesSpoken,
	view: OrganisationView,
	{ lines, tag }: { readonly lines: readonly PublishedTie[]; readonly tag: string },
): readonly (readonly [string, string])[] {
	const { organisation: words } = spoken;
	const say = (line: PublishedTie) => tieWords(spoken, view, line, tag);
	const [before, after] = [new Set(view.ties.map(tieName)), new Set(lines.map(tieName))];
	const added = lines.filter((line) => !before.has(tieName(line))).map((line) => [words.tiesAdded, say(line)] as const);
	const gone = view.ties.filter((line) => !after.has(tieName(line))).map((line) => [words.tiesGone, say(line)] as const);
	return added.length + gone.length === 0 ? [[words.tiesAdded, words.tiesSame]] : [...added, ...gone];
}
