/** What goes up and what stays with the guardian, side by side, as it is filled in. */
import type { Draft } from "./draft.ts";
import { goesUp, stays, type Told } from "./told.ts";
import type { RaiseWords } from "./words.ts";

export function SplitSides({ draft, words }: { readonly draft: Draft; readonly words: RaiseWords }) {
	const { split, check } = words;
	return (
		<div class="two-sides">
			<Side heading={split.up} told={goesUp(draft, words)} nothing={check.empty} />
			<Side heading={split.stays} told={stays(draft, words)} nothing={check.empty} />
		</div>
	);
}

function Side({ heading, told, nothing }: { readonly heading: string; readonly told: readonly Told[]; readonly nothing: string }) {
	return (
		<section class="side">
			<h2 class="nhsuk-heading-s">{heading}</h2>
			<dl>
				{told.map(({ what, says }) => (
					<div key={what}>
						<dt>{what}</dt>
						<dd dir="auto" class={says === "" ? "left-empty" : "as-written"}>
							{says === "" ? nothing : says}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
