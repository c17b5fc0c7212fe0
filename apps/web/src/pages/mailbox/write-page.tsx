/** A letter to whoever handles the concern. */
import { useMemo, useState } from "preact/hooks";
import { fitsLetter } from "../../longest.ts";
import { IdentifierHints } from "../../raising/identifier-hints.tsx";
import type { MailboxView } from "../../reporter/view.ts";
import { LocalForm, Radios, TextField } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useWhen } from "../../shell/when.ts";
import { useWords } from "../words/words.ts";
import { useDoing } from "./use-doing.ts";

export function WritePage({ view }: { readonly view: MailboxView }) {
	const { mailbox, raise } = useWords();
	const { writing: words } = mailbox;
	const { perform, isBusy, faults: failures } = useDoing(view.zone);
	const when = useWhen(view.zone);
	const [text, setText] = useState("");
	const [compartment, setCompartment] = useState<"private" | "concern">("private");
	const [message, setMessage] = useState<string | null>(null);
	const send = () => {
		const fault = text.trim() === "" ? words.empty : !fitsLetter(text) ? words.tooLong : null;
		setMessage(fault);
		if (fault === null) perform({ kind: "reply", purpose: "reply", compartment, text });
	};
	const faults = useMemo(() => (message === null ? failures : [{ field: "letter", message }]), [message, failures]);
	const change = (value: string) => {
		setText(value);
		setMessage(null);
	};
	return (
		<Page heading={words.heading} faults={faults}>
			<LocalForm onSubmit={send} action={isBusy ? words.sending : words.send}>
				<TextField id="letter" label={words.label} hint={words.hint} error={message ?? undefined} rows={8} value={text} onValue={change} />
				<IdentifierHints words={raise.hints} text={text} onText={change} />
				<Radios
					id="compartment"
					legend={words.whereLegend}
					choices={[
						{ value: "private", label: words.private, hint: words.privateHint },
						{ value: "concern", label: words.concern, hint: words.concernHint },
					]}
					value={compartment}
					onValue={setCompartment}
				/>
				{view.visibleAt > view.asOf && <p class="nhsuk-body-s">{words.slots(when(view.visibleAt))}</p>}
			</LocalForm>
		</Page>
	);
}
