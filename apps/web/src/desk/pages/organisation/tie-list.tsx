/** The list of ties, line by line, with what can be done about each. */
import type { PublishedTie } from "@answerable/types/routing";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import type { OrganisationView } from "../../organisation-view.ts";
import { tieName } from "../../ties.ts";
import { useWords } from "../words/words.ts";
import { tieWords } from "./tie-words.ts";

type ListProps = {
	readonly view: OrganisationView;
	readonly lines: readonly PublishedTie[];
	readonly doing?: (line: PublishedTie, said: string) => ComponentChildren;
};

export function TieList({ view, lines, doing }: ListProps) {
	const spoken = useWords();
	const { tag } = useContext(LanguageContext);
	const { ties: words } = spoken;
	const before = new Set(view.ties.map(tieName));
	if (lines.length === 0) return <p>{words.none}</p>;
	return (
		<ul class="nhsuk-list sessions">
			{lines.map((line) => {
				const said = tieWords(spoken, view, line, tag);
				return (
					<li key={tieName(line)} class="sessions__one">
						<span>
							{said} {!before.has(tieName(line)) && <span class="tag">{words.isNew}</span>}
						</span>
						{doing?.(line, said)}
					</li>
				);
			})}
		</ul>
	);
}
