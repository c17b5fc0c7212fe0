/** Claimed, not received: an answer that answers nothing. One tap says so; a reason can be added. */
import { useState } from "preact/hooks";
import type { MailboxView } from "../../reporter/view.ts";
import { LocalForm, Radios, TextField } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useWords } from "../words/words.ts";
import { LetterBox } from "./letter.tsx";
import { useDoing } from "./use-doing.ts";

const REASONS = ["empty", "nothing", "untrue", "unread"] as const;
/** Of what says how urgent it is, and who handles it. */
const SORTED = ["sorted", "untrue", "unread"] as const;
type Reason = (typeof REASONS | typeof SORTED)[number];

export function DisputePage({ view, sequence }: { readonly view: MailboxView; readonly sequence: number }) {
	const { disputing: words } = useWords().mailbox;
	const { perform, faults } = useDoing(view.zone);
	const entry = view.entries.find((each) => each.sequence === sequence);
	const reasons: readonly Reason[] = entry?.happening.kind === "triaged" ? SORTED : REASONS;
	const [reason, setReason] = useState<Reason>(entry?.claim?.isUnreadable === true ? "unread" : (reasons[0] ?? "empty"));
	const [more, setMore] = useState("");
	const send = () => {
		const text = more.trim() === "" ? `${words.reasons[reason]}.` : `${words.reasons[reason]}.\n\n${more}`;
		perform({ kind: "dispute", sequence, text });
	};
	return (
		<Page heading={words.heading} faults={faults}>
			<p>{words.lead}</p>
			{entry?.letters.map((letter) => (
				<LetterBox key={letter.compartment} letter={letter} isOwn={false} />
			))}
			<LocalForm onSubmit={send} action={words.send}>
				<Radios
					id="reason"
					legend={words.legend}
					choices={reasons.map((value) => ({ value, label: words.reasons[value] }))}
					value={reason}
					onValue={setReason}
				/>
				<TextField id="more" label={words.more} hint={words.moreHint} rows={4} value={more} onValue={setMore} />
			</LocalForm>
		</Page>
	);
}
