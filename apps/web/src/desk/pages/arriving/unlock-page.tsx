/** The keys were put away: the words bring them back, to the page that was shown before. */
import { useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { TypedWords, useTyping } from "../../../shell/typed-words.tsx";
import { failureWords } from "../failure-words.ts";
import type { LockedDesk } from "../presence.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { Busy } from "./busy.tsx";
import { phraseOf, typoWords } from "./sign-in-page.tsx";

export function UnlockPage({ locked }: { readonly locked: LockedDesk }) {
	const { arriving: words, trouble } = useWords();
	const { ask, enter, shelved, showSignIn } = useDesk();
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const { typed, read, change, readNow } = useTyping((text) => ask("readTyped", text));
	const fail = (message: string) => {
		setBusy(false);
		setFaults([{ field: "words", message }]);
	};
	const submit = async () => {
		setFaults([]);
		setBusy(true);
		try {
			const { words: said } = await readNow();
			if (said.length === 0) return fail(words.wordsEmpty);
			const unlocked = await ask("unlock", { locked, phrase: phraseOf(said), shelved: shelved() });
			return unlocked.outcome === "typo" ? fail(typoWords(words, unlocked, said.length)) : enter(unlocked.entered);
		} catch (error) {
			const failure = failureOf(error);
			return fail(failure.code === "wrong-tenure-key" ? words.wrongWords : failureWords(trouble, failure));
		}
	};
	return (
		<Page heading={words.lockedHeading} faults={faults} final>
			<p>{words.lockedWhat(locked.name)}</p>
			{locked.hasDrafts && <p>{words.lockedKept}</p>}
			<LocalForm onSubmit={() => void submit()} action={words.unlock} isBusy={isBusy}>
				<TypedWords label={words.words} hint={words.wordsHint} error={faults[0]?.message} typed={typed} read={read} onTyped={change} />
				<Busy isBusy={isBusy} words={words.busy} />
			</LocalForm>
			<button class="link-button" type="button" onClick={showSignIn}>
				{words.notYou}
			</button>
		</Page>
	);
}
