/** Which organisation it is about, for whoever comes without a poster or link. */
import { useState } from "preact/hooks";
import { LocalForm, Radios } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { PageLink } from "../shell/page-link.tsx";
import { TroublePage } from "../shell/trouble-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

export function ChoosePage() {
	const { start, shell } = useWords();
	const { go } = useNavigation();
	const { reachable, fetchList, poster, choose } = useVisit();
	const [isMissing, setMissing] = useState(false);
	if (reachable === "failed") return <TroublePage code="unreachable" onRetry={fetchList} />;
	if (reachable === null)
		return (
			<Page key="waiting" heading={start.chooseHeading}>
				<p role="status">{shell.loading}</p>
			</Page>
		);
	const { organisations } = reachable;
	const error = isMissing && poster === null ? start.chooseNone : undefined;
	return (
		<Page
			key="list"
			heading={start.chooseHeading}
			ownHeading
			faults={error === undefined ? [] : [{ field: "organisation", message: error }]}
		>
			<LocalForm onSubmit={() => (poster === null ? setMissing(true) : go({ at: "welcome" }))}>
				<Radios
					id="organisation"
					legend={start.chooseHeading}
					isHeading
					hint={organisations.length === 0 ? start.chooseEmpty : start.chooseHint}
					error={error}
					choices={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
					value={poster?.slug ?? null}
					onValue={(slug) => choose({ slug, roots: null })}
				/>
			</LocalForm>
			<p>
				<PageLink to={{ at: "routes" }}>{start.routesLink}</PageLink>
			</p>
		</Page>
	);
}
