/** The sentence by which an organisation says how else to reach somebody. */
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

/** Nothing where it said none, or where two of its roots did not sign it. */
export function Contact() {
	const { shell: words } = useWords();
	const { branding } = useVisit();
	if (branding === null || branding.contact === "") return null;
	return (
		<div class="nhsuk-inset-text">
			<p>
				<strong>{words.contact}</strong>
			</p>
			<p class="as-written">
				<bdi>{branding.contact}</bdi>
			</p>
		</div>
	);
}
