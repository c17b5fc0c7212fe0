/** "This will go to… It will not go to…", as the rules say it for this very concern. */
import type { ComponentChildren } from "preact";
import type { Planned } from "./raising.ts";
import { beforehandSentences, willNotSentences, willSentences } from "./route-sentences.ts";
import type { RaisingWords } from "./words.ts";

export type RouteProps = {
	readonly planned: Planned;
	readonly words: RaisingWords;
	/** It was not asked yet what a body outside may be told. */
	readonly isOutsideOpen?: boolean;
};

export function RouteList({ planned, words, isOutsideOpen = false }: RouteProps) {
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

/** What must be known before sending, if anything. */
export function Beforehand({
	planned,
	words,
	children,
}: Pick<RouteProps, "planned" | "words"> & { readonly children?: ComponentChildren }) {
	if (planned.beforehand.length === 0) return null;
	return (
		<div class="nhsuk-warning-callout">
			<h2 class="nhsuk-warning-callout__label">{words.raise.route.first}</h2>
			{beforehandSentences(planned, words).map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
			{children}
		</div>
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
