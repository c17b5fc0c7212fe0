/** A new phone for somebody who has their words. */
import { useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { TypedWords, useTyping } from "../../../shell/typed-words.tsx";
import { Busy } from "../arriving/busy.tsx";
import { phraseOf, typoWords } from "../arriving/sign-in-page.tsx";
import type { Invited, Phone } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { InvitedWhat } from "./invited-what.tsx";

export function OwnWordsStep({ invited, onPhone }: { readonly invited: Invited; readonly onPhone: (phone: Phone) => void }) {
	const { joining: words, arriving, trouble } = useWords();
	const { ask } = useDesk();
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
			if (said.length === 0) return fail(arriving.wordsEmpty);
			const answer = await ask("useWords", { name: invited.name ?? "", phrase: phraseOf(said) });
			return answer.outcome === "typo" ? fail(typoWords(arriving, answer, said.length)) : onPhone(answer.phone);
		} catch (error) {
			return fail(failureWords(trouble, failureOf(error)));
		}
	};
	return (
		<Page heading={words.heading} faults={faults} final>
			<InvitedWhat invited={invited} />
			<p>{words.ownWordsLead}</p>
			<LocalForm onSubmit={() => void submit()} isBusy={isBusy}>
				<TypedWords
					label={words.ownWords}
					hint={arriving.wordsHint}
					error={faults[0]?.message}
					typed={typed}
					read={read}
					onTyped={change}
				/>
				<Busy isBusy={isBusy} words={arriving.busy} />
			</LocalForm>
		</Page>
	);
}
