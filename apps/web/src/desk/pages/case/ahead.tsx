/** What happens by itself if nobody does anything: what is due, and who is told of it, when. */
import type { Expected, NextStep } from "../../../reporter/expected.ts";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView } from "../../case-view.ts";
import { timeWords, useNow } from "../time-words.ts";
import { useWords } from "../words/words.ts";

export function Ahead({ view }: { readonly view: CaseView }) {
	const { case: words } = useWords();
	const { expected, closed, zone } = view;
	return (
		<section class="next" aria-labelledby="ahead">
			<h2 class="nhsuk-heading-m" id="ahead">
				{words.ahead}
			</h2>
			{expected.length === 0 && <p>{closed === null ? words.aheadNone : words.aheadClosed}</p>}
			{expected.map((each, index) => (
				<Owed key={`${each.clock} ${each.round}`} owed={each} zone={zone} isFirst={index === 0} />
			))}
			{expected.length > 0 && <p class="nhsuk-body-s">{words.alone}</p>}
		</section>
	);
}

function Owed({ owed, zone, isFirst }: { readonly owed: Expected; readonly zone: string; readonly isFirst: boolean }) {
	const { case: words, today } = useWords();
	const when = useWhen(zone);
	const now = useNow();
	const isLate = owed.due < now;
	return (
		<div class={`owed${isLate ? " owed--late" : ""}`}>
			<p class="owed__what">
				<strong>{today.clocks[owed.clock]}</strong>
				<span class="owed__when">{timeWords(today, owed.due, now)}</span>
				<span class="nhsuk-body-s">{isLate ? words.wasDue(when(owed.due)) : words.due(when(owed.due))}</span>
			</p>
			{owed.extended && <p class="nhsuk-body-s">{words.extended}</p>}
			{owed.heldUntil !== null && <p class="nhsuk-body-s">{words.held(when(owed.heldUntil))}</p>}
			{owed.climbs ? <Steps steps={owed.steps} zone={zone} isOpen={isFirst} /> : <p class="nhsuk-body-s">{words.quiet}</p>}
		</div>
	);
}

function Steps({ steps, zone, isOpen }: { readonly steps: readonly NextStep[]; readonly zone: string; readonly isOpen: boolean }) {
	const { case: words, shell, story } = useWords();
	const when = useWhen(zone);
	if (steps.length === 0) return <p class="nhsuk-body-s">{words.stopsNowhere}</p>;
	const whoOf = ({ roles }: NextStep) => roles.map((role) => (role === null ? story.unknown : shell.roles[role])).join(", ");
	return (
		<details class="nhsuk-details owed__more" open={isOpen}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.whoIsTold}</span>
			</summary>
			<div class="nhsuk-details__text">
				<ol class="nhsuk-list nhsuk-list--number nhsuk-body-s">
					{steps.map((step) => (
						<li key={step.rung}>{words.told(whoOf(step), when(step.at))}</li>
					))}
				</ol>
			</div>
		</details>
	);
}
