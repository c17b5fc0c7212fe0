/** After the slip: the words are gone, by what somebody said of it or because the page was left. */
import { Page } from "../../../shell/page.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import type { Recording } from "./use-recording.ts";

export function DonePage({ recording }: { readonly recording: Recording }) {
	const { record: words } = useWords();
	const { given } = recording;
	return (
		<Page heading={words.doneHeading} final>
			{given !== null && <p>{words.done[given]}</p>}
			<p>{words.listed}</p>
			<Onward recording={recording} />
		</Page>
	);
}

/** The page was left before it was said what became of the slip. */
export function GonePage({ recording }: { readonly recording: Recording }) {
	const { record: words } = useWords();
	return (
		<Page heading={words.goneHeading} final>
			{words.gone.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
			<Onward recording={recording} />
		</Page>
	);
}

function Onward({ recording }: { readonly recording: Recording }) {
	const { record: words } = useWords();
	const { walking } = useDesk();
	return (
		<>
			<button class="nhsuk-button" type="button" onClick={() => walking.start({ at: "today" })}>
				{words.toToday}
			</button>{" "}
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={recording.again}>
				{words.another}
			</button>
		</>
	);
}
