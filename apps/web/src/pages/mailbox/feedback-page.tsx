/** "Given your experience, would you speak up again?" (reference §2.2): one tap, and why if somebody likes. */
import { useMemo, useState } from "preact/hooks";
import type { MailboxView } from "../../reporter/view.ts";
import { LocalForm, Radios, TextField } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useWords } from "../words/words.ts";
import { useDoing } from "./use-doing.ts";

const ANSWERS = ["yes", "no", "maybe", "dont_know"] as const;

export function FeedbackPage({ view }: { readonly view: MailboxView }) {
	const { feedback: words } = useWords().mailbox;
	const { perform, faults: failures } = useDoing(view.zone);
	const [answer, setAnswer] = useState<(typeof ANSWERS)[number] | null>(null);
	const [text, setText] = useState("");
	const [isMissing, setMissing] = useState(false);
	const sequence = view.feedbackAsked;
	const error = isMissing && answer === null ? words.choose : undefined;
	const faults = useMemo(() => (error === undefined ? failures : [{ field: "again", message: error }]), [error, failures]);
	const send = () => {
		setMissing(answer === null);
		if (answer !== null && sequence !== null) perform({ kind: "feedback", sequence, answer, text: text.trim() });
	};
	return (
		<Page heading={words.heading} ownHeading faults={faults}>
			<LocalForm onSubmit={send} action={words.send}>
				<Radios
					id="again"
					legend={words.heading}
					isHeading
					hint={words.lead}
					error={error}
					choices={ANSWERS.map((value) => ({ value, label: words.choices[value] }))}
					value={answer}
					onValue={setAnswer}
				/>
				<TextField id="why" label={words.text} hint={words.textHint} rows={4} value={text} onValue={setText} />
			</LocalForm>
		</Page>
	);
}
