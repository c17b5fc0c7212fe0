/** What a body outside may be told if nobody inside answers. */
import { OutsideQuestion } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function OutsideStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="outside" heading={raise.outside.legend} isChange={isChange}>
			{(errorOf) => <OutsideQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading />}
		</Step>
	);
}
