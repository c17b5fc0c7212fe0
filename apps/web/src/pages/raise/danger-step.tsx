/** Is anyone in danger now: how fast the clocks run, and the ways that are faster than we are. */
import { Radios } from "../../shell/field.tsx";
import { Ways } from "../start/routes-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

export function DangerStep({ isChange }: StepProps) {
	const { raise, routes } = useWords();
	const { danger: words } = raise;
	const { draft, fill } = useVisit();
	const now = (
		<>
			<p>{words.now}</p>
			<Ways ways={routes.danger} />
		</>
	);
	return (
		<Step step="danger" heading={words.legend} isChange={isChange}>
			{(errorOf) => (
				<Radios
					id="danger"
					legend={words.legend}
					isHeading
					error={errorOf("danger")}
					choices={[
						{ value: "now", ...words.choices.now, more: now },
						{ value: "serious", ...words.choices.serious },
						{ value: "none", ...words.choices.none },
					]}
					value={draft.danger}
					onValue={(danger) => fill({ danger })}
				/>
			)}
		</Step>
	);
}
