/** Ending a key: why, and what follows. A root is replaced first. */
import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { RemovalReason } from "@answerable/types/published";
import { useState } from "preact/hooks";
import { LocalForm, Radios } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { KeyView } from "../../organisation-view.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { RootChangeForm } from "./root-change-form.tsx";
import { useRootTask } from "./use-root-task.ts";
import { whoWords } from "./who-words.ts";

export function EndKeyPage({ organisation, tenure }: { readonly organisation: OrganisationId; readonly tenure: TenureId }) {
	const spoken = useWords();
	const { organisation: words, shell } = spoken;
	const { ask } = useDesk();
	const { shown, look, isLooking, faults } = useLook(() => ask("organisation", organisation));
	const task = useRootTask();
	const key = shown?.view.keys.find((each) => each.tenure === tenure) ?? null;
	return (
		<Page heading={words.endHeading} faults={[...faults, ...task.faults]}>
			<Done says={task.done} />
			<Busy isBusy={isLooking && shown === null} words={shell.loading} />
			{shown !== null && key === null && task.done === null && <p>{words.refused["out-of-date"]}</p>}
			{shown !== null && key !== null && (
				<>
					<p>
						<strong>{whoWords(spoken, { ...key, isMe: key.isMine })}</strong>
					</p>
					{key.alone > 0 && <p>{words.alone(key.alone)}</p>}
					{key.isRoot ? (
						<>
							<p>{words.isRootWhat}</p>
							<RootChangeForm view={shown.view} out={key.sign} legend={words.successor} action={words.propose} onProposed={look} />
						</>
					) : (
						<EndForm organisation={organisation} held={key} task={task} onProposed={look} />
					)}
				</>
			)}
		</Page>
	);
}

type FormProps = { readonly organisation: OrganisationId; readonly held: KeyView; readonly task: Task; readonly onProposed: () => void };

function EndForm({ organisation, held, task, onProposed }: FormProps) {
	const { organisation: words } = useWords();
	const { ask } = useDesk();
	const [because, setBecause] = useState<RemovalReason | null>(null);
	const submit = () => {
		if (because === null) return task.blame([{ field: "because", message: words.choose }]);
		task.start(
			() => ask("propose", { organisation, change: { kind: "end", tenure: held.tenure, because } }),
			() => {
				onProposed();
				return words.proposed;
			},
		);
	};
	return (
		<LocalForm onSubmit={submit} action={words.propose} isBusy={task.isBusy}>
			<Radios
				id="because"
				legend={words.because}
				error={task.faults.find(({ field }) => field === "because")?.message}
				choices={(["left", "lost"] as const).map((value) => ({
					value,
					label: words.becauseChoices[value],
					hint: words.becauseHints[value],
				}))}
				value={because}
				onValue={setBecause}
			/>
			<Busy isBusy={task.isBusy} words={words.proposing} />
		</LocalForm>
	);
}
