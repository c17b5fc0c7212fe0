/** Giving a colleague, case by case, what they may have and cannot open yet. */
import type { CaseTag, TenureId } from "@answerable/types/id";
import { useState } from "preact/hooks";
import { ErrorSummary } from "../../../shell/error-summary.tsx";
import { Checkboxes } from "../../../shell/field.tsx";
import type { OrganisationView } from "../../organisation-view.ts";
import { referenceOf } from "../../today.ts";
import { Busy } from "../arriving/busy.tsx";
import type { HandingOver } from "../engine/protocol.ts";
import type { HandedOver } from "../engine/turnover-protocol.ts";
import { useDesk } from "../use-desk.ts";
import { useListing } from "../use-listing.tsx";
import { useTask } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { ChooseColleague } from "./choose-colleague.tsx";
import { HandedOverResult, HandOverProgress } from "./handed-over.tsx";
import type { Post } from "./my-post.ts";

type StepProps = { readonly post: Post; readonly view: OrganisationView; readonly onGiven: () => void };

export function GivingStep({ post, view, onGiven }: StepProps) {
	const { turnover: words, shell } = useWords();
	const giving = useGiving(post, onGiven);
	const colleagues = view.keys.filter(({ state, isMine, role }) => state === "active" && !isMine && role !== "external_body");
	const { to, list, result, progress, task } = giving;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.leaving.cases}</h2>
			<ErrorSummary faults={task.faults} />
			{result !== null && <HandedOverResult result={result} />}
			{colleagues.length === 0 ? (
				<p>{words.leaving.nobody}</p>
			) : (
				<ChooseColleague
					id="to"
					legend={words.leaving.who}
					hint={words.leaving.whoHint}
					keys={colleagues}
					value={to}
					onValue={giving.choose}
				/>
			)}
			<Busy isBusy={task.isBusy && progress === null} words={shell.loading} />
			<HandOverProgress progress={progress} />
			{list !== null && progress === null && <Listed key={to} list={list} isBusy={task.isBusy} onGive={giving.give} />}
		</>
	);
}

/** To whom, what is left to give them, and how far it is. */
function useGiving({ organisation, tenure }: Post, onGiven: () => void) {
	const { ask } = useDesk();
	const task = useTask();
	const [to, setTo] = useState<TenureId | null>(null);
	const [list, setList] = useState<readonly CaseTag[] | null>(null);
	const [progress, setProgress] = useState<HandingOver | null>(null);
	const [result, setResult] = useState<HandedOver | null>(null);
	const choose = (next: TenureId) => {
		if (task.isBusy) return;
		setTo(next);
		setList(null);
		setResult(null);
		task.start(
			() => ask("handOverList", { organisation, from: tenure, to: next }),
			(cases) => {
				setList(cases);
				return null;
			},
		);
	};
	const give = (only: readonly CaseTag[]) => {
		if (to === null) return;
		setProgress({ kind: "handing-over", given: 0, failed: 0, total: only.length });
		const between = { organisation, from: tenure, to };
		const giveAll = async () => {
			const handedOver = await ask("handOver", { ...between, only }, (next) => next.kind === "handing-over" && setProgress(next));
			return { handedOver, left: await ask("handOverList", between) };
		};
		task.start(
			() => giveAll().finally(() => setProgress(null)),
			({ handedOver, left }) => {
				setResult(handedOver);
				setList(left);
				onGiven();
				return null;
			},
		);
	};
	return { to, list, progress, result, task, choose, give };
}

type ListedProps = {
	readonly list: readonly CaseTag[];
	readonly isBusy: boolean;
	readonly onGive: (only: readonly CaseTag[]) => void;
};

/** All of them, unless somebody chooses. */
function Listed({ list, isBusy, onGive }: ListedProps) {
	const { turnover } = useWords();
	const { leaving: words } = turnover;
	const [left, setLeft] = useState<readonly CaseTag[]>([]);
	const [isOpen, setOpen] = useState(false);
	const chosen = list.filter((tag) => !left.includes(tag));
	if (list.length === 0) return <p>{words.none}</p>;
	return (
		<>
			<p>{words.count(list.length)}</p>
			<details class="nhsuk-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
				<summary class="nhsuk-details__summary">
					<span class="nhsuk-details__summary-text">{words.choose}</span>
				</summary>
				<div class="nhsuk-details__text">
					{isOpen && <Titled list={list} chosen={chosen} onChosen={(values) => setLeft(list.filter((tag) => !values.includes(tag)))} />}
				</div>
			</details>
			<button
				class="nhsuk-button"
				type="button"
				aria-disabled={isBusy || chosen.length === 0 || undefined}
				onClick={() => chosen.length > 0 && onGive(chosen)}
			>
				{words.action(chosen.length)}
			</button>
		</>
	);
}

type TitledProps = {
	readonly list: readonly CaseTag[];
	readonly chosen: readonly CaseTag[];
	readonly onChosen: (values: readonly CaseTag[]) => void;
};

/** By their titles, as far as the list of all cases was opened. */
function Titled({ list, chosen, onChosen }: TitledProps) {
	const { turnover, today } = useWords();
	const { listed } = useListing();
	const choices = list.map((tag) => ({
		value: tag,
		label: today.reference(referenceOf(tag)),
		hint: listed.get(tag)?.title,
	}));
	return <Checkboxes id="which" legend={turnover.leaving.which} choices={choices} values={chosen} onValues={onChosen} />;
}
