/** What somebody filled in, once more, each row with the way to change it. */
import { useCommonWords } from "../shell/language.ts";
import type { StepId } from "./steps.ts";
import type { Told } from "./told.ts";
import type { RaiseWords } from "./words.ts";

type RowsProps = {
	readonly heading: string | null;
	readonly told: readonly Told[];
	readonly words: RaiseWords;
	readonly onChange: (step: StepId) => void;
};

export function ToldRows({ heading, told, words, onChange }: RowsProps) {
	const { shell } = useCommonWords();
	return (
		<>
			{heading !== null && <h2 class="nhsuk-heading-m">{heading}</h2>}
			<dl class="nhsuk-summary-list">
				{told.map(({ what, says, step }) => (
					<div class="nhsuk-summary-list__row" key={what}>
						<dt class="nhsuk-summary-list__key">{what}</dt>
						<dd class={`nhsuk-summary-list__value ${says === "" ? "left-empty" : "as-written"}`} dir="auto">
							{says === "" ? words.check.empty : says}
						</dd>
						<dd class="nhsuk-summary-list__actions">
							<button class="link-button" type="button" aria-label={words.check.change(what)} onClick={() => onChange(step)}>
								{shell.change}
							</button>
						</dd>
					</div>
				))}
			</dl>
		</>
	);
}
