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
import { useLook } from "../use-look.ts";
import { useTask } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { ChooseColleague } from "./choose-colleague.tsx";
import { HandedOverResult, HandOverProgress } from "./handed-over.tsx";
import type { Post } from "./my-post.ts";

type StepProps = { readonly post: Post; readonly view: OrganisationView; readonly onGiven: () => void };

export function GivingStep({ post, view, onGiven }: StepProps) {
	const { turnover: words } = useWords();
	const { to, choose, give, round, result, progress, task } = useGiving(post, onGiven);
	const colleagues = view.keys.filter(({ state, isMine, role }) => state === "active" && !isMine && role !== "external_body");
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.leaving.cases}</h2>
			<ErrorSummary faults={task.faults} />
			{result !== null && <HandedOverResult result={result} />}
			{colleagues.length === 0 && <p>{words.leaving.nobody}</p>}
			{colleagues.length > 0 && progress === null && (
				<ChooseColleague id="to" legend={words.leaving.who} hint={words.leaving.whoHint} keys={colleagues} value={to} onValue={choose} />
			)}
			<HandOverProgress progress={progress} />
			{to !== null && progress === null && <ForColleague key={`${to} ${round}`} post={post} to={to} onGive={give} />}
		</>
	);
}

/** To whom, and how far it is. Whom one gives to is chosen with the arrow keys too, past others: what was asked of those counts no more. */
function useGiving({ organisation, tenure }: Post, onGiven: () => void) {
	const { ask } = useDesk();
	const task = useTask();
	const [to, setTo] = useState<TenureId | null>(null);
	const [round, setRound] = useState(0);
	const [progress, setProgress] = useState<HandingOver | null>(null);
	const [result, setResult] = useState<HandedOver | null>(null);
	const choose = (next: TenureId) => {
		setTo(next);
		setResult(null);
		task.blame([]);
	};
	const give = (only: readonly CaseTag[]) => {
		if (to === null) return;
		setProgress({ kind: "handing-over", given: 0, failed: 0, total: only.length });
		const giveAll = () =>
			ask("handOver", { organisation, from: tenure, to, only }, (next) => next.kind === "handing-over" && setProgress(next));
		task.start(
			() => giveAll().finally(() => setProgress(null)),
			(handedOver) => {
				setResult(handedOver);
				setRound(round + 1);
				onGiven();
				return null;
			},
		);
	};
	return { to, round, progress, result, task, choose, give };
}

type ForColleagueProps = { readonly post: Post; readonly to: TenureId; readonly onGive: (only: readonly CaseTag[]) => void };

/** What is left to give to one of them. */
function ForColleague({ post: { organisation, tenure }, to, onGive }: ForColleagueProps) {
	const { shell } = useWords();
	const { ask } = useDesk();
	const { shown, isLooking, faults } = useLook(() => ask("handOverList", { organisation, from: tenure, to }));
	return (
		<>
			<ErrorSummary faults={faults} />
			<Busy isBusy={isLooking} words={shell.loading} />
			{shown !== null && <Listed list={shown} onGive={onGive} />}
		</>
	);
}

type ListedProps = {
	readonly list: readonly CaseTag[];
	readonly onGive: (only: readonly CaseTag[]) => void;
};

/** All of them, unless somebody chooses. */
function Listed({ list, onGive }: ListedProps) {
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
				aria-disabled={chosen.length === 0 || undefined}
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
