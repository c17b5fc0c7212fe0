/** Who is tied to whom: the list as a root drafts it, and then once more as the second root reads it. */
import type { OrganisationId } from "@answerable/types/id";
import type { PublishedTie } from "@answerable/types/routing";
import { useContext, useMemo, useRef, useState } from "preact/hooks";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm } from "../../../shell/field.tsx";
import { LanguageContext } from "../../../shell/language.ts";
import { Page } from "../../../shell/page.tsx";
import type { OrganisationView } from "../../organisation-view.ts";
import { changeBetween, changedTies, endedOn, type TiesChange } from "../../ties.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import { tiesDraft } from "../drafts/draft-place.ts";
import { ThrowAway } from "../drafts/throw-away.tsx";
import { localDay } from "../local-day.ts";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { useWords } from "../words/words.ts";
import { ReadBefore, Rival, Signers } from "./proposing.tsx";
import { TieForm } from "./tie-form.tsx";
import { TieList } from "./tie-list.tsx";
import { tieFacts } from "./tie-words.ts";
import { useRootTask } from "./use-root-task.ts";

type TiesProps = { readonly organisation: OrganisationId; readonly step: "form" | "check" };

export function TiesPage({ organisation, step }: TiesProps) {
	const { ties: words, rules, shell } = useWords();
	const { ask, draftOf, keepDraft, dropDraft } = useDesk();
	const form = { caseTag: null, form: tiesDraft(organisation) } as const;
	const { shown, look, isLooking, faults } = useLook(() => ask("organisation", organisation));
	const [drafted, setDrafted] = useState<TiesChange | null>(() => {
		const kept = draftOf(null, form.form);
		return kept === null ? null : JSON.parse(kept.filled);
	});
	const view = shown?.view ?? null;
	const kept = draftOf(null, form.form);
	const drop = () => {
		dropDraft(form);
		setDrafted(null);
	};
	if (view === null || view.rules === null || view.myRoot === null)
		return (
			<Page heading={words.heading} faults={faults}>
				<Busy isBusy={isLooking} words={shell.loading} />
				{view !== null && <p>{view.rules === null ? rules.gone : words.notRoot}</p>}
				{view !== null && kept !== null && <ThrowAway draft={kept} />}
			</Page>
		);
	const draft = {
		view,
		lines: drafted === null ? view.ties : changedTies(view.ties, drafted),
		set: (lines: readonly PublishedTie[]) => {
			const change = changeBetween(view.ties, lines);
			if (change.added.length + change.gone.length === 0) return drop();
			keepDraft({ ...form, filled: JSON.stringify(change) });
			setDrafted(change);
		},
		isKept: kept !== null,
		drop,
		look,
	};
	return step === "form" ? <ListStep draft={draft} faults={faults} /> : <CheckStep draft={draft} faults={faults} />;
}

type TiesDraft = {
	readonly view: OrganisationView;
	readonly lines: readonly PublishedTie[];
	readonly set: (lines: readonly PublishedTie[]) => void;
	/** Something is drafted, even if the list says so already. */
	readonly isKept: boolean;
	/** Forgets what was drafted. */
	readonly drop: () => void;
	/** Reads the list of now again. */
	readonly look: () => void;
};
type StepProps = { readonly draft: TiesDraft; readonly faults: readonly Fault[] };

function ListStep({ draft, faults }: StepProps) {
	const { ties: words } = useWords();
	const { walking } = useDesk();
	const { view, lines, set, isKept, drop } = draft;
	const [own, setOwn] = useState<readonly Fault[]>([]);
	// The same list while nothing new is wrong: a new one would take the focus from whoever types.
	const allFaults = useMemo(() => [...faults, ...own], [faults, own]);
	const list = useRef<HTMLHeadingElement>(null);
	// What is pressed goes with its line, and would take the focus with it.
	const atTheList = (act: () => void) => {
		list.current?.focus();
		act();
	};
	const { added, gone } = changeBetween(view.ties, lines);
	const isNew = added.length + gone.length > 0;
	const check = () => {
		setOwn(isNew ? [] : [{ field: null, message: words.faults["nothing-new"] }]);
		if (isNew) walking.go({ at: "ties", organisation: view.id, step: "check" });
	};
	return (
		<Page heading={words.heading} faults={allFaults}>
			<p>{words.lead}</p>
			<p>{words.paper}</p>
			<Rival view={view} kind="interests" says={words.rival} />
			<TieForm view={view} lines={lines} onFaults={setOwn} onAdd={(line) => set([...lines, line])} />
			<h2 class="nhsuk-heading-m" tabIndex={-1} ref={list}>
				{words.list}
			</h2>
			<TieList
				view={view}
				lines={lines}
				doing={(line, said) => <LineChoices draft={{ ...draft, set: (next) => atTheList(() => set(next)) }} line={line} said={said} />}
			/>
			{isKept && (
				<p>
					<button class="link-button" type="button" onClick={() => atTheList(drop)}>
						{words.undo}
					</button>
				</p>
			)}
			<LocalForm onSubmit={check} action={words.check}>
				{null}
			</LocalForm>
		</Page>
	);
}

type LineProps = { readonly draft: TiesDraft; readonly line: PublishedTie; readonly said: string };

/** A line that stood there ends; one that was never true goes. */
function LineChoices({ draft: { view, lines, set }, line, said }: LineProps) {
	const { ties: words } = useWords();
	const today = localDay(view.now);
	const which = <span class="nhsuk-u-visually-hidden">{words.which(said)}</span>;
	const lasts = line.until === null || line.until > today;
	return (
		<span class="choices">
			{lasts && line.from <= today && (
				<button class="link-button" type="button" onClick={() => set(endedOn(lines, line, today))}>
					{words.endNow}
					{which}
				</button>
			)}
			<button class="link-button" type="button" onClick={() => set(lines.filter((each) => each !== line))}>
				{words.take}
				{which}
			</button>
		</span>
	);
}

function CheckStep({ draft, faults }: StepProps) {
	const spoken = useWords();
	const { ties: words, organisation } = spoken;
	const { tag } = useContext(LanguageContext);
	const { ask, walking } = useDesk();
	const task = useRootTask();
	const { view, lines, drop, look } = draft;
	const propose = () =>
		task.start(
			() => ask("propose", { organisation: view.id, change: { kind: "ties", lines } }),
			() => {
				drop();
				return organisation.proposed;
			},
		);
	const again = () => {
		look();
		walking.swap({ at: "ties", organisation: view.id, step: "form" });
	};
	return (
		<Page heading={words.checkHeading} faults={[...faults, ...task.faults]}>
			<Done says={task.done} />
			{task.done === null && (
				<>
					<p>{words.checkLead}</p>
					<Rival view={view} kind="interests" says={words.rival} />
					<ReadBefore
						heading={organisation.kinds.interests}
						facts={tieFacts(spoken, view, { lines, tag })}
						means={[organisation.meaning.interests]}
					/>
				</>
			)}
			<Signers view={view} />
			{task.done === null && (
				<LocalForm onSubmit={propose} action={organisation.propose} isBusy={task.isBusy}>
					<Busy isBusy={task.isBusy} words={organisation.proposing} />
				</LocalForm>
			)}
			{task.faults.length > 0 && (
				<p>
					<button class="link-button" type="button" onClick={again}>
						{words.reread}
					</button>
				</p>
			)}
		</Page>
	);
}
