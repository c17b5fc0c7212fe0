/** "This will go to… It will not go to…", as the rules say it for this very concern. */
import type { Planned } from "../engine/protocol.ts";
import { useWords } from "../words/words.ts";
import { willNotSentences, willSentences } from "./route-sentences.ts";

export type RouteProps = {
	readonly planned: Planned;
	/** It was not asked yet what a body outside may be told. */
	readonly isOutsideOpen?: boolean;
};

export function RouteList({ planned, isOutsideOpen = false }: RouteProps) {
	const words = useWords();
	const { route } = words.raise;
	const willNot = willNotSentences(planned, words);
	return (
		<>
			<h2 class="nhsuk-heading-m">{route.will}</h2>
			<Sentences of={willSentences(planned, words)} />
			{isOutsideOpen && <p>{route.outsideLater}</p>}
			<h2 class="nhsuk-heading-m">{route.willNot}</h2>
			<Sentences of={willNot.length === 0 ? [route.nobodyLeftOut] : willNot} />
			<p>{route.nobodyElse}</p>
		</>
	);
}

function Sentences({ of }: { readonly of: readonly string[] }) {
	return (
		<ul class="nhsuk-list nhsuk-list--bullet">
			{of.map((sentence) => (
				<li key={sentence}>{sentence}</li>
			))}
		</ul>
	);
}
