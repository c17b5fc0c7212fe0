/** The letters both ways and everything else that happened, the newest first: the trail of the case. */
import { capital, sentenceOf } from "../../../reporter/sentence.ts";
import type { LetterView } from "../../../reporter/view.ts";
import { useCommonWords } from "../../../shell/language.ts";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView, DeskEntry } from "../../case-view.ts";
import { useWords } from "../words/words.ts";
import { Said } from "./said.tsx";

type ThreadProps = {
	readonly view: CaseView;
	/** The last event of the case when it was shown before; null if it was not. What came since is marked. */
	readonly seenBefore: number | null;
};

export function Thread({ view, seenBefore }: ThreadProps) {
	const { case: words } = useWords();
	return (
		<section aria-labelledby="thread">
			<h2 class="nhsuk-heading-m" id="thread">
				{words.thread}
			</h2>
			<p class="nhsuk-body-s">{words.newest}</p>
			<ol class="story" reversed>
				{[...view.entries].reverse().map((entry) => (
					<Entry key={entry.sequence} entry={entry} view={view} isNew={isNewIn(entry, view, seenBefore)} />
				))}
			</ol>
		</section>
	);
}

type EntryProps = { readonly entry: DeskEntry; readonly view: CaseView; readonly isNew: boolean };

function Entry({ entry, view, isNew }: EntryProps) {
	const { case: words, trail, live } = useWords();
	const when = useWhen(view.zone);
	const { by, letters, isTrusted, isDisputed } = entry;
	const isMine = isBy(entry, view);
	return (
		<li
			class={`story__entry${isTrusted ? "" : " story__entry--untrusted"}${isNew ? " story__entry--new" : ""}`}
			tabIndex={isNew ? -1 : undefined}
		>
			<p class="story__when">
				{when(entry.at)} {isNew && <span class="tag">{live.fresh}</span>}
			</p>
			<p class="story__what">{capital(sentenceOf(entry, view.roles, trail))}</p>
			{!isTrusted && (
				<p class="story__alarm" role="note">
					{words.untrusted}
				</p>
			)}
			{letters.map((letter) => (
				<LetterBox
					key={`${letter.compartment} ${letter.purpose}`}
					letter={letter}
					from={by.actor === "reporter" ? "reporter" : isMine ? "me" : "other"}
				/>
			))}
			{isDisputed && <p class="story__alarm">{words.disputed}</p>}
		</li>
	);
}

/** What I did myself is not new to me, and that somebody opened the case is new to nobody. */
function isNewIn(entry: DeskEntry, view: CaseView, seenBefore: number | null): boolean {
	return seenBefore !== null && entry.sequence > seenBefore && entry.isNews && !isBy(entry, view);
}

function isBy({ by }: DeskEntry, { tenure }: CaseView): boolean {
	return by.actor === "handler" && by.tenure === tenure;
}

type LetterProps = { readonly letter: LetterView; readonly from: "reporter" | "me" | "other" };

function LetterBox({ letter: { says, compartment }, from }: LetterProps) {
	const { case: words } = useWords();
	const { unread } = useCommonWords().letter;
	if (says === "not-for-me") return null;
	return (
		<div class={`letter${compartment === "notes" ? " letter--note" : from === "reporter" ? "" : " letter--own"}`}>
			<p class="letter__head">
				{words.from[from]}
				<span class="letter__tag">{words.compartments[compartment]}</span>
			</p>
			{typeof says === "string" ? <p class="letter__unread">{unread[says]}</p> : <Said says={says} />}
		</div>
	);
}
