/** What is printed of a case: no name of anybody on staff, and of the reporter only what was chosen. */

import type { ComponentChildren } from "preact";
import { capital, sentenceOf } from "../../../reporter/sentence.ts";
import type { LetterView } from "../../../reporter/view.ts";
import { FactList, type Facts } from "../../../shell/fact-list.tsx";
import { useCommonWords } from "../../../shell/language.ts";
import { useBriefWhen, useWhen } from "../../../shell/when.ts";
import type { DeskEntry } from "../../case-view.ts";
import type { Panel } from "../../panel.ts";
import { choiceFor, type PanelChoice } from "../../panel-choice.ts";
import { referenceOf } from "../../today.ts";
import type { ClockBar } from "../../trail.ts";
import { DataTable } from "../data-table.tsx";
import { timeWords } from "../time-words.ts";
import { useEntered } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { Said } from "./said.tsx";

export type PaperProps = {
	readonly panel: Panel;
	readonly include: readonly PanelChoice[];
	/** When it is printed. */
	readonly printed: ComponentChildren;
};

export function PanelPaper({ panel, include, printed }: PaperProps) {
	const { panel: words } = useWords();
	const { view } = panel;
	const when = useWhen(view.zone);
	return (
		<article aria-labelledby="paper">
			<p class="panel__confidential">
				<strong>{words.confidential}</strong>
			</p>
			<h2 class="nhsuk-heading-l" id="paper">
				{`${words.case} ${referenceOf(view.caseTag)}`}
			</h2>
			<p>
				{`${words.printed}: `}
				{printed}
				<br />
				{words.made(when(view.asOf))}
			</p>
			<p>{include.includes("identity") ? words.withIdentity : words.withoutIdentity}</p>
			{view.findings.length > 0 && (
				<p>
					<strong>{words.doubt}</strong>
				</p>
			)}
			<InShort panel={panel} />
			<Raised panel={panel} include={include} />
			<Clocks panel={panel} />
			<Steps panel={panel} />
			<Readers panel={panel} />
			<Chronology panel={panel} include={include} />
		</article>
	);
}

function Part({ heading, children }: { readonly heading: string; readonly children: ComponentChildren }) {
	return (
		<section class="panel__part">
			<h3 class="nhsuk-heading-m">{heading}</h3>
			{children}
		</section>
	);
}

function InShort({ panel: { view, trail } }: Pick<PaperProps, "panel">) {
	const { panel: words, case: caseWords, today, shell } = useWords();
	const { organisations } = useEntered();
	const when = useWhen(view.zone);
	const { severity, severityRaised, handler, closed, external, externalEligible } = view;
	const raisedAs = severity === severityRaised ? "" : ` (${caseWords.raisedAs(today.severities[severityRaised])})`;
	const facts: Facts = [
		[words.organisation, organisations.get(view.organisation) ?? ""],
		[words.raised, when(trail.rows[0]?.at ?? view.asOf)],
		[caseWords.severity, `${today.severities[severity]}${raisedAs}`],
		[caseWords.handler, handler === null ? caseWords.handlerNobody : shell.roles[handler]],
		[caseWords.outside, externalEligible ? caseWords.outsideChoices[external] : caseWords.outsideNever],
		[words.closed, closed === null ? words.open : when(closed.at)],
	];
	return (
		<Part heading={words.inShort}>
			<FactList facts={facts} />
		</Part>
	);
}

/** The concern itself, and who raised it: as far as either was chosen. */
function Raised({ panel: { view }, include }: Pick<PaperProps, "panel" | "include">) {
	const { panel: words } = useWords();
	const chosen = (view.entries[0]?.letters ?? []).filter((letter) => isPrinted(letter, include));
	return (
		<Part heading={words.what}>
			{chosen.length === 0 ? <p>{words.whatNot}</p> : chosen.map((letter) => <Letter key={letter.compartment} letter={letter} />)}
		</Part>
	);
}

