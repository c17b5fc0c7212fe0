/** Is anyone in danger now: how fast the clocks run, and the ways that are faster than we are. */
import { DangerQuestion } from "../../raising/questions.tsx";
import { Ways } from "../start/routes-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function DangerStep({ isChange }: StepProps) {
	const { raise, routes } = useWords();
	const { draft, fill } = useVisit();
	const now = (
		<>
			<p>{raise.danger.now}</p>
			<Ways ways={routes.danger} />
		</>
	);
	return (
		<Step step="danger" heading={raise.danger.legend} isChange={isChange}>
			{(errorOf) => <DangerQuestion words={raise} draft={draft} fill={fill} errorOf={errorOf} isHeading now={now} />}
		</Step>
	);
}
