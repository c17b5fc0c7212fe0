/** What happened. */
import { WhatQuestion } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function WhatStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="what" heading={raise.what.label} isChange={isChange}>
			{(errorOf) => <WhatQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading />}
		</Step>
	);
}
