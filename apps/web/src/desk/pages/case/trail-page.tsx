/** The trail of a case on one page: its ladder as a line of time, and every event in order, with its lateness and its proof. */
import { useEffect, useState } from "preact/hooks";
import { capital, sentenceOf } from "../../../reporter/sentence.ts";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { Page } from "../../../shell/page.tsx";
import { useWhen } from "../../../shell/when.ts";
import type { TrailRow, TrailView } from "../../trail.ts";
import type { Choice } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { timeWords } from "../time-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { LadderChart } from "./ladder-chart.tsx";

/** The worker looks every second or so: what is later than this is late. */
const ON_TIME_SECONDS = 5;

export function TrailPage({ caseTag, tenure }: Choice) {
	const { trailPage: words, trouble, shell, case: caseWords } = useWords();
	const { ask } = useDesk();
	const [trail, setTrail] = useState<TrailView | null>(null);
	const [isRead, setRead] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const look = () => {
		setFaults([]);
		ask("trail", { caseTag, tenure }).then(
			(read) => {
				setTrail(read);
				setRead(true);
			},
			(error) => setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]),
		);
	};
	useEffect(look, []);
	return (
		<Page heading={words.heading} faults={faults}>
			{!isRead && faults.length === 0 && <p role="status">{shell.loading}</p>}
			{faults.length > 0 && (
				<button class="nhsuk-button" type="button" onClick={look}>
					{shell.tryAgain}
				</button>
			)}
			{isRead && trail === null && <p>{caseWords.notBelieved}</p>}
			{trail !== null && (
				<>
					<LadderChart trail={trail} />
					<Events trail={trail} />
				</>
			)}
		</Page>
	);
}

function Events({ trail }: { readonly trail: TrailView }) {
	const { trailPage: words } = useWords();
	const proved = trail.rows.filter(({ proof }) => proof !== "not-proved").length;
	return (
		<section aria-labelledby="events">
			<h2 class="nhsuk-heading-m" id="events">
				{words.events}
			</h2>
			<p>{words.count(String(trail.rows.length), String(proved))}</p>
			<ol class="trail">
				{trail.rows.map((row) => (
					<Event key={row.sequence} row={row} trail={trail} />
				))}
			</ol>
			<p class="nhsuk-body-s">
				{`${words.seal}: `}
				<code class="trail__seal">{trail.head.match(/.{1,8}/g)?.join(" ")}</code>
				<br />
				{words.sealWhat}
			</p>
		</section>
	);
}

function Event({ row, trail }: { readonly row: TrailRow; readonly trail: TrailView }) {
	const { trailPage: words, trail: sentences, today, verbs } = useWords();
	const when = useWhen(trail.zone);
	const { at, by, happening, stopped, scheduled, proof } = row;
	return (
		<li class={`trail__row${proof === "not-proved" ? " trail__row--doubt" : ""}`}>
			<span class="trail__when">{when(at)}</span>
			<span class="trail__what">
				<strong>{useActor(row, trail)}</strong>
				<span>{capital(sentenceOf({ by, happening }, trail.roles, sentences))}</span>
				{stopped.map(({ clock, due }) => (
					<span key={clock} class={at > due ? "trail__late" : ""}>
						{words.stopped(verbs.stopsNames[clock], timeWords(today, due, at))}
					</span>
				))}
				{scheduled !== null && <span>{words.told(isOnTime(scheduled, at) ? words.onTime : timeWords(today, scheduled, at))}</span>}
			</span>
			<span class="trail__proof">{words.proof[proof]}</span>
		</li>
	);
}

/** Who acted, as a role. */
function useActor({ by }: TrailRow, { roles }: TrailView): string {
	const { trailPage: words, shell, story } = useWords();
	if (by.actor !== "handler") return words.by[by.actor];
	const role = roles.get(by.tenure);
	return role === undefined ? story.unknown : shell.roles[role];
}

function isOnTime(scheduled: string, at: string): boolean {
	return Date.parse(at) - Date.parse(scheduled) < ON_TIME_SECONDS * 1_000;
}
