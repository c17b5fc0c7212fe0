/** A letter: whatever is in it is text. Nothing in it becomes markup, a link or a picture. */
import type { LetterView } from "../../reporter/view.ts";
import { AsWritten, groupWords, listWords, WrittenFacts } from "../../shell/as-written.tsx";
import { Beside } from "../../shell/beside.tsx";
import { useCommonWords } from "../../shell/language.ts";
import { useWords } from "../words/words.ts";

export function LetterBox({ letter, isOwn }: { readonly letter: LetterView; readonly isOwn: boolean }) {
	const { story: words } = useWords().mailbox;
	const { unread } = useCommonWords().letter;
	const { says, compartment } = letter;
	if (says === "not-for-me") return null;
	return (
		<div class={`letter${isOwn ? " letter--own" : ""}`}>
			<p class="letter__head">
				{isOwn ? words.yours : words.letterFrom}
				<span class="letter__tag">{compartment === "private" ? words.staysPrivate : words.mayGoUp}</span>
			</p>
			{typeof says === "string" ? <p class="letter__unread">{unread[says]}</p> : <Said says={says} />}
		</div>
	);
}

function Said({ says }: { readonly says: Exclude<LetterView["says"], string> }) {
	const { mailbox, raise } = useWords();
	const { story: words } = mailbox;
	switch (says.kind) {
		case "letter":
			return (
				<>
					<AsWritten text={says.content.text} />
					<Beside content={says.content} groups={raise.you.groups} />
				</>
			);
		case "feedback":
			return (
				<>
					<p>
						<strong>{words.feedback[says.content.answer]}</strong>
					</p>
					<AsWritten text={says.content.text} />
				</>
			);
		case "concern":
			return (
				<>
					<AsWritten text={says.content.text} />
					<WrittenFacts
						facts={[
							[words.unit, says.content.unit],
							[words.before, says.content.raisedBefore],
						]}
					/>
				</>
			);
		case "private":
			return (
				<>
					<p>{raise.identity.choices[says.content.how].label}</p>
					<WrittenFacts
						facts={[
							[words.name, says.content.name],
							[words.contact, says.content.contact],
							[words.group, groupWords(raise.you.groups, says.content.workerGroup)],
							[raise.split.rows.traits, listWords(raise.you.traitChoices, says.content.characteristics ?? "")],
						]}
					/>
				</>
			);
	}
}
