/** The end: what happens now. Nothing of the concern or the words is left on the page. */

import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { useWords } from "../words/words.ts";

export function EndPage() {
	const { slip: words } = useWords();
	const { leave } = useNavigation();
	return (
		<Page heading={words.endHeading} final>
			{words.end.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
			<h2 class="nhsuk-heading-m">{words.endNext}</h2>
			<ol class="nhsuk-list nhsuk-list--number">
				{words.endSteps.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ol>
			<button class="nhsuk-button" type="button" onClick={leave}>
				{words.endLeave}
			</button>
		</Page>
	);
}
