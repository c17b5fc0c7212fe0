/** The clocks and rungs of a case on one line of time, with the same in a table. */
import type { Instant } from "@answerable/types/time";
import { listed } from "../../../reporter/sentence.ts";
import { useBriefWhen } from "../../../shell/when.ts";
import type { ClockBar, RungMark, TrailView } from "../../trail.ts";
import { timeWords } from "../time-words.ts";
import { useWords } from "../words/words.ts";

/** Where an instant lies between the ends of the line, in hundredths. */
type Place = (instant: Instant) => number;

export function LadderChart({ trail }: { readonly trail: TrailView }) {
	const { trailPage: words, today } = useWords();
	const when = useBriefWhen(trail.zone);
	const place = placeOn(trail);
	return (
		<section aria-labelledby="ladder">
			<h2 class="nhsuk-heading-m" id="ladder">
				{words.ladder}
			</h2>
			<p>{words.ladderLead}</p>
			<Key />
			<div class="ladder">
				{trail.bars.map((bar) => (
					<div class="ladder__row" key={`${bar.clock} ${bar.round}`}>
						<span class="ladder__name">{today.clocks[bar.clock]}</span>
						<Bar bar={bar} place={place} trail={trail} />
					</div>
				))}
				<p class="ladder__ends">
					<span>{words.started(when(trail.from))}</span>
					<span>{words.ended(when(trail.until))}</span>
				</p>
			</div>
			<LadderTable trail={trail} />
		</section>
	);
}

function placeOn({ from, until }: TrailView): Place {
	const [first, last] = [Date.parse(from), Date.parse(until)];
	// Room at both ends, so that no circle is cut.
	return (instant) => 2 + ((Date.parse(instant) - first) / Math.max(1, last - first)) * 96;
}

type BarProps = { readonly bar: ClockBar; readonly place: Place; readonly trail: TrailView };

function Bar({ bar, place, trail }: BarProps) {
	const says = useStateWords(trail);
	const { opens, due, stopped, rungs } = bar;
	const now = trail.asOf;
	const end = stopped ?? now;
	const [from, dueAt, until] = [place(opens), place(due), place(end)];
	const inTime = Math.min(dueAt, Math.max(until, from));
	return (
		<svg class="ladder__bar" width="100%" height="36" focusable="false" role="img" aria-label={says(bar)}>
			<line class="ladder__line" x1="0" x2="100%" y1="18" y2="18" />
			{stopped === null && dueAt > inTime && <Stretch kind="ahead" from={inTime} until={dueAt} />}
			<Stretch kind="in-time" from={from} until={inTime} />
			{until > dueAt && <Stretch kind="late" from={dueAt} until={until} />}
			<line class="ladder__due" x1={`${dueAt}%`} x2={`${dueAt}%`} y1="4" y2="32" />
			<line class="ladder__now" x1={`${place(now)}%`} x2={`${place(now)}%`} y1="0" y2="36" />
			{sideBySide(rungs.map(({ at }) => place(at))).map((x, index) => (
				<Rung key={rungs[index]?.rung} mark={rungs[index]} x={x} />
			))}
		</svg>
	);
}

/** The least that two circles need, in hundredths of the line: on a phone it is short. */
const gapNow = () => (globalThis.matchMedia("(min-width: 48.0625em)").matches ? 2.4 : 6);

/** Places in order, pushed apart where circles would lie on each other, and within the line. */
function sideBySide(places: readonly number[]): readonly number[] {
	const gap = gapNow();
	const apart: number[] = [];
	for (const place of places) apart.push(Math.max(place, (apart.at(-1) ?? -gap) + gap));
	return apart.map((place, index) => Math.min(place, 98 - (apart.length - 1 - index) * gap));
}

