/** The new rules as the second root will read them, and the button that proposes them. */
import { LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { ReadBefore, Rival, Signers } from "./proposing.tsx";
import { adoptionWords } from "./rules-words.ts";
import { useRootTask } from "./use-root-task.ts";
import type { Drafting, RulesUse } from "./use-rules.ts";

export function RulesCheck({ rules, drafting: { view, draft, look } }: { readonly rules: RulesUse; readonly drafting: Drafting }) {
	const spoken = useWords();
	const { rules: words, organisation } = spoken;
	const { ask, walking } = useDesk();
	const task = useRootTask();
	const isStale = task.faults.length > 0;
	const { heading, facts, means } = adoptionWords(spoken, look.adoption);
	const propose = () =>
		task.start(
			() => ask("propose", { organisation: view.id, change: { kind: "rules", draft } }),
			() => {
				rules.drop();
				return organisation.proposed;
			},
		);
	const again = () => {
		rules.reread();
		walking.swap({ at: "rules", organisation: view.id, step: "form" });
	};
	if (task.done !== null)
		return (
			<Page heading={words.checkHeading}>
				<Done says={task.done} />
				<Signers view={view} />
			</Page>
		);
	return (
		<Page heading={words.checkHeading} faults={[...rules.faults, ...task.faults]}>
			<p>{words.checkLead}</p>
			<Rival view={view} kind="policy-adoption" says={words.rival} />
			<ReadBefore heading={heading} facts={facts} means={means} />
			<Signers view={view} />
			<LocalForm onSubmit={propose} action={organisation.propose} isBusy={task.isBusy || rules.isLooking}>
				<Busy isBusy={task.isBusy} words={organisation.proposing} />
			</LocalForm>
			{isStale && (
				<p>
					<button class="link-button" type="button" onClick={again}>
						{words.reread}
					</button>
				</p>
			)}
		</Page>
	);
}
