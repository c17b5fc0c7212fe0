/** Kind of work, and characteristics: all of it optional, all of it for the guardian alone. */
import { YouQuestions } from "../../raising/questions.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function YouStep({ isChange }: StepProps) {
	const { raise } = useWords();
	const { draft, fill } = useVisit();
	return (
		<Step step="you" heading={raise.you.heading} isChange={isChange} plainHeading>
			{() => (
				<>
					<p>{raise.you.intro}</p>
					<YouQuestions words={raise} draft={draft} fill={fill} />
				</>
			)}
		</Step>
	);
}
