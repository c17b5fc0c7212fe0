/** The letters both ways and everything else that happened, the newest first: the trail of the case. */
import { capital, sentenceOf } from "../../../reporter/sentence.ts";
import type { LetterView } from "../../../reporter/view.ts";
import { useCommonWords } from "../../../shell/language.ts";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView, DeskEntry } from "../../case-view.ts";
import { useWords } from "../words/words.ts";
import { Said } from "./said.tsx";

export function Thread({ view }: { readonly view: CaseView }) {
	const { case: words } = useWords();
	return (
		<section aria-labelledby="thread">
			<h2 class="nhsuk-heading-m" id="thread">
				{words.thread}
			</h2>
			<p class="nhsuk-body-s">{words.newest}</p>
			<ol class="story" reversed>
				{[...view.entries].reverse().map((entry) => (
					<Entry key={entry.sequence} entry={entry} view={view} />
				))}
			</ol>
		</section>
	);
}

function Entry({ entry, view }: { readonly entry: DeskEntry; readonly view: CaseView }) {
	const { case: words, trail } = useWords();
	const when = useWhen(view.zone);
	const { by, letters, isTrusted, isDisputed } = entry;
	const isMine = by.actor === "handler" && by.tenure === view.tenure;
	return (
		<li class={`story__entry${isTrusted ? "" : " story__entry--untrusted"}`}>
			<p class="story__when">{when(entry.at)}</p>
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
