/** What goes up and what stays with the guardian, side by side. */
import { DeputyQuestion } from "../../raising/questions.tsx";
import { SplitSides } from "../../raising/split-sides.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function SplitStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="split" heading={raise.split.heading} isChange={isChange} plainHeading>
			{() => (
				<>
					<p>{raise.split.intro}</p>
					<SplitSides draft={draft} words={raise} />
					<DeputyQuestion words={raise} draft={draft} fill={fill} />
				</>
			)}
		</Step>
	);
}
