/** What happened. */
import { TextField } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { IdentifierHints } from "./identifier-hints.tsx";
import { Step, type StepProps } from "./step.tsx";

export function WhatStep({ isChange }: StepProps) {
	const { what } = useWords().raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="what" heading={what.label} isChange={isChange}>
			{(errorOf) => (
				<>
					<TextField
						id="text"
						label={what.label}
						isHeading
						hint={what.hint}
						error={errorOf("text")}
						rows={10}
						value={draft.text}
						onValue={(text) => fill({ text })}
					/>
					<IdentifierHints text={draft.text} onText={(text) => fill({ text })} />
				</>
			)}
		</Step>
	);
}
