/** Who reads the private notes of a case: now, and when it goes up; said beside every field that writes one. */
import { capital, listed } from "../../../reporter/sentence.ts";
import type { NoteReaders as Readers } from "../../case-view.ts";
import { useWords } from "../words/words.ts";

/** In sentences. */
export function useNoteReaderWords({ now, later }: Readers): readonly string[] {
	const { verbs, story } = useWords();
	const { notes: words } = verbs;
	const who = (roles: Readers["now"]) =>
		capital(
			listed(
				roles.map((role) => story.roles[role]),
				story,
			),
		);
	return [words.reporter, words.now(who(now)), later.length === 0 ? words.never : words.later(who(later)), words.given];
}

export function NoteReaders({ readers }: { readonly readers: Readers }) {
	const sentences = useNoteReaderWords(readers);
	return (
		<ul class="nhsuk-list nhsuk-list--bullet nhsuk-body-s">
			{sentences.map((sentence) => (
				<li key={sentence}>{sentence}</li>
			))}
		</ul>
	);
}
