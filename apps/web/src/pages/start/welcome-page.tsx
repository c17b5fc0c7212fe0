/** The first page of an organisation: what can be done here. */
import { Page } from "../../shell/page.tsx";
import { PageAids } from "../aids/page-aids.tsx";
import { useNavigation } from "../router/navigation.ts";
import { PageLink } from "../shell/page-link.tsx";
import { useWords } from "../words/words.ts";

export function WelcomePage() {
	const { start } = useWords();
	const { go } = useNavigation();
	return (
		<Page heading={start.welcomeHeading}>
			<p class="nhsuk-lede-text">{start.welcomeLead}</p>
			<PageAids page="welcome" />
			<button class="nhsuk-button" type="button" onClick={() => go({ at: "before" })}>
				{start.raise}
			</button>
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => go({ at: "words" })}>
				{start.comeBack}
			</button>
			<p class="nhsuk-body-s">{start.comeBackHint}</p>
			<p>
				<PageLink to={{ at: "safe" }}>{start.safeLink}</PageLink>
			</p>
			<p>
				<PageLink to={{ at: "routes" }}>{start.routesLink}</PageLink>
			</p>
		</Page>
	);
}
