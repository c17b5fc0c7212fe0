/** What the reporter sees of the case beside it, word for word: what they are owed, and every sentence of their own page. */
import { capital, sentenceOf } from "../../../reporter/sentence.ts";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView } from "../../case-view.ts";
import { useWords } from "../words/words.ts";

export function ReportersSight({ view }: { readonly view: CaseView }) {
	const { case: words, story, next } = useWords();
	const when = useWhen(view.zone);
	const { expected, entries, roles } = view;
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.reporters}</span>
			</summary>
			<div class="nhsuk-details__text">
				<p class="nhsuk-body-s">{words.reportersLead}</p>
				<h3 class="nhsuk-heading-s">{words.reportersOwed}</h3>
				{expected.length === 0 && <p>{words.reportersNothing}</p>}
				<ul class="nhsuk-list nhsuk-body-s">
					{expected.map(({ clock, round, due, isOverdue }) => (
						<li key={`${clock} ${round}`}>
							<strong>{next.clocks[clock]}</strong>
							<span class="owed__when">{isOverdue ? next.overdue(when(due)) : next.by(when(due))}</span>
						</li>
					))}
				</ul>
				<ol class="nhsuk-list nhsuk-body-s" reversed>
					{[...entries].reverse().map((entry) => (
						<li key={entry.sequence}>
							<span class="story__when">{when(entry.at)}</span>
							<br />
							{capital(sentenceOf(entry, roles, story))}
						</li>
					))}
				</ol>
			</div>
		</details>
	);
}
