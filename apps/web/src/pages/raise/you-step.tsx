/** Kind of work, and characteristics: all of it optional, all of it for the guardian alone. */
import { Checkboxes, Select } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import type { Trait, WorkerGroup } from "./draft.ts";
import { Step, type StepProps } from "./step.tsx";

export function YouStep({ isChange }: StepProps) {
	const { you } = useWords().raise;
	const { draft, fill } = useVisit();
	const groups = Object.keys(you.groups) as WorkerGroup[];
	const traits = Object.keys(you.traitChoices) as Trait[];
	return (
		<Step step="you" heading={you.heading} isChange={isChange} plainHeading>
			{() => (
				<>
					<p>{you.intro}</p>
					<Select
						id="group"
						label={you.group}
						none={you.groupNone}
						choices={groups.map((value) => ({ value, label: you.groups[value] }))}
						value={draft.workerGroup}
						onValue={(workerGroup) => fill({ workerGroup })}
					/>
					<Checkboxes
						id="traits"
						legend={you.traits}
						hint={you.traitsHint}
						choices={traits.map((value) => ({ value, label: you.traitChoices[value] }))}
						values={draft.traits}
						onValues={(values) => fill({ traits: values })}
					/>
				</>
			)}
		</Step>
	);
}
