/** A case on paper for a panel: somebody chooses what is on it, looks at it, and prints it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { Checkboxes } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { useWhen } from "../../../shell/when.ts";
import type { Panel } from "../../panel.ts";
import type { PanelChoice } from "../../panel-choice.ts";
import type { Choice } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { PanelPaper } from "./panel-paper.tsx";

const CHOICES: readonly PanelChoice[] = ["concern", "letters", "private", "identity"];

export function PanelPage({ caseTag, tenure }: Choice) {
	const { panel: words, case: caseWords, shell, trouble } = useWords();
	const { ask } = useDesk();
	const [panel, setPanel] = useState<Panel | null | "reading">("reading");
	const [include, setInclude] = useState<readonly PanelChoice[]>(["concern"]);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const look = () => {
		setFaults([]);
		ask("panel", { caseTag, tenure }).then(setPanel, (error) =>
			setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]),
		);
	};
	useEffect(look, []);
	return (
		<Page heading={words.heading} faults={faults}>
			{panel === "reading" && faults.length === 0 && <p role="status">{shell.loading}</p>}
			{faults.length > 0 && (
				<button class="nhsuk-button" type="button" onClick={look}>
					{shell.tryAgain}
				</button>
			)}
			{panel === null && <p>{caseWords.notBelieved}</p>}
			{panel !== null && panel !== "reading" && (
				<>
					<Choosing panel={panel} include={include} onInclude={setInclude} />
					<div class="panel">
						<PanelPaper panel={panel} include={include} printed={<PrintedAt zone={panel.view.zone} />} />
					</div>
				</>
			)}
		</Page>
	);
}

type ChoosingProps = {
	readonly panel: Panel;
	readonly include: readonly PanelChoice[];
	readonly onInclude: (include: readonly PanelChoice[]) => void;
};

/** What is on the paper; only what the holder can read is offered. */
function Choosing({ panel: { view }, include, onInclude }: ChoosingProps) {
	const { panel: words, shell } = useWords();
	const offered = CHOICES.filter((choice) => view.opens.includes("private") || choice === "concern" || choice === "letters");
	return (
		<div class="no-print">
			<p>{words.lead}</p>
			<Checkboxes
				id="include"
				legend={words.include}
				choices={offered.map((value) => ({ value, ...words.choices[value] }))}
				values={include}
				onValues={onInclude}
			/>
			<h2 class="nhsuk-heading-s">{words.careHeading}</h2>
			<p>{words.care}</p>
			<button class="nhsuk-button" type="button" onClick={() => print()}>
				{shell.print}
			</button>
		</div>
	);
}

/** The time at which it is printed, however that was begun: with our button, or with the browser's own. */
function PrintedAt({ zone }: { readonly zone: string }) {
	const when = useWhen(zone);
	const time = useRef<HTMLTimeElement>(null);
	const now = () => when(new Date().toISOString());
	useEffect(() => {
		const tell = () => {
			if (time.current !== null) time.current.textContent = now();
		};
		addEventListener("beforeprint", tell);
		return () => removeEventListener("beforeprint", tell);
	});
	return <time ref={time}>{now()}</time>;
}
