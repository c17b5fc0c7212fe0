/** A way out for a draft that no page leads to any more: while it is kept, the browser asks before the tab is closed. */
import type { Draft } from "../engine/protocol.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";

/** Asks once more before it is gone. `which`: what it is, for whoever does not see where the button stands. */
export function ThrowAway({ draft, which }: { readonly draft: Draft; readonly which?: string }) {
	const { today: words } = useWords();
	const { dropDraft } = useDesk();
	const drop = () => {
		// The button goes with the draft, and would take the focus with it.
		document.querySelector<HTMLElement>("h1")?.focus();
		dropDraft(draft);
	};
	const hidden = which !== undefined && <span class="nhsuk-u-visually-hidden">{`: ${which}`}</span>;
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">
					{words.throwAway}
					{hidden}
				</span>
			</summary>
			<div class="nhsuk-details__text">
				<p>{words.throwAwayWhat}</p>
				<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" onClick={drop}>
					{words.throwAway}
					{hidden}
				</button>
			</div>
		</details>
	);
}
