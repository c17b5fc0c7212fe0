/** The seven words and the promise, on one slip to write down or print. Shown once. */

import type { Slip } from "../../raising/slip.ts";
import { SlipPaper } from "../../raising/slip-paper.tsx";
import { Page } from "../../shell/page.tsx";
import { useUnsaved } from "../../shell/use-unsaved.ts";
import { useNavigation } from "../router/navigation.ts";
import { nameOf, useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

export function SlipPage({ slip }: { readonly slip: Slip }) {
	const { slip: words, shell } = useWords();
	const { go } = useNavigation();
	useUnsaved(true);
	return (
		<Page heading={words.heading} final>
			<p class="no-print">{words.sent}</p>
			<p>
				<strong>{words.keep}</strong>
			</p>
			<Paper slip={slip} />
			<div class="no-print">
				<button class="nhsuk-button" type="button" onClick={() => go({ at: "retype", slip })}>
					{words.done}
				</button>
				<h2 class="nhsuk-heading-m">{words.careHeading}</h2>
				<ul class="nhsuk-list nhsuk-list--bullet">
					{words.care.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => print()}>
					{shell.print}
				</button>
				<p class="nhsuk-body-s">{words.printHint}</p>
			</div>
		</Page>
	);
}

/** What is printed, for the organisation of this visit. */
export function Paper({ slip }: { readonly slip: Slip }) {
	const { slip: words } = useWords();
	const visit = useVisit();
	const poster = visit.poster === null ? null : { slug: visit.poster.slug, roots: slip.roots };
	return <SlipPaper slip={slip} words={words} organisation={nameOf(visit) ?? poster?.slug ?? ""} poster={poster} />;
}
