/** What kind of thing it is about: together with the danger it says how urgent it is. */
import { KindsQuestion } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function KindsStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="kinds" heading={raise.kinds.legend} isChange={isChange}>
			{(errorOf) => <KindsQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading />}
		</Step>
	);
}
