/** What happened, the newest first, each letter where it came. */
import { capital, sentenceOf } from "../../reporter/sentence.ts";
import type { MailboxView, StoryEntry } from "../../reporter/view.ts";
import { useWhen } from "../../shell/when.ts";
import { useNavigation } from "../router/navigation.ts";
import { useWords } from "../words/words.ts";
import { LetterBox } from "./letter.tsx";

export function StoryList({ view }: { readonly view: MailboxView }) {
	const { story: words } = useWords().mailbox;
	const entries = [...view.entries].reverse();
	return (
		<section aria-labelledby="story">
			<h2 class="nhsuk-heading-m" id="story">
				{words.heading}
			</h2>
			<p class="nhsuk-body-s">{words.newest}</p>
			<ol class="story" reversed>
				{[...view.waiting].reverse().map((waiting) => (
					<Waiting key={waiting.act.act.signature} waiting={waiting} zone={view.zone} />
				))}
				{entries.map((entry) => (
					<Entry key={entry.sequence} entry={entry} view={view} />
				))}
			</ol>
		</section>
	);
}

function Entry({ entry, view }: { readonly entry: StoryEntry; readonly view: MailboxView }) {
	const { mailbox, story } = useWords();
	const words = mailbox.story;
	const when = useWhen(view.zone);
	const isOwn = entry.by.actor === "reporter";
	return (
		<li class={`story__entry${entry.isTrusted ? "" : " story__entry--untrusted"}`}>
			<p class="story__when">{when(entry.at)}</p>
			<p class="story__what">{capital(sentenceOf(entry, view.roles, story))}</p>
			{!entry.isTrusted && (
				<p class="story__alarm" role="note">
					{words.untrusted}
				</p>
			)}
			{entry.letters.map((letter) => (
				<LetterBox key={`${letter.compartment} ${letter.purpose}`} letter={letter} isOwn={isOwn} />
			))}
			<Claim entry={entry} view={view} />
			{!entry.isInLog && <p class="story__note">{words.notYet}</p>}
		</li>
	);
}

/** What an answer claims to have answered, and the one tap that says that it did not. */
function Claim({ entry: { claim, sequence, isTrusted }, view }: { readonly entry: StoryEntry; readonly view: MailboxView }) {
	const { story: words } = useWords().mailbox;
	const { go } = useNavigation();
	if (claim === null || !isTrusted) return null;
	if (claim.isDisputed) return <p class="story__note">{words.disputed}</p>;
	return (
		<div class="claim">
			{claim.clocks.length > 0 && (
				<p class="claim__what">{`${words.claims} ${claim.clocks.map((clock) => words.clocks[clock]).join(", ")}.`}</p>
			)}
			{!view.isClaimed && view.closed?.reason !== "withdrawn" && (
				<button
					class="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
					type="button"
					onClick={() => go({ at: "dispute", sequence })}
				>
					{claim.isUnreadable ? words.disputeUnread : words.dispute}
					<span class="nhsuk-u-visually-hidden">{` (${sequence})`}</span>
				</button>
			)}
		</div>
	);
}

function Waiting({ waiting, zone }: { readonly waiting: MailboxView["waiting"][number]; readonly zone: string }) {
	const { story: words } = useWords().mailbox;
	const when = useWhen(zone);
	const { act, visibleAt, refused, says } = waiting;
	return (
		<li class="story__entry story__entry--waiting">
			<p class="story__what">{words.waitingKinds[act.kind]}</p>
			{says !== null && <LetterBox letter={{ compartment: "private", purpose: act.kind, says }} isOwn />}
			<p class="story__note">{refused === null ? words.waiting(when(visibleAt)) : words.refused}</p>
		</li>
	);
}
