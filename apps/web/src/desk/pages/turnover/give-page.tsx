/** Giving one case to a colleague: to whom, and as much of it as the rules let them have. */
import type { TenureId } from "@answerable/types/id";
import type { Compartment } from "@answerable/types/role";
import { useState } from "preact/hooks";
import { capital } from "../../../reporter/sentence.ts";
import { Checkboxes, LocalForm, Radios } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { Colleague } from "../../colleagues.ts";
import { personNumber } from "../../short-number.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import type { Choice } from "../engine/protocol.ts";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { type Task, useTask } from "../use-task.ts";
import { useWords, type Words } from "../words/words.ts";
import { Trust } from "./trust.tsx";

export function GivePage({ caseTag, tenure }: Choice) {
	const { turnover: words, shell, story, trouble } = useWords();
	const { ask, walking } = useDesk();
	const { shown: offered, look, isLooking, faults } = useLook(() => ask("colleagues", { caseTag, tenure }));
	// Their key ended since the list was read, or is not the one that was checked.
	const giving = useTask(({ code }) => (code === "stale-keys" ? trouble.grantee : null));
	const give = (to: Colleague, opens: readonly Compartment[]) =>
		giving.start(
			() => ask("give", { caseTag, tenure, to: to.tenure, opens }),
			() => {
				look();
				return words.give.done(capital(story.roles[to.role]));
			},
		);
	return (
		<Page heading={words.give.heading} faults={[...faults, ...giving.faults]}>
			<Done says={giving.done} />
			<p>{words.give.lead}</p>
			{offered === null ? (
				<Busy isBusy={isLooking} words={shell.loading} />
			) : (
				<>
					<GiveForm key={giving.done} colleagues={offered.colleagues} giving={giving} onGive={give} />
					<Trust roots={offered.roots} />
				</>
			)}
			{offered === null && faults.length > 0 && (
				<button class="nhsuk-button" type="button" onClick={look}>
					{shell.tryAgain}
				</button>
			)}
			<p>
				<button class="link-button" type="button" onClick={walking.back}>
					{words.give.back}
				</button>
			</p>
		</Page>
	);
}

type FormProps = {
	readonly colleagues: readonly Colleague[];
	readonly giving: Task;
	readonly onGive: (to: Colleague, opens: readonly Compartment[]) => void;
};

function GiveForm({ colleagues, giving: { isBusy, faults, blame }, onGive }: FormProps) {
	const { turnover: words, shell } = useWords();
	const [to, setTo] = useState<TenureId | null>(null);
	const [opens, setOpens] = useState<readonly Compartment[]>([]);
	const chosen = colleagues.find(({ tenure }) => tenure === to) ?? null;
	const missing = chosen === null ? [] : chosen.gives.filter((part) => !chosen.has.includes(part));
	const choose = (tenure: TenureId) => {
		const next = colleagues.find((each) => each.tenure === tenure);
		setTo(tenure);
		setOpens(next?.gives.filter((part) => !next.has.includes(part)) ?? []);
	};
	const errorAt = (id: string) => ({ id, error: faults.find(({ field }) => field === id)?.message });
	if (colleagues.length === 0) return <p>{words.give.nobody}</p>;
	const submit = () => {
		if (chosen === null) return blame([{ field: "to", message: words.give.chooseWho }]);
		if (opens.length === 0) return blame([{ field: "opens", message: words.give.chooseWhat }]);
		onGive(chosen, opens);
	};
	return (
		<LocalForm onSubmit={submit} action={words.give.action} isBusy={isBusy}>
			<Radios
				{...errorAt("to")}
				legend={words.give.who}
				hint={words.give.whoHint}
				choices={colleagues.map(({ tenure, person, role, has }) => ({
					value: tenure,
					label: words.number(shell.roles[role], personNumber(person)),
					hint: has.length === 0 ? undefined : words.give.has(partsOf(words, has)),
				}))}
				value={to}
				onValue={choose}
			/>
			{chosen !== null && (
				<Checkboxes
					{...errorAt("opens")}
					legend={words.give.what}
					hint={words.give.whatHint}
					choices={missing.map((part) => ({ value: part, label: words.parts[part] }))}
					values={opens}
					onValues={setOpens}
				/>
			)}
			<Busy isBusy={isBusy} words={words.give.busy} />
		</LocalForm>
	);
}

function partsOf(words: Words["turnover"], parts: readonly Compartment[]): string {
	return parts.map((part) => words.parts[part]).join("; ");
}
