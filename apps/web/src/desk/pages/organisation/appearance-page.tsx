/** Another name, colour or contact for the organisation's pages, proposed by a root. */
import { Branding } from "@answerable/types/branding";
import type { OrganisationId } from "@answerable/types/id";
import { useState } from "preact/hooks";
import { ErrorSummary, type Fault } from "../../../shell/error-summary.tsx";
import { LineField, LocalForm, TextField } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { useWords, type Words } from "../words/words.ts";
import { useRootTask } from "./use-root-task.ts";

type Filled = { readonly name: string; readonly colour: string; readonly contact: string };

/** The colour of the service manual's header, which goes with everything. */
const USUAL: Filled = { name: "", colour: "#005eb8", contact: "" };

export function AppearancePage({ organisation }: { readonly organisation: OrganisationId }) {
	const { organisation: words, shell } = useWords();
	const { ask } = useDesk();
	const { shown, isLooking, faults } = useLook(() => ask("organisation", organisation));
	const before = shown?.view.branding.branding ?? null;
	return (
		<Page heading={words.appearance} faults={faults}>
			<p>{words.meaning.branding}</p>
			<Busy isBusy={isLooking} words={shell.loading} />
			{shown !== null && <Form organisation={organisation} begun={before ?? { ...USUAL, name: shown.view.name }} />}
		</Page>
	);
}

function Form({ organisation, begun }: { readonly organisation: OrganisationId; readonly begun: Filled }) {
	const { organisation: words } = useWords();
	const { ask } = useDesk();
	const task = useRootTask();
	const [filled, setFilled] = useState(begun);
	const errorAt = (id: keyof Filled) => ({ id, error: task.faults.find(({ field }) => field === id)?.message });
	const fill = (part: Partial<Filled>) => setFilled({ ...filled, ...part });
	const submit = () => {
		const parsed = Branding.safeParse({ ...filled, colour: filled.colour.trim().toLowerCase() });
		if (!parsed.success)
			return task.blame(
				faultsIn(
					words,
					parsed.error.issues.map(({ path }) => String(path[0])),
				),
			);
		task.start(
			() => ask("propose", { organisation, change: { kind: "appearance", branding: parsed.data } }),
			() => words.proposed,
		);
	};
	return (
		<>
			<Done says={task.done} />
			<ErrorSummary faults={task.faults} />
			<LocalForm onSubmit={submit} action={words.propose} isBusy={task.isBusy}>
				<LineField {...errorAt("name")} label={words.name} value={filled.name} onValue={(name) => fill({ name })} />
				<LineField
					{...errorAt("colour")}
					label={words.colour}
					hint={words.colourHint}
					value={filled.colour}
					onValue={(colour) => fill({ colour })}
				/>
				<TextField
					{...errorAt("contact")}
					label={words.contact}
					hint={words.contactHint}
					rows={3}
					value={filled.contact}
					onValue={(contact) => fill({ contact })}
				/>
				<Busy isBusy={task.isBusy} words={words.proposing} />
			</LocalForm>
		</>
	);
}

function faultsIn(words: Words["organisation"], fields: readonly string[]): readonly Fault[] {
	const said: readonly Fault[] = [
		{ field: "name", message: words.nameWrong },
		{ field: "colour", message: words.colourWrong },
		{ field: "contact", message: words.contactWrong },
	];
	return said.filter(({ field }) => field !== null && fields.includes(field));
}
