/** What was agreed to be done, with what is overdue marked, and the way to say what became of it. */
import { type Agreed, isOverdue } from "../../../agreed-actions.ts";
import { AsWritten } from "../../../shell/as-written.tsx";
import { useDay } from "../../../shell/when.ts";
import type { CaseView } from "../../case-view.ts";
import { titleOf } from "../../title.ts";
import { useWords } from "../words/words.ts";
import { mayTellOf } from "./form-of.ts";
import type { Acting } from "./use-acting.ts";

export function AgreedList({ view, acting }: { readonly view: CaseView; readonly acting: Acting }) {
	const { agreed: words } = useWords().case;
	if (view.agreed.length === 0) return null;
	return (
		<section class="next" aria-labelledby="agreed">
			<h2 class="nhsuk-heading-m" id="agreed">
				{words.heading}
			</h2>
			<ul class="agreed">
				{view.agreed.map((action) => (
					<Action key={action.sequence} action={action} isLate={isOverdue(action, view.today)} view={view} acting={acting} />
				))}
			</ul>
		</section>
	);
}

type ActionProps = { readonly action: Agreed; readonly isLate: boolean; readonly view: CaseView; readonly acting: Acting };

function Action({ action, isLate, view, acting }: ActionProps) {
	const { agreed: words } = useWords().case;
	const day = useDay();
	const { sequence, what, owner, by, compartment, became } = action;
	return (
		<li class={`agreed__one${isLate ? " agreed__one--late" : ""}`}>
			<AsWritten text={what} />
			<p class="nhsuk-body-s">
				<strong class="agreed__state">{became === null ? (isLate ? words.late : words.open) : words.became[became]}</strong>{" "}
				<span dir="auto">{words.who(owner, day(by))}</span>
			</p>
			<p class="nhsuk-body-s">{compartment === "notes" ? words.notTold : words.told}</p>
			{mayTellOf(action, view.choices) && (
				<button class="link-button" type="button" onClick={() => acting.openForm("news", { of: sequence })}>
					{words.tell}
					<span class="nhsuk-u-visually-hidden">{` (${titleOf(what)})`}</span>
				</button>
			)}
		</li>
	);
}
