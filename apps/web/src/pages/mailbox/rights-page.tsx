/** What national law lets a reporter decide: to do without a first answer, or to hear more. */
import { useMemo, useState } from "preact/hooks";
import type { MailboxView } from "../../reporter/view.ts";
import { LocalForm, Radios } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useWords } from "../words/words.ts";
import { useDoing } from "./use-doing.ts";

type Reason = MailboxView["waivable"][number];

export function RightsPage({ view }: { readonly view: MailboxView }) {
	const { rights: words } = useWords().mailbox;
	const { perform, isBusy, faults: failures } = useDoing(view.zone);
	const [reason, setReason] = useState<Reason | null>(null);
	const [isMissing, setMissing] = useState(false);
	const error = isMissing && reason === null ? words.choose : undefined;
	const faults = useMemo(() => (error === undefined ? failures : [{ field: "why", message: error }]), [error, failures]);
	const waive = () => {
		setMissing(reason === null);
		if (reason !== null) perform({ kind: "waive", reason });
	};
	return (
		<Page heading={words.heading} faults={faults}>
			{view.waivable.length > 0 && (
				<>
					<h2 class="nhsuk-heading-m">{words.waive}</h2>
					<p>{words.waiveHint}</p>
					<LocalForm onSubmit={waive} action={words.waiveSend}>
						<Radios
							id="why"
							legend={words.waiveLegend}
							error={error}
							choices={view.waivable.map((value) => ({ value, label: words.reasons[value] }))}
							value={reason}
							onValue={setReason}
						/>
					</LocalForm>
				</>
			)}
			{view.mayAskFurther && (
				<>
					<h2 class="nhsuk-heading-m">{words.further}</h2>
					<p>{words.furtherHint}</p>
					<button class="nhsuk-button" type="button" disabled={isBusy} onClick={() => perform({ kind: "further-feedback" })}>
						{words.furtherSend}
					</button>
				</>
			)}
			{view.waivable.length === 0 && !view.mayAskFurther && <p>{words.none}</p>}
		</Page>
	);
}
