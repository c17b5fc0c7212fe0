/** Where a concern may also have to go. Nothing of the case goes along: not the address of this page, and nothing in the link. */
import { type ReferenceLink, referenceLinksOf } from "../../reference-links.ts";
import { useWords } from "../words/words.ts";

export function ReferenceList({ division }: { readonly division: string }) {
	const { references: words } = useWords().case;
	const links = referenceLinksOf(division);
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.heading}</span>
			</summary>
			<div class="nhsuk-details__text">
				<p class="nhsuk-body-s">{links.length === 0 ? words.none : words.lead}</p>
				<ul class="nhsuk-list nhsuk-body-s">
					{links.map((link) => (
						<Reference key={link.id} link={link} />
					))}
				</ul>
			</div>
		</details>
	);
}

function Reference({ link: { id, url } }: { readonly link: ReferenceLink }) {
	const { references: words } = useWords().case;
	const { name, when } = words.links[id];
	return (
		<li>
			<a href={url} target="_blank" rel="noreferrer noopener" referrerpolicy="no-referrer">
				{name}
				<span class="nhsuk-u-visually-hidden">{` (${words.newWindow})`}</span>
			</a>
			<br />
			{when}
		</li>
	);
}