function Rung({ mark, x }: { readonly mark: RungMark | undefined; readonly x: number }) {
	if (mark === undefined) return null;
	const told = mark.isTold ? "--told" : "";
	return (
		<g>
			<circle class={`ladder__rung ladder__rung${told}`} cx={`${x}%`} cy="18" r="9" />
			<text class={`ladder__number ladder__number${told}`} x={`${x}%`} y="22" text-anchor="middle">
				{mark.rung}
			</text>
		</g>
	);
}

function Stretch({ kind, from, until }: { readonly kind: "in-time" | "late" | "ahead"; readonly from: number; readonly until: number }) {
	return (
		<rect class={`ladder__stretch ladder__stretch--${kind}`} x={`${from}%`} width={`${Math.max(0, until - from)}%`} y="11" height="14" />
	);
}

const KEYS = ["onTime", "late", "ahead", "due", "told", "toCome", "now"] as const;

function Key() {
	const { key: words } = useWords().trailPage;
	return (
		<ul class="ladder-key" aria-hidden="true">
			{KEYS.map((kind) => (
				<li key={kind}>
					<span class={`ladder-key__mark ladder-key__mark--${kind}`} />
					{words[kind]}
				</li>
			))}
		</ul>
	);
}

const COLUMNS = ["what", "when", "state"] as const;

function LadderTable({ trail }: { readonly trail: TrailView }) {
	const { trailPage: words } = useWords();
	return (
		<table class="trail-table">
			<caption>
				<span class="nhsuk-heading-s">{words.table}</span>
			</caption>
			<thead>
				<tr>
					{COLUMNS.map((column) => (
						<th key={column} scope="col">
							{words.columns[column]}
						</th>
					))}
				</tr>
			</thead>
			{trail.bars.map((bar) => (
				<ClockRows key={`${bar.clock} ${bar.round}`} bar={bar} trail={trail} />
			))}
			{trail.atOnce.length > 0 && (
				<tbody>
					<tr>
						<th class="trail-table__clock" colSpan={COLUMNS.length} scope="rowgroup">
							{words.atOnce}
						</th>
					</tr>
					{trail.atOnce.map((mark) => (
						<StepRow key={mark.rung} mark={mark} zone={trail.zone} />
					))}
				</tbody>
			)}
		</table>
	);
}

function ClockRows({ bar, trail }: { readonly bar: ClockBar; readonly trail: TrailView }) {
	const { trailPage: words, today } = useWords();
	const when = useBriefWhen(trail.zone);
	const says = useStateWords(trail);
	const { clock, due, heldUntil, rungs } = bar;
	return (
		<tbody>
			<tr>
				<th class="trail-table__clock" colSpan={COLUMNS.length} scope="rowgroup">
					{today.clocks[clock]}
				</th>
			</tr>
			<tr>
				<th scope="row">{words.due}</th>
				<td>{when(due)}</td>
				<td>
					{says(bar)}
					{heldUntil !== null && `. ${words.held(when(heldUntil))}`}
				</td>
			</tr>
			{rungs.map((mark) => (
				<StepRow key={mark.rung} mark={mark} zone={trail.zone} />
			))}
		</tbody>
	);
}

function StepRow({ mark: { rung, at, isTold, roles }, zone }: { readonly mark: RungMark; readonly zone: string }) {
	const { trailPage: words, story } = useWords();
	const when = useBriefWhen(zone);
	const who = roles.map((role) => (role === null ? story.unknown : story.roles[role]));
	return (
		<tr>
			<th scope="row">{words.step(String(rung), listed(who, story))}</th>
			<td>{when(at)}</td>
			<td>{words.stepState[isTold ? "told" : "ahead"]}</td>
		</tr>
	);
}

/** When it was answered, or how much time it has or had. */
function useStateWords({ zone, asOf }: TrailView): (bar: ClockBar) => string {
	const { trailPage: words, today } = useWords();
	const when = useBriefWhen(zone);
	return ({ due, stopped }) =>
		stopped === null ? words.running(timeWords(today, due, asOf)) : words.answered(when(stopped), timeWords(today, due, stopped));
}
