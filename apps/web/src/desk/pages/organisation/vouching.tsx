/** People who lost their phone or their words, and wait for somebody who knows them. */
import type { Confirmation } from "@answerable/types/account";
import { useDesk } from "../use-desk.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";

type VouchingProps = { readonly confirmations: readonly Confirmation[]; readonly task: Task; readonly onDone: () => void };

/** Nothing while nobody waits. */
export function Vouching({ confirmations, task, onDone }: VouchingProps) {
	const { organisation: words } = useWords();
	const { ask } = useDesk();
	if (confirmations.length === 0) return null;
	const confirm = ({ invitation }: Confirmation) =>
		task.start(
			() => ask("confirm", invitation),
			() => {
				onDone();
				return words.vouched;
			},
		);
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.vouch}</h2>
			<p>{words.vouchWhat}</p>
			{confirmations.map((each) => (
				<section key={each.invitation} class="todo" aria-label={each.name}>
					<p>
						<strong>{each.name}</strong>: {words.vouchKinds[each.kind]}.
					</p>
					<button class="nhsuk-button nhsuk-button--small" type="button" onClick={() => confirm(each)}>
						{words.vouchAction}
						<span class="nhsuk-u-visually-hidden">{` ${words.vouchWhich(each.name)}`}</span>
					</button>
				</section>
			))}
		</>
	);
}
