/** Where it happened. */
import { PlaceQuestion } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function PlaceStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="place" heading={raise.place.label} isChange={isChange}>
			{(errorOf) => <PlaceQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading />}
		</Step>
	);
}
