/** What goes up and what stays with the guardian, side by side. */
import { Checkboxes } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";
import { goesUp, stays, type Told } from "./told.ts";

export function SplitStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { split } = raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="split" heading={split.heading} isChange={isChange} plainHeading>
			{() => (
				<>
					<p>{split.intro}</p>
					<div class="two-sides">
						<Side heading={split.up} told={goesUp(draft, raise)} nothing={raise.check.empty} />
						<Side heading={split.stays} told={stays(draft, raise)} nothing={raise.check.empty} />
					</div>
					<Checkboxes
						id="deputy"
						legend={split.deputyLegend}
						choices={[{ value: "deputy", label: split.deputy, hint: split.deputyHint }]}
						values={draft.shareWithDeputy ? ["deputy"] : []}
						onValues={(values) => fill({ shareWithDeputy: values.length > 0 })}
					/>
				</>
			)}
		</Step>
	);
}

function Side({ heading, told, nothing }: { readonly heading: string; readonly told: readonly Told[]; readonly nothing: string }) {
	return (
		<section class="side">
			<h2 class="nhsuk-heading-s">{heading}</h2>
			<dl>
				{told.map(({ what, says }) => (
					<div key={what}>
						<dt>{what}</dt>
						<dd dir="auto" class={says === "" ? "left-empty" : "as-written"}>
							{says === "" ? nothing : says}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
