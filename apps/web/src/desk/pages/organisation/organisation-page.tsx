/** My organisation: what waits for two of its roots, whose keys count, and what happened lately. */
import type { OrganisationId } from "@answerable/types/id";
import { Page } from "../../../shell/page.tsx";
import type { OrganisationView, ProposalView } from "../../organisation-view.ts";
import { inFours } from "../../short-number.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import type { OrganisationShown } from "../engine/turnover-protocol.ts";
import { useDesk, useEntered } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { Appearance } from "./appearance.tsx";
import { Decided } from "./decided.tsx";
import { Keys } from "./keys.tsx";
import { Lately } from "./lately.tsx";
import { ProposalBox } from "./proposal-box.tsx";
import { useRootTask } from "./use-root-task.ts";
import { Vouching } from "./vouching.tsx";

export function OrganisationPage({ organisation }: { readonly organisation: OrganisationId }) {
	const { organisation: words, shell } = useWords();
	const { ask } = useDesk();
	const { shown, look, isLooking, faults } = useLook(() => ask("organisation", organisation));
	const task = useRootTask();
	return (
		<Page heading={shown?.view.name ?? words.heading} faults={[...faults, ...task.faults]}>
			<Done says={task.done} />
			<Others organisation={organisation} />
			<p class="as-of">
				<button class="link-button" type="button" onClick={look}>
					{words.look}
				</button>
			</p>
			<Busy isBusy={isLooking} words={shell.loading} />
			{shown !== null && <Parts shown={shown} task={task} isLooking={isLooking} onDone={look} />}
		</Page>
	);
}

/** Organisations of mine that this page is not about. */
function Others({ organisation }: { readonly organisation: OrganisationId }) {
	const { organisation: words } = useWords();
	const { walking } = useDesk();
	const { tenures, organisations } = useEntered();
	const others = [...new Set(tenures.map((each) => each.organisation))].filter((id) => id !== organisation && organisations.has(id));
	return (
		<>
			{others.map((id) => (
				<p key={id}>
					<button class="link-button" type="button" onClick={() => walking.swap({ at: "organisation", organisation: id })}>
						{words.other(organisations.get(id) ?? "")}
					</button>
				</p>
			))}
		</>
	);
}

type PartsProps = {
	readonly shown: OrganisationShown;
	readonly task: Task;
	/** What is shown may be of before. */
	readonly isLooking: boolean;
	readonly onDone: () => void;
};

function Parts({ shown: { view, actions, confirmations }, task, isLooking, onDone }: PartsProps) {
	const { organisation: words } = useWords();
	return (
		<>
			<p>{words.roots}</p>
			{view.myRoot === null && <p>{words.notRoot}</p>}
			<Proposals view={view} task={task} isLooking={isLooking} onDone={onDone} />
			<Vouching confirmations={confirmations} task={task} onDone={onDone} />
			{view.myRoot !== null && <Lately view={view} actions={actions} />}
			<Keys view={view} />
			<Decided view={view} />
			<Appearance view={view} task={task} onDone={onDone} />
			<h2 class="nhsuk-heading-m">{words.fingerprint}</h2>
			<p>
				<code class="copyable fingerprint" translate={false}>
					{inFours(view.fingerprint)}
				</code>
			</p>
			<p class="nhsuk-body-s">{words.fingerprintWhat}</p>
		</>
	);
}

type ProposalsProps = Omit<PartsProps, "shown"> & { readonly view: OrganisationView };

function Proposals({ view, task, isLooking, onDone }: ProposalsProps) {
	const { organisation: words } = useWords();
	const { ask } = useDesk();
	const mine = view.proposals.filter(({ isForMe }) => isForMe);
	// What came too late waits for nobody: whoever made it takes it back.
	const others = view.proposals.filter(({ isForMe, isOvertaken, isMine }) => !isForMe && (!isOvertaken || isMine));
	const sign = ({ hash }: ProposalView) =>
		task.start(
			() => ask("sign", { organisation: view.id, hash }),
			({ enacted }) => {
				onDone();
				return enacted ? words.signedDone : words.signedOne;
			},
		);
	const decline = ({ hash, isMine }: ProposalView) =>
		task.start(
			() => ask("decline", { organisation: view.id, hash }),
			() => {
				onDone();
				return isMine ? words.tookBack : words.declined;
			},
		);
	const boxes = (proposals: readonly ProposalView[]) =>
		proposals.map((proposal) => (
			<ProposalBox
				key={proposal.hash}
				view={view}
				proposal={proposal}
				isBusy={task.isBusy || isLooking}
				onSign={() => sign(proposal)}
				onDecline={() => decline(proposal)}
			/>
		));
	return (
		<>
			{view.myRoot !== null && (
				<>
					<h2 class="nhsuk-heading-m">{words.waiting}</h2>
					{mine.length === 0 && <p>{words.waitingNone}</p>}
					{boxes(mine)}
				</>
			)}
			{others.length > 0 && (
				<>
					<h2 class="nhsuk-heading-m">{words.waitingOthers}</h2>
					{boxes(others)}
				</>
			)}
			<Busy isBusy={task.isBusy} words={words.signing} />
		</>
	);
}
