/** Open cases by age, as bars: what went up is the darker part of each. */
import type { AgeCount } from "../../charts.ts";
import { useWords } from "../words/words.ts";
import { Figure } from "./figure.tsx";

const WIDTH = 360;
const ROW = 64;
const BAR = 24;
/** For the count behind the longest bar. */
const MARGIN = 48;

export function AgeChart({ counts }: { readonly counts: readonly AgeCount[] }) {
	const { figures: words, finding } = useWords();
	const most = Math.max(1, ...counts.map(({ open }) => open));
	const widthOf = (count: number) => (count / most) * (WIDTH - MARGIN);
	const says = counts.map(({ age, open, up }) => `${finding.ages[age]}: ${words.ageSays(String(open), String(up))}`);
	return (
		<Figure
			id="by-age"
			heading={words.age}
			what={words.ageWhat}
			columns={[words.ageColumns.age, words.ageColumns.open, words.ageColumns.up]}
			rows={counts.map(({ age, open, up }) => [finding.ages[age], String(open), String(up)])}
		>
			<svg class="chart" viewBox={`0 0 ${WIDTH} ${counts.length * ROW}`} role="img" aria-label={`${words.age}. ${says.join("; ")}`}>
				{counts.map(({ age, open, up }, index) => (
					<g key={age} transform={`translate(0 ${index * ROW})`}>
						<text class="chart__label" x="0" y="20">
							{finding.ages[age]}
						</text>
						<rect class="chart__bar" x="0" y="30" width={widthOf(open)} height={BAR} />
						<rect class="chart__bar chart__bar--up" x="0" y="30" width={widthOf(up)} height={BAR} />
						<text class="chart__value" x={widthOf(open) + 8} y={30 + BAR - 6}>
							{open}
						</text>
					</g>
				))}
			</svg>
		</Figure>
	);
}
