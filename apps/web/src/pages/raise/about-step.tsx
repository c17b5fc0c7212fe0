/** Whom it is about, by role: so that they are left out before anything is locked. */
import type { Subject } from "@answerable/types/routing";
import { Radios } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { InLine, WhichDirector } from "./about-whom.tsx";
import { Step, type StepProps } from "./step.tsx";

export function AboutStep({ isChange }: StepProps) {
	const { about } = useWords().raise;
	const { draft, fill } = useVisit();
	const subjects = Object.keys(about.choices) as Subject[];
	return (
		<Step step="about" heading={about.legend} isChange={isChange}>
			{(errorOf) => (
				<Radios
					id="about"
					legend={about.legend}
					isHeading
					hint={about.hint}
					error={errorOf("about")}
					choices={subjects.map((value) => ({ value, label: about.choices[value], more: moreOn(value) }))}
					value={draft.subject}
					onValue={(subject) => fill({ subject, named: [], inLine: [] })}
				/>
			)}
		</Step>
	);
}

/** Only of a director is it asked which one: for everybody else the role says it. */
function moreOn(subject: Subject) {
	if (subject !== "other_executive") return undefined;
	return (
		<>
			<WhichDirector />
			<InLine />
		</>
	);
}
