/** What somebody should know before they start. While they read, all that is needed to write comes (and to lock: see `use-branding.ts`), so that a lost line does no harm. */
import { useEffect } from "preact/hooks";
import { Page } from "../../shell/page.tsx";
import { PageAids } from "../aids/page-aids.tsx";
import { useNavigation } from "../router/navigation.ts";
import { PageLink } from "../shell/page-link.tsx";
import { useWords } from "../words/words.ts";
import { Ways } from "./routes-page.tsx";

export function BeforePage({ loadNext }: { readonly loadNext: () => Promise<unknown> }) {
	const { before, start } = useWords();
	const { go } = useNavigation();
	useEffect(() => {
		// What fails here is asked for again, and told, by the page that needs it.
		loadNext().catch(() => undefined);
	}, []);
	return (
		<Page heading={before.heading}>
			<p class="nhsuk-lede-text">{before.lead}</p>
			<PageAids page="before" />
			<div class="nhsuk-warning-callout">
				<h2 class="nhsuk-warning-callout__label">{before.safeHeading}</h2>
				<p>{before.safe}</p>
				<p>
					<PageLink to={{ at: "safe" }}>{start.safeLink}</PageLink>
				</p>
			</div>
			<h2 class="nhsuk-heading-m">{before.stepsHeading}</h2>
			<ol class="nhsuk-list nhsuk-list--number">
				{before.steps.map((step) => (
					<li key={step}>{step}</li>
				))}
			</ol>
			<h2 class="nhsuk-heading-m">{before.whoHeading}</h2>
			<Ways ways={before.who.map(({ who, what }) => ({ what: who, who: what }))} />
			<button class="nhsuk-button" type="button" onClick={() => go({ at: "raise", step: "what", isChange: false })}>
				{before.start}
			</button>
			<p>
				<PageLink to={{ at: "routes" }}>{start.routesLink}</PageLink>
			</p>
		</Page>
	);
}
