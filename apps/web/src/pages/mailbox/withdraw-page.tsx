/** Taking a concern back: what it does, when, and that nobody may make anybody do it. */
import type { MailboxView } from "../../reporter/view.ts";
import { Page } from "../../shell/page.tsx";
import { useWhen } from "../../shell/when.ts";
import { useNavigation } from "../router/navigation.ts";
import { useWords } from "../words/words.ts";
import { useDoing } from "./use-doing.ts";

export function WithdrawPage({ view }: { readonly view: MailboxView }) {
	const { withdrawing: words } = useWords().mailbox;
	const { back } = useNavigation();
	const { perform, isBusy, faults } = useDoing(view.zone);
	const when = useWhen(view.zone);
	const ends = view.withdrawalWouldEnd;
	return (
		<Page heading={words.heading} faults={faults}>
			<p>{words.lead}</p>
			<ul class="nhsuk-list nhsuk-list--bullet">
				<li>{view.withdrawalDays === null ? words.later : words.after(String(view.withdrawalDays))}</li>
				{words.points.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ul>
			{ends !== null && <p>{words.ends(when(ends))}</p>}
			<div class="nhsuk-inset-text">
				<h2 class="nhsuk-heading-s">{words.pressure}</h2>
				<p>{words.pressureHint}</p>
			</div>
			<button class="nhsuk-button" type="button" onClick={back}>
				{words.keep}
			</button>
			<p>
				<button
					class="nhsuk-button nhsuk-button--secondary"
					type="button"
					disabled={isBusy || ends === null}
					onClick={() => perform({ kind: "withdraw" }, ends === null ? undefined : words.done(when(ends)))}
				>
					{words.send}
				</button>
			</p>
		</Page>
	);
}