function Clocks({ panel: { trail } }: Pick<PaperProps, "panel">) {
	const { panel: words, today } = useWords();
	const when = useBriefWhen(trail.zone);
	const nameOf = ({ clock, round }: ClockBar) =>
		round > 1 ? `${today.clocks[clock]} (${words.round(String(round))})` : today.clocks[clock];
	const answerTo = ({ due, stopped, heldUntil }: ClockBar) => {
		const late = (at: string) => timeWords(today, due, at as typeof due);
		const held = heldUntil === null ? "" : ` ${words.heldUntil(when(heldUntil))}`;
		if (stopped !== null) return stopped > due ? words.answeredLate(when(stopped), late(stopped)) : words.answered(when(stopped));
		return `${trail.asOf > due ? words.overdue(late(trail.asOf)) : words.running}${held}`;
	};
	const { clock, due, answered } = words.clockColumns;
	return (
		<Part heading={words.clocks}>
			<DataTable
				class="panel__table"
				columns={[clock, due, answered]}
				rows={trail.bars.map((bar) => [nameOf(bar), when(bar.due), answerTo(bar)])}
			/>
		</Part>
	);
}

function Steps({ panel: { trail } }: Pick<PaperProps, "panel">) {
	const { panel: words, today, shell, story } = useWords();
	const when = useBriefWhen(trail.zone);
	const told = [
		...trail.atOnce.map((mark) => ({ mark, because: words.atOnce })),
		...trail.bars.flatMap(({ clock, rungs }) =>
			rungs.filter(({ isTold }) => isTold).map((mark) => ({ mark, because: today.clocks[clock] })),
		),
	].sort((left, right) => (left.mark.at < right.mark.at ? -1 : 1));
	const { step, who, when: at, clock } = words.stepColumns;
	const rows = told.map(({ mark, because }) => [
		String(mark.rung),
		mark.roles.map((role) => (role === null ? story.unknown : shell.roles[role])).join(", "),
		when(mark.at),
		because,
	]);
	return (
		<Part heading={words.steps}>
			{rows.length === 0 ? <p>{words.stepsNone}</p> : <DataTable class="panel__table" columns={[step, who, at, clock]} rows={rows} />}
		</Part>
	);
}

function Readers({ panel: { readers, view } }: Pick<PaperProps, "panel">) {
	const { panel: words, shell, story } = useWords();
	const when = useBriefWhen(view.zone);
	const { who, since, what } = words.readerColumns;
	const rows = readers.map((reader) => [
		reader.role === null ? story.unknown : shell.roles[reader.role],
		when(reader.since ?? view.asOf),
		words.sees[reader.sees === "content" ? (reader.opens.includes("private") ? "all" : "part") : "existence"],
	]);
	return (
		<Part heading={words.readers}>
			<DataTable class="panel__table" columns={[who, since, what]} rows={rows} />
		</Part>
	);
}

function Chronology({ panel: { view }, include }: Pick<PaperProps, "panel" | "include">) {
	const { panel: words, trail } = useWords();
	const when = useWhen(view.zone);
	return (
		<Part heading={words.chronology}>
			<ol class="panel__story">
				{view.entries.map((entry) => (
					<li key={entry.sequence}>
						<strong>{when(entry.at)}</strong>
						<p>{capital(sentenceOf(entry, view.roles, trail))}</p>
						{!entry.isTrusted && <p>{words.untrusted}</p>}
						{entry.happening.kind !== "raised" && <Letters entry={entry} include={include} />}
					</li>
				))}
			</ol>
		</Part>
	);
}

function Letters({ entry, include }: { readonly entry: DeskEntry; readonly include: readonly PanelChoice[] }) {
	const { panel: words } = useWords();
	return (
		<>
			{entry.letters
				.filter((letter) => choiceFor(letter) !== null)
				.map((letter) =>
					isPrinted(letter, include) ? (
						<Letter key={letter.compartment} letter={letter} />
					) : (
						<p key={letter.compartment} class="panel__left-out">
							{words.notPrinted}
						</p>
					),
				)}
		</>
	);
}

function Letter({ letter: { says } }: { readonly letter: LetterView }) {
	const { unread } = useCommonWords().letter;
	return <div class="panel__letter">{typeof says === "string" ? <p>{unread[says]}</p> : <Said says={says} isWhole />}</div>;
}

function isPrinted(letter: LetterView, include: readonly PanelChoice[]): boolean {
	const choice = choiceFor(letter);
	return choice !== null && include.includes(choice);
}
