/** Somebody lost their words, their phone, or both: what to do now, whom to ask, and what becomes of their cases. */
import { useState } from "preact/hooks";
import { Radios } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";

type What = "phone" | "words" | "both";

export function LostPage() {
	const { lost: words } = useWords();
	const { showSignIn, showInvitation } = useDesk();
	const [what, setWhat] = useState<What | null>(null);
	return (
		<Page heading={words.heading} final>
			<Radios
				id="lost"
				legend={words.what}
				choices={(["phone", "words", "both"] as const).map((value) => ({ value, label: words.choices[value] }))}
				value={what}
				onValue={setWhat}
			/>
			<div aria-live="polite">{what !== null && <ToDo what={what} />}</div>
			<p>
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={showInvitation}>
					{words.invitation}
				</button>
			</p>
			<p>
				<button class="link-button" type="button" onClick={showSignIn}>
					{words.back}
				</button>
			</p>
		</Page>
	);
}

function ToDo({ what }: { readonly what: What }) {
	const { lost: words } = useWords();
	const isPhone = what === "phone";
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.now}</h2>
			{!isPhone && <p>{words.open}</p>}
			<ol class="nhsuk-list nhsuk-list--number">
				{(isPhone ? words.phone : words.words).map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ol>
			{!isPhone && <p>{words.soon}</p>}
			<h2 class="nhsuk-heading-m">{words.cases}</h2>
			{(isPhone ? [words.phoneCases] : words.wordsCases).map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
		</>
	);
}
