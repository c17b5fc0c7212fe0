/** What kind of thing it is about: together with the danger it says how urgent it is. */
import { Checkboxes, type Choice } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import type { Kind } from "./draft.ts";
import { Step, type StepProps } from "./step.tsx";

const KINDS: readonly Kind[] = ["patientSafety", "safeguarding", "detriment", "personalGrievance"];

export function KindsStep({ isChange }: StepProps) {
	const { kinds } = useWords().raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="kinds" heading={kinds.legend} isChange={isChange}>
			{() => (
				<Checkboxes
					id="kinds"
					legend={kinds.legend}
					isHeading
					hint={kinds.hint}
					choices={KINDS.map((value): Choice<Kind> => ({ value, ...kinds.choices[value] }))}
					values={draft.kinds}
					onValues={(values) => fill({ kinds: values })}
				/>
			)}
		</Step>
	);
}
