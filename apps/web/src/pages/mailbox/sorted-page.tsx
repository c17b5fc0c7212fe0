/** How the concern was sorted, and the tap that says that it is wrong. */
import { capital } from "../../reporter/sentence.ts";
import type { MailboxView } from "../../reporter/view.ts";
import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { useWords } from "../words/words.ts";
import { LetterBox } from "./letter.tsx";

export function SortedPage({ view }: { readonly view: MailboxView }) {
	const { mailbox, story } = useWords();
	const { sorted: words } = mailbox;
	const { go } = useNavigation();
	const entries = view.entries.filter(
		({ happening: { kind }, isTrusted }) => isTrusted && (kind === "triaged" || kind === "downgrade-proposed"),
	);
	const facts = [
		[words.yours, story.severities[view.severityRaised]],
		[words.now, story.severities[view.severity]],
		[words.handler, view.handler === null ? words.nobodyYet : capital(story.roles[view.handler])],
	] as const;
	return (
		<Page heading={words.heading}>
			<dl class="nhsuk-summary-list">
				{facts.map(([what, says]) => (
					<div class="nhsuk-summary-list__row" key={what}>
						<dt class="nhsuk-summary-list__key">{what}</dt>
						<dd class="nhsuk-summary-list__value">{says}</dd>
					</div>
				))}
			</dl>
			{entries.length === 0 && <p>{words.notYet}</p>}
			{entries.map((entry) => (
				<section key={entry.sequence} aria-label={words.letter}>
					<h2 class="nhsuk-heading-m">{words.letter}</h2>
					{entry.letters.map((letter) => (
						<LetterBox key={letter.purpose} letter={letter} isOwn={false} />
					))}
					{entry.claim !== null && !entry.claim.isDisputed && view.closed?.reason !== "withdrawn" && (
						<>
							<button
								class="nhsuk-button nhsuk-button--secondary"
								type="button"
								onClick={() => go({ at: "dispute", sequence: entry.sequence })}
							>
								{words.wrong}
							</button>
							<p class="nhsuk-body-s">{words.wrongHint}</p>
						</>
					)}
					{entry.claim?.isDisputed === true && <p>{mailbox.story.disputed}</p>}
				</section>
			))}
		</Page>
	);
}
