/** By which rules concerns run and who is tied to whom, as two roots decided it; nothing of a body outside, which takes no concerns. */
import type { OrganisationView } from "../../organisation-view.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { TieList } from "./tie-list.tsx";

export function Decided({ view }: { readonly view: OrganisationView }) {
	const { organisation, rules: words, ties } = useWords();
	const { walking } = useDesk();
	const { rules, myRoot, id } = view;
	if (rules === null) return null;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.heading}</h2>
			<p>{words.now(rules.title)}</p>
			{rules.adoption !== null && <p>{words.nowChanged}</p>}
			{rules.adoption?.reason != null && <p dir="auto" class="as-written">{`${organisation.reason}: ${rules.adoption.reason}`}</p>}
			{myRoot !== null && (
				<p>
					<button class="link-button" type="button" onClick={() => walking.go({ at: "rules", organisation: id, step: "form" })}>
						{words.change}
					</button>
				</p>
			)}
			<h2 class="nhsuk-heading-m">{ties.heading}</h2>
			<TieList view={view} lines={view.ties} />
			{myRoot !== null && (
				<p>
					<button class="link-button" type="button" onClick={() => walking.go({ at: "ties", organisation: id, step: "form" })}>
						{ties.change}
					</button>
				</p>
			)}
		</>
	);
}
