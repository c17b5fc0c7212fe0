/** An invitation's link, shown once. */
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import { Page } from "../../../shell/page.tsx";
import { useUnsaved } from "../../../shell/use-unsaved.ts";
import type { Given } from "../../admin.ts";
import { useWords } from "../words/words.ts";

type GivenProps = {
	readonly given: Given /** A second person has to confirm it. */;
	readonly isRenewal: boolean;
	readonly onDone: () => void;
};

export function GivenLink({ given: { link, expiresAt }, isRenewal, onDone }: GivenProps) {
	const { administration: words } = useWords();
	const { tag } = useContext(LanguageContext);
	useUnsaved(true);
	return (
		<Page heading={words.givenHeading} final>
			<p>{words.givenWhat}</p>
			{isRenewal && <p>{words.givenConfirm}</p>}
			<p>
				<code class="copyable" translate={false}>
					{link}
				</code>
			</p>
			<p class="nhsuk-body-s">{words.good(new Date(expiresAt).toLocaleString(tag, { dateStyle: "long", timeStyle: "short" }))}</p>
			<button class="nhsuk-button" type="button" onClick={onDone}>
				{words.givenDone}
			</button>
		</Page>
	);
}
