/** What must happen next, by when, and who is told if it does not. */
import type { Expected, NextStep } from "../../reporter/expected.ts";
import { capital, listed } from "../../reporter/sentence.ts";
import type { MailboxView } from "../../reporter/view.ts";
import { useWhen } from "../../shell/when.ts";
import { useWords } from "../words/words.ts";

export function NextSteps({ view }: { readonly view: MailboxView }) {
	const { next: words } = useWords().mailbox;
	return (
		<section aria-labelledby="next" class="next">
			<h2 class="nhsuk-heading-m" id="next">
				{words.heading}
			</h2>
			{view.expected.length === 0 && <p>{view.closed === null ? words.none : words.nothing}</p>}
			{view.expected.map((expected, index) => (
				<Owed key={`${expected.clock} ${expected.round}`} expected={expected} zone={view.zone} isFirst={index === 0} />
			))}
			{view.expected.length > 0 && <p class="nhsuk-body-s">{words.alone}</p>}
		</section>
	);
}

function Owed({ expected, zone, isFirst }: { readonly expected: Expected; readonly zone: string; readonly isFirst: boolean }) {
	const { next: words } = useWords().mailbox;
	const when = useWhen(zone);
	const { clock, due, isOverdue, extended, unpaused, heldUntil, climbs, steps } = expected;
	return (
		<div class={`owed${isOverdue ? " owed--late" : ""}`}>
			<p class="owed__what">
				<strong>{words.clocks[clock]}</strong> <span class="owed__when">{isOverdue ? words.overdue(when(due)) : words.by(when(due))}</span>
			</p>
			{extended && <p class="nhsuk-body-s">{words.extended}</p>}
			{unpaused !== null && <p class="nhsuk-body-s">{words.waits(when(unpaused))}</p>}
			{heldUntil !== null && <p class="nhsuk-body-s">{words.held(when(heldUntil))}</p>}
			{climbs ? <IfNot steps={steps} zone={zone} isOpen={isFirst} /> : <p class="nhsuk-body-s">{words.quiet}</p>}
		</div>
	);
}

function IfNot({ steps, zone, isOpen }: { readonly steps: readonly NextStep[]; readonly zone: string; readonly isOpen: boolean }) {
	const { mailbox, story } = useWords();
	const { next: words } = mailbox;
	const when = useWhen(zone);
	if (steps.length === 0) return <p class="nhsuk-body-s">{words.nobody}</p>;
	const nameOf = ({ roles }: NextStep) =>
		capital(
			listed(
				roles.map((role) => (role === null ? story.unknown : story.roles[role])),
				story,
			),
		);
	return (
		<details class="nhsuk-details owed__more" open={isOpen}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.ifNot}</span>
			</summary>
			<div class="nhsuk-details__text">
				<ol class="nhsuk-list nhsuk-list--number">
					{steps.map((step) => (
						<li key={step.rung}>{words.told(nameOf(step), when(step.at))}</li>
					))}
				</ol>
				<p class="nhsuk-body-s">{words.sooner}</p>
			</div>
		</details>
	);
}
