/** Whom it is about, by role: so that they are left out before anything is locked. */
import { AboutQuestion } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { AboutWhom } from "./about-whom.tsx";
import { Step, type StepProps } from "./step.tsx";

export function AboutStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="about" heading={raise.about.legend} isChange={isChange}>
			{(errorOf) => <AboutQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading more={<AboutWhom />} />}
		</Step>
	);
}
