/** How to stay safe on a computer that others can look into. */
import { Page } from "../../shell/page.tsx";
import { PageAids } from "../aids/page-aids.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { Ways } from "./routes-page.tsx";

export function SafePage() {
	const { safe } = useWords();
	const { reachable } = useVisit();
	const onion = reachable === null || reachable === "failed" ? null : reachable.onion;
	return (
		<Page heading={safe.heading}>
			<p class="nhsuk-lede-text">{safe.lead}</p>
			<PageAids page="safe" />
			<Ways ways={safe.points.map(({ what, how }) => ({ what, who: how }))} />
			{onion !== null && (
				<>
					<h2 class="nhsuk-heading-m">{safe.onion.heading}</h2>
					<p>{safe.onion.how}</p>
					<p>
						<code class="copyable" translate={false}>
							{onion}
						</code>
					</p>
				</>
			)}
			<Fingerprint />
		</Page>
	);
}
