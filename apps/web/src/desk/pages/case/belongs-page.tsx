/** Which other concern a case belongs with: chosen among my open ones, by words that this device alone sees. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { Page } from "../../../shell/page.tsx";
import { useDay } from "../../../shell/when.ts";
import type { Listed } from "../../beginnings.ts";
import { inOrder, isTellable, tieCandidates } from "../../tie-candidates.ts";
import { referenceOf } from "../../today.ts";
import type { Choice } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useListing } from "../use-listing.tsx";
import { useQuiet } from "../use-quiet.ts";
import { useWords } from "../words/words.ts";

/** Nobody reads more at once: who has more searches. */
const SHOWN = 12;

export function BelongsPage({ caseTag }: Choice) {
	const { finding: words, trouble, shell } = useWords();
	const { listed, look, read, progress, isCutShort, failure } = useListing();
	const [text, setText] = useState("");
	useEffect(() => {
		if (read === null) look();
	}, []);
	const mine = listed.get(caseTag) ?? null;
	const found = useMemo(() => tieCandidates(listed, caseTag, text), [listed, text]);
	const isWhole = read?.isWhole === true;
	const isOpen = progress.opened === progress.of;
	const hasFailed = failure !== null && !isWhole;
	const faults = useMemo(() => (hasFailed ? [{ field: null, message: failureWords(trouble, failure) }] : []), [hasFailed, failure]);
	const again = () => {
		// The button goes once it is asked again.
		document.getElementById("belongs")?.focus();
		look();
	};
	const counted = found.length === 0 ? words.belongsNone : words.belongsFound(String(Math.min(found.length, SHOWN)), String(found.length));
	const said = isTellable(found.length, { isWhole, isOpen }) ? counted : "";
	const heard = useQuiet(said);
	return (
		<Page heading={words.belongsHeading} faults={faults}>
			<p>{words.belongsWhat}</p>
			{mine !== null && (
				<p dir="auto">
					<strong>{mine.title}</strong>
				</p>
			)}
			<Seeking text={text} onText={setText} />
			<p class="nhsuk-body-s">
				{!(isWhole && isOpen) && !hasFailed && words.opening(String(progress.opened), String(progress.of))} {isCutShort && words.cutShort}
			</p>
			{hasFailed && (
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={again}>
					{shell.tryAgain}
				</button>
			)}
			<p>{said}</p>
			<p class="nhsuk-u-visually-hidden" role="status">
				{heard}
			</p>
			<ul class="nhsuk-list sessions">
				{mine !== null && found.slice(0, SHOWN).map((one) => <Candidate key={one.caseTag} mine={mine} one={one} />)}
			</ul>
		</Page>
	);
}

type SeekingProps = { readonly text: string; readonly onText: (text: string) => void };

function Seeking({ text, onText }: SeekingProps) {
	const { finding: words } = useWords();
	return (
		<search class="search" aria-label={words.belongsSearch}>
			<label class="nhsuk-label" for="belongs">
				{words.belongsSearch}
			</label>
			<div class="nhsuk-hint" id="belongs-hint">
				{words.hint}
			</div>
			<input
				class="nhsuk-input"
				id="belongs"
				type="text"
				value={text}
				aria-describedby="belongs-hint"
				autocomplete="off"
				spellcheck={false}
				onInput={({ currentTarget }) => onText(currentTarget.value)}
			/>
		</search>
	);
}

function Candidate({ mine, one }: { readonly mine: Listed; readonly one: Listed }) {
	const { finding: words, today } = useWords();
	const { walking } = useDesk();
	const day = useDay();
	const choose = () => {
		const [first, second] = inOrder(mine, one);
		const choiceOf = ({ caseTag, tenure }: Listed): Choice => ({ caseTag, tenure });
		walking.go({ at: "together", cases: [choiceOf(first), choiceOf(second)], alike: null });
	};
	const facts = [one.unit, day(one.raisedAt.slice(0, 10)), today.reference(referenceOf(one.caseTag))];
	const title = one.title || today.reference(referenceOf(one.caseTag));
	return (
		<li class="sessions__one">
			<span>
				<strong dir="auto">{title}</strong>
				<span class="owed__when" dir="auto">
					{facts.filter((each) => each !== "").join(", ")}
				</span>
			</span>
			<button class="link-button" type="button" onClick={choose}>
				{words.compare}
				<span class="nhsuk-u-visually-hidden">{`: ${title}`}</span>
			</button>
		</li>
	);
}
