/** Says, under a text, what in it may tell who somebody is, and hides it with one press. Never in the way. */
import { useEffect, useState } from "preact/hooks";
import { type Identifier, identifiersIn, masked } from "./identifiers.ts";
import type { RaiseWords } from "./words.ts";

/** Looked for once somebody stops typing, and in no more than this: the rest is found when the first was hidden. */
const PAUSE_MS = 400;
const LOOKED_AT = 100_000;
const SHOWN = 5;

export type HintsProps = {
	readonly words: RaiseWords["hints"];
	readonly text: string;
	readonly onText: (text: string) => void;
};

export function IdentifierHints({ words: hints, text, onText }: HintsProps) {
	const [found, setFound] = useState<readonly Identifier[]>(() => identifiersIn(text.slice(0, LOOKED_AT)));
	useEffect(() => {
		const timer = setTimeout(() => setFound(identifiersIn(text.slice(0, LOOKED_AT))), PAUSE_MS);
		return () => clearTimeout(timer);
	}, [text]);
	// What was found in an older text may stand elsewhere now.
	const current = found.filter(({ start, end, text: words }) => text.slice(start, end) === words);
	const mask = (one: Identifier) => {
		onText(masked(text, one, hints.masked));
		setFound([]);
	};
	return (
		<div aria-live="polite">
			{current.length > 0 && (
				<div class="nhsuk-inset-text identifier-hints">
					<h2 class="nhsuk-heading-s">{hints.heading}</h2>
					<p>{hints.intro}</p>
					<ul class="nhsuk-list">
						{current.slice(0, SHOWN).map((one) => (
							<li key={`${one.start}-${one.text}`}>
								{`${hints.kinds[one.kind]} `}
								<button class="link-button" type="button" onClick={() => mask(one)}>
									{hints.mask(one.text)}
								</button>
							</li>
						))}
					</ul>
					{current.length > SHOWN && <p>{hints.more(current.length - SHOWN)}</p>}
				</div>
			)}
		</div>
	);
}
