/** Whose word the list of colleagues stands on, for whoever wants to know. */
import { inFours } from "../../short-number.ts";
import { useWords } from "../words/words.ts";

export function Trust({ roots }: { readonly roots: string }) {
	const { turnover: words } = useWords();
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.trust}</span>
			</summary>
			<div class="nhsuk-details__text">
				<p>{words.trustWhat}</p>
				<p>
					<code class="copyable fingerprint" translate={false}>
						{inFours(roots)}
					</code>
				</p>
				<p>{words.numberWhat}</p>
			</div>
		</details>
	);
}
