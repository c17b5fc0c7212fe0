/** Time to the first answer as a run chart: a point for each concern in the order in which they were raised, and the median of all. */
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import type { RunChart } from "../../charts.ts";
import { type Unit, wholeTime } from "../../today.ts";
import { useWords } from "../words/words.ts";
import { Figure } from "./figure.tsx";

const WIDTH = 360;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 28;
const RIGHT = 12;
const UNIT_SECONDS: readonly (readonly [Unit, number])[] = [
	["days", 86_400],
	["hours", 3_600],
	["minutes", 60],
];
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
/** An axis with more lines than that cannot be read. */
const MOST_LINES = 5;

export function AnswerChart({ run }: { readonly run: RunChart }) {
	const { figures: words, today } = useWords();
	const { tag } = useContext(LanguageContext);
	const { points, medianSeconds, unanswered } = run;
	const timeOf = (seconds: number) => wholeTime(seconds, today.units);
	const dayOf = (instant: string) => new Date(instant).toLocaleDateString(tag, { day: "numeric", month: "long", year: "numeric" });
	const median = medianSeconds === null ? "" : words.median(timeOf(medianSeconds));
	return (
		<Figure
			id="first-answer"
			heading={words.answer}
			what={`${words.answerWhat} ${words.unanswered(String(unanswered))}`}
			columns={[words.answerColumns.raised, words.answerColumns.time]}
			rows={points.map(({ raisedAt, seconds }) => [dayOf(raisedAt), timeOf(seconds)])}
		>
			{medianSeconds === null ? (
				<p>{words.none}</p>
			) : (
				<>
					<p>
						<strong>{median}</strong>
					</p>
					<Run points={points} medianSeconds={medianSeconds} label={words.answerSays(String(points.length), median)} />
				</>
			)}
		</Figure>
	);
}

type RunProps = { readonly points: RunChart["points"]; readonly medianSeconds: number; readonly label: string };

function Run({ points, medianSeconds, label }: RunProps) {
	const { figures: words } = useWords();
	const longest = Math.max(medianSeconds, ...points.map(({ seconds }) => seconds), 1);
	const [unit, unitSeconds] = UNIT_SECONDS.find(([, seconds]) => longest >= 2 * seconds) ?? ["seconds" as const, 1];
	const step = STEPS.find((each) => longest / unitSeconds / each <= MOST_LINES) ?? longest / unitSeconds;
	const top = Math.ceil(longest / unitSeconds / step) * step;
	const xOf = (index: number) => LEFT + ((index + 0.5) / points.length) * (WIDTH - LEFT - RIGHT);
	const yOf = (seconds: number) => TOP + (1 - seconds / unitSeconds / top) * (HEIGHT - TOP - BOTTOM);
	const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
	return (
		<svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
			<text class="chart__axis" x="4" y="14">
				{words.units[unit]}
			</text>
			{lines.map((value) => (
				<g key={value}>
					<line class="chart__grid" x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(value * unitSeconds)} y2={yOf(value * unitSeconds)} />
					<text class="chart__axis" x={LEFT - 8} y={yOf(value * unitSeconds) + 5} text-anchor="end">
						{value}
					</text>
				</g>
			))}
			<line class="chart__median" x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(medianSeconds)} y2={yOf(medianSeconds)} />
			<polyline class="chart__run" points={points.map(({ seconds }, index) => `${xOf(index)},${yOf(seconds)}`).join(" ")} />
			{points.map(({ raisedAt, seconds }, index) => (
				<circle key={`${index} ${raisedAt}`} class="chart__point" cx={xOf(index)} cy={yOf(seconds)} r="5" />
			))}
		</svg>
	);
}
