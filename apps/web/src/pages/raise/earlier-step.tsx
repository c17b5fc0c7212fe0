/** Whether it was raised before, and what came of it. */
import { LineField, Radios } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

const ANSWERS = ["no", "answered", "ignored"] as const;

export function EarlierStep({ isChange }: StepProps) {
	const { earlier } = useWords().raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="earlier" heading={earlier.legend} isChange={isChange}>
			{(errorOf) => {
				const whom = (
					<LineField
						id="earlier-text"
						label={earlier.text}
						hint={earlier.textHint}
						error={errorOf("earlier-text")}
						value={draft.earlierText}
						onValue={(earlierText) => fill({ earlierText })}
					/>
				);
				return (
					<Radios
						id="earlier"
						legend={earlier.legend}
						isHeading
						error={errorOf("earlier")}
						choices={ANSWERS.map((value) => ({ value, ...earlier.choices[value], more: value === "no" ? undefined : whom }))}
						value={draft.earlier}
						onValue={(value) => fill({ earlier: value })}
					/>
				);
			}}
		</Step>
	);
}
