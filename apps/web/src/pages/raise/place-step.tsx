/** Where it happened. */
import { LineField } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function PlaceStep({ isChange }: StepProps) {
	const { place } = useWords().raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="place" heading={place.label} isChange={isChange}>
			{(errorOf) => (
				<LineField
					id="unit"
					label={place.label}
					isHeading
					hint={place.hint}
					error={errorOf("unit")}
					value={draft.unit}
					onValue={(unit) => fill({ unit })}
				/>
			)}
		</Step>
	);
}
