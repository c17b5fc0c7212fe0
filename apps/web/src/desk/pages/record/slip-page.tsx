/** The slip for whoever told the concern: their seven words and the promise, shown once, until it is said what became of it. */
import { useState } from "preact/hooks";
import type { Slip } from "../../../raising/slip.ts";
import { SlipPaper } from "../../../raising/slip-paper.tsx";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm, Radios } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { useUnsaved } from "../../../shell/use-unsaved.ts";
import { useWords } from "../words/words.ts";
import type { Given, Recording } from "./use-recording.ts";

type SlipProps = { readonly recording: Recording; readonly slip: Slip };

export function SlipPage({ recording, slip }: SlipProps) {
	const { record: words, shell } = useWords();
	const [given, setGiven] = useState<Given | null>(null);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	useUnsaved(true);
	const done = () => {
		if (given !== null) return recording.handOver(given);
		return setFaults([{ field: "given", message: words.given.empty }]);
	};
	const { choices } = words.given;
	return (
		<Page heading={words.slipHeading} faults={faults} final>
			<div class="no-print">
				<p>{words.slipKept}</p>
				<p>
					<strong>{`${words.slipOnce} ${words.slipLock}`}</strong>
				</p>
			</div>
			<ClaimSlip slip={slip} met={recording.met} />
			<div class="no-print">
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => print()}>
					{shell.print}
				</button>
				<LocalForm onSubmit={done} action={words.given.done}>
					<Radios
						id="given"
						legend={words.given.legend}
						error={faults[0]?.message}
						choices={[
							{ value: "given", ...choices.given },
							{ value: "later", ...choices.later, more: <p>{words.given.later}</p> },
							{ value: "nobody", ...choices.nobody, more: <p>{words.given.nobody}</p> },
						]}
						value={given}
						onValue={(value) => {
							setGiven(value);
							setFaults([]);
						}}
					/>
				</LocalForm>
			</div>
		</Page>
	);
}

/** What is printed: the words, what to do with them, and the proof that it was told. */
function ClaimSlip({ slip, met }: { readonly slip: Slip; readonly met: Recording["met"] }) {
	const { record: words } = useWords();
	return (
		<div class="claim-slip">
			<h2 class="nhsuk-heading-m">{words.slipTitle}</h2>
			<ol class="nhsuk-list nhsuk-list--number">
				{words.slipSteps.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ol>
			<p>{words.slipWhy}</p>
			<SlipPaper
				slip={slip}
				words={words.slip}
				organisation={met?.organisation.name ?? ""}
				poster={met === null ? null : { slug: met.organisation.slug, roots: slip.roots }}
			/>
		</div>
	);
}
