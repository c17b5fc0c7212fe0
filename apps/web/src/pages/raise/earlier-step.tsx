/** Whether it was raised before, and what came of it. */
import { EarlierQuestion } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function EarlierStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="earlier" heading={raise.earlier.legend} isChange={isChange}>
			{(errorOf) => <EarlierQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading />}
		</Step>
	);
}
