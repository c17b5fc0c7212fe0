/** Other ways to speak up, first those for somebody in danger. */
import { Page } from "../../shell/page.tsx";
import { PageAids } from "../aids/page-aids.tsx";
import { Contact } from "../shell/contact.tsx";
import { useWords, type Words } from "../words/words.ts";

export function RoutesPage() {
	const { routes } = useWords();
	return (
		<Page heading={routes.dangerHeading}>
			<p>{routes.dangerIntro}</p>
			<PageAids page="routes" />
			<Ways ways={routes.danger} />
			<h2 class="nhsuk-heading-m">{routes.otherHeading}</h2>
			<p>{routes.otherIntro}</p>
			<Contact />
			<Ways ways={routes.other} />
		</Page>
	);
}

/** A list of ways, each with what it is for. */
export function Ways({ ways }: { readonly ways: Words["routes"]["danger"] }) {
	return (
		<dl class="nhsuk-summary-list">
			{ways.map(({ what, who }) => (
				<div class="nhsuk-summary-list__row" key={what}>
					<dt class="nhsuk-summary-list__key">{what}</dt>
					<dd class="nhsuk-summary-list__value">{who}</dd>
				</div>
			))}
		</dl>
	);
}
