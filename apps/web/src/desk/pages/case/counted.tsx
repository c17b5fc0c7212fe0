/** Under what the case is counted, as the reporter sees it too. */
import { CountedFacts } from "../../../shell/beside.tsx";
import type { CaseView } from "../../case-view.ts";
import { useWords } from "../words/words.ts";

export function Counted({ view: { counted } }: { readonly view: CaseView }) {
	const { case: words, workerGroups } = useWords();
	return (
		<section class="next" aria-labelledby="counted">
			<h2 class="nhsuk-heading-m" id="counted">
				{words.counted}
			</h2>
			{counted === null ? <p>{words.countedNotYet}</p> : <CountedFacts categories={counted} groups={workerGroups} />}
			<p class="nhsuk-body-s">{words.countedWhat}</p>
		</section>
	);
}
