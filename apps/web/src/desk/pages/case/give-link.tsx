/** The way from a case to giving it to a colleague. An outside body gives nothing: the reporter chose it. */
import type { CaseView } from "../../case-view.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";

export function GiveLink({ view: { caseTag, tenure, role, opens } }: { readonly view: CaseView }) {
	const { give: words } = useWords().turnover;
	const { walking } = useDesk();
	if (role === "external_body" || opens.length === 0) return null;
	return (
		<p>
			<button class="link-button" type="button" onClick={() => walking.go({ at: "give", caseTag, tenure })}>
				{words.link}
			</button>
		</p>
	);
}
