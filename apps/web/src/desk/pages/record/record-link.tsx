/** The way to recording a concern, for whoever may. */
import { useDesk, useEntered } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { recordedFor } from "./record-form.ts";

export function RecordLink() {
	const { record: words } = useWords();
	const { walking } = useDesk();
	const { tenures } = useEntered();
	if (recordedFor(tenures).length === 0) return null;
	return (
		<button
			class="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
			type="button"
			onClick={() => walking.go({ at: "record", step: "form" })}
		>
			{words.link}
		</button>
	);
}
