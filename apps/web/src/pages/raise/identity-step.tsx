/** Anonymous, confidential or open. */
import type { PrivateContent } from "@answerable/types/content";
import { LineField, Radios } from "../../shell/field.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Step, type StepProps } from "./step.tsx";

const WAYS: readonly PrivateContent["how"][] = ["anonymously", "confidentially", "openly"];

export function IdentityStep({ isChange }: StepProps) {
	const { identity } = useWords().raise;
	const { draft, fill } = useVisit();
	return (
		<Step step="identity" heading={identity.legend} isChange={isChange}>
			{(errorOf) => {
				const who = (
					<>
						<LineField id="name" label={identity.name} error={errorOf("name")} value={draft.name} onValue={(name) => fill({ name })} />
						<LineField
							id="contact"
							label={identity.contact}
							hint={identity.contactHint}
							error={errorOf("contact")}
							value={draft.contact}
							onValue={(contact) => fill({ contact })}
						/>
					</>
				);
				return (
					<Radios
						id="how"
						legend={identity.legend}
						isHeading
						hint={identity.hint}
						error={errorOf("how")}
						choices={WAYS.map((value) => ({ value, ...identity.choices[value], more: value === "anonymously" ? undefined : who }))}
						value={draft.how}
						onValue={(how) => fill({ how })}
					/>
				);
			}}
		</Step>
	);
}
