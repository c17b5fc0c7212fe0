/** The frame of a question: checks the answers on it when somebody goes on, and shows what is missing. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { faultsOf } from "../../raising/faults.ts";
import { type StepId, stepAfter } from "../../raising/steps.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { LocalForm } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useNavigation } from "../router/navigation.ts";
import { ExtraSafe } from "../shell/extra-safe.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

/** What a question is given. `isChange`: somebody came from the last page to change this answer, and goes back there. */
export type StepProps = { readonly isChange: boolean };

type FrameProps = StepProps & {
	readonly step: StepId;
	readonly heading: string;
	/** The question is not the label or legend of a control. */
	readonly plainHeading?: boolean;
	/** Draws the controls; `errorOf` gives what is wrong with one. */
	readonly children: (errorOf: (field: string) => string | undefined) => ComponentChildren;
};

export function Step({ step, heading, isChange, plainHeading = false, children }: FrameProps) {
	const { raise } = useWords();
	const { go, back } = useNavigation();
	const { draft, secondsLeft } = useVisit();
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const next = stepAfter(step, draft);
	const goOn = () => {
		const found = faultsOf(step, draft, raise);
		setFaults(found);
		if (found.length > 0) return;
		if (isChange) back();
		else if (next !== null) go({ at: "raise", step: next, isChange: false });
	};
	return (
		<Page heading={heading} ownHeading={!plainHeading} faults={faults}>
			<LocalForm onSubmit={goOn}>{children((field) => faults.find((fault) => fault.field === field)?.message)}</LocalForm>
			<ExtraSafe secondsLeft={secondsLeft} isWriting />
		</Page>
	);
}
