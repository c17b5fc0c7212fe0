/** Whether somebody was treated worse for speaking up: a yes opens the case again, urgently (reference §4.2). */
import { useMemo, useState } from "preact/hooks";
import type { MailboxView } from "../../reporter/view.ts";
import { LocalForm, Radios, TextField } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useWords } from "../words/words.ts";
import { useDoing } from "./use-doing.ts";

export function DetrimentPage({ view }: { readonly view: MailboxView }) {
	const { detriment: words } = useWords().mailbox;
	const { perform, faults: failures } = useDoing(view.zone);
	const [answer, setAnswer] = useState<"yes" | "no" | null>(null);
	const [text, setText] = useState("");
	const [compartment, setCompartment] = useState<Readable>("concern");
	const [isChecked, setChecked] = useState(false);
	const sequence = view.detrimentAsked;
	const missing = answer === null ? ("suffered" as const) : answer === "yes" && text.trim() === "" ? ("how" as const) : null;
	const message = missing === "suffered" ? words.choose : words.empty;
	const send = () => {
		setChecked(true);
		if (missing !== null || sequence === null) return;
		const said = text.trim() === "" ? words.nothingMore : text;
		perform({
			kind: "detriment",
			sequence,
			suffered: answer === "yes",
			compartment: answer === "yes" ? compartment : "private",
			text: said,
		});
	};
	const isWrong = isChecked && missing !== null;
	const faults = useMemo(() => (isWrong ? [{ field: missing, message }] : failures), [isWrong, missing, message, failures]);
	return (
		<Page heading={words.heading} ownHeading faults={faults}>
			<LocalForm onSubmit={send} action={words.send}>
				<Radios
					id="suffered"
					legend={words.heading}
					isHeading
					hint={words.lead}
					error={isWrong && missing === "suffered" ? message : undefined}
					choices={[
						{ value: "yes", label: words.yes, hint: words.yesHint },
						{ value: "no", label: words.no },
					]}
					value={answer}
					onValue={setAnswer}
				/>
				{answer !== null && (
					<TextField
						id="how"
						label={answer === "yes" ? words.text : words.textNo}
						error={isWrong && missing === "how" ? message : undefined}
						rows={5}
						value={text}
						onValue={setText}
					/>
				)}
				{answer === "yes" && <Readers value={compartment} onValue={setCompartment} />}
			</LocalForm>
		</Page>
	);
}

type Readable = "private" | "concern";

/** What was done to somebody may go up, or stay with the guardian: their choice. */
function Readers({ value, onValue }: { readonly value: Readable; readonly onValue: (value: Readable) => void }) {
	const { detriment: words, writing } = useWords().mailbox;
	return (
		<Radios
			id="compartment"
			legend={words.whereLegend}
			choices={[
				{ value: "concern", label: writing.concern, hint: writing.concernHint },
				{ value: "private", label: writing.private, hint: writing.privateHint },
			]}
			value={value}
			onValue={onValue}
		/>
	);
}
