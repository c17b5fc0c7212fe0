/** What a letter says, by what kind of letter it is: the reporter's own words as they wrote them. */
import type { LetterView } from "../../../reporter/view.ts";
import { AsWritten, groupWords, listWords, WrittenFacts } from "../../../shell/as-written.tsx";
import { Beside } from "../../../shell/beside.tsx";
import { useWords } from "../words/words.ts";

type SaidProps = {
	readonly says: Exclude<LetterView["says"], string>;
	/** Nothing is folded away, as on paper. */
	readonly isWhole?: boolean;
};

export function Said({ says, isWhole = false }: SaidProps) {
	const { case: words, workerGroups, raise } = useWords();
	switch (says.kind) {
		case "letter":
			return (
				<>
					<AsWritten text={says.content.text} isWhole={isWhole} />
					<Beside content={says.content} groups={workerGroups} />
				</>
			);
		case "feedback":
			return (
				<>
					<p>
						<strong>{words.feedback[says.content.answer]}</strong>
					</p>
					<AsWritten text={says.content.text} isWhole={isWhole} />
				</>
			);
		case "concern": {
			const { text, subject, unit, raisedBefore } = says.content;
			return (
				<>
					<AsWritten text={text} isWhole={isWhole} />
					<WrittenFacts
						facts={[
							[words.about, words.subjects[subject]],
							[words.unit, unit],
							[words.before, raisedBefore],
						]}
					/>
				</>
			);
		}
		case "private": {
			const { how, name, contact, workerGroup, characteristics = "" } = says.content;
			return (
				<>
					<p>{words.how[how]}</p>
					<WrittenFacts
						facts={[
							[words.name, name],
							[words.contact, contact],
							[words.group, groupWords(workerGroups, workerGroup)],
							[raise.split.rows.traits, listWords(raise.you.traitChoices, characteristics)],
						]}
					/>
				</>
			);
		}
	}
}
