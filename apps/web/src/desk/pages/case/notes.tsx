/** The private notes of a case, the newest first; they stand in the thread too, each where it was made. */
import { capital } from "../../../reporter/sentence.ts";
import { AsWritten } from "../../../shell/as-written.tsx";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView } from "../../case-view.ts";
import { useWords } from "../words/words.ts";
import { NoteReaders } from "./note-readers.tsx";

export function Notes({ view }: { readonly view: CaseView }) {
	const { case: words, story } = useWords();
	const when = useWhen(view.zone);
	const notes = view.entries.flatMap(({ sequence, at, by, happening, letters }) =>
		happening.kind !== "letter" || happening.statement.compartment !== "notes" || by.actor !== "handler"
			? []
			: letters.flatMap(({ says }) =>
					typeof says === "string" || says.kind !== "letter" || says.content.action !== undefined || says.content.news !== undefined
						? []
						: [{ sequence, at, tenure: by.tenure, text: says.content.text }],
				),
	);
	if (notes.length === 0) return null;
	const whoOf = (role: ReturnType<CaseView["roles"]["get"]>) => capital(role === undefined ? story.unknown : story.roles[role]);
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.notes(String(notes.length))}</span>
			</summary>
			<div class="nhsuk-details__text">
				<NoteReaders readers={view.noteReaders} />
				<ol class="nhsuk-list" reversed>
					{notes.toReversed().map(({ sequence, at, tenure, text }) => (
						<li key={sequence}>
							<p class="story__when">
								{words.noted(tenure === view.tenure ? capital(words.handlerMe) : whoOf(view.roles.get(tenure)), when(at))}
							</p>
							<AsWritten text={text} />
						</li>
					))}
				</ol>
			</div>
		</details>
	);
}
