/** One root makes way for another: who comes, proposed and signed by a root of now. */
import type { SigningKey } from "@answerable/types/bytes";
import type { TenureId } from "@answerable/types/id";
import { useState } from "preact/hooks";
import { ErrorSummary } from "../../../shell/error-summary.tsx";
import { LocalForm } from "../../../shell/field.tsx";
import type { OrganisationView } from "../../organisation-view.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import { ChooseColleague } from "../turnover/choose-colleague.tsx";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { useRootTask } from "./use-root-task.ts";

type RootChangeProps = {
	readonly view: OrganisationView;
	/** The root that goes. */
	readonly out: SigningKey;
	readonly legend: string;
	readonly action: string;
	readonly onProposed: () => void;
};

export function RootChangeForm({ view, out, legend, action, onProposed }: RootChangeProps) {
	const { organisation: words } = useWords();
	const { ask } = useDesk();
	const task = useRootTask();
	const [into, setInto] = useState<TenureId | null>(null);
	const fitting = view.keys.filter(({ mayBecomeRoot }) => mayBecomeRoot);
	if (fitting.length === 0) return <p>{words.noSuccessor}</p>;
	const submit = () => {
		const chosen = fitting.find(({ tenure }) => tenure === into);
		if (chosen === undefined) return task.blame([{ field: "into", message: words.choose }]);
		task.start(
			() => ask("propose", { organisation: view.id, change: { kind: "root", out, into: chosen.sign } }),
			() => {
				onProposed();
				return words.proposed;
			},
		);
	};
	return (
		<>
			<ErrorSummary faults={task.faults} />
			<Done says={task.done} />
			<LocalForm onSubmit={submit} action={action} isBusy={task.isBusy}>
				<ChooseColleague
					id="into"
					legend={legend}
					error={task.faults.find(({ field }) => field === "into")?.message}
					keys={fitting}
					value={into}
					onValue={setInto}
				/>
				<Busy isBusy={task.isBusy} words={words.proposing} />
			</LocalForm>
		</>
	);
}
