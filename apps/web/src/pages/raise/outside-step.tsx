/** What a body outside may be told if nobody inside answers. */
import type { External } from "@answerable/types/statement";
import { Radios } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

const CHOICES: readonly External[] = ["nothing", "existence", "full"];

export function OutsideStep({ isChange }: StepProps) {
	const { outside } = useWords().raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="outside" heading={outside.legend} isChange={isChange}>
			{(errorOf) => (
				<Radios
					id="outside"
					legend={outside.legend}
					isHeading
					hint={outside.hint}
					error={errorOf("outside")}
					choices={CHOICES.map((value) => ({ value, ...outside.choices[value] }))}
					value={draft.external}
					onValue={(external) => fill({ external })}
				/>
			)}
		</Step>
	);
}
