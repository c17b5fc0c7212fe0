/** While the keys are put away: nothing is shown, and there is nothing to type into. */
import { Page } from "../../../shell/page.tsx";
import { useWords } from "../words/words.ts";

export function LockingPage() {
	const { arriving: words } = useWords();
	return (
		<Page heading={words.locking} final>
			{null}
		</Page>
	);
}
