/** What whoever administers did: the record that the roots read too. */
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import type { AdminShown } from "../engine/admin-protocol.ts";
import { useWords } from "../words/words.ts";

export function Record({ shown: { actions, people } }: { readonly shown: AdminShown }) {
	const { administration: words, organisation } = useWords();
	const { tag } = useContext(LanguageContext);
	const when = (instant: string) => new Date(instant).toLocaleString(tag, { dateStyle: "long", timeStyle: "short" });
	const byOf = (by: (typeof actions)[number]["by"]) =>
		by === null ? organisation.byMachine : (people.find(({ id }) => id === by)?.name ?? words.gone);
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.record}</span>
			</summary>
			<div class="nhsuk-details__text">
				<p>{words.recordWhat}</p>
				<ul class="nhsuk-list">
					{actions.map(({ id, what, by, at }) => (
						<li key={id}>
							<span class="owed__when">{when(at)}</span> {organisation.did[what]} <span class="left-empty">{byOf(by)}</span>
						</li>
					))}
				</ul>
			</div>
		</details>
	);
}
