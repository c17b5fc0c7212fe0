/** How the concern was sorted, and the tap that says that it is wrong. */
import type { Categories } from "@answerable/types/content";
import { capital } from "../../reporter/sentence.ts";
import type { MailboxView } from "../../reporter/view.ts";
import { CountedFacts } from "../../shell/beside.tsx";
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
			<Counted counted={view.counted} mayWrite={view.mayWrite} />
		</Page>
	);
}

/** How the case is counted in the numbers that organisations send in, and the way to say that it is wrong. */
function Counted({ counted, mayWrite }: { readonly counted: Categories | null; readonly mayWrite: boolean }) {
	const { mailbox, raise } = useWords();
	const { sorted: words } = mailbox;
	const { go } = useNavigation();
	return (
		<section aria-labelledby="counted">
			<h2 class="nhsuk-heading-m" id="counted">
				{words.counted}
			</h2>
			<p>{words.countedWhat}</p>
			{counted === null ? <p>{words.countedNotYet}</p> : <CountedFacts categories={counted} groups={raise.you.groups} />}
			{counted !== null && mayWrite && (
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => go({ at: "mailbox", page: "write" })}>
					{words.countedWrong}
				</button>
			)}
		</section>
	);
}
