/** Figures that people look at rather than read: each a picture, and the same as a table. */
import { useEffect, useMemo } from "preact/hooks";
import { Page } from "../../../shell/page.tsx";
import { firstAnswers, openByAge } from "../../charts.ts";
import { useEntered } from "../use-desk.ts";
import { useListing } from "../use-listing.tsx";
import { useWords } from "../words/words.ts";
import { AgeChart } from "./age-chart.tsx";
import { AnswerChart } from "./answer-chart.tsx";

export function FiguresPage() {
	const { figures: words } = useWords();
	const { administrator } = useEntered();
	const { read, listed, progress, look } = useListing();
	useEffect(() => {
		if (read === null && !administrator) look();
	}, []);
	const all = useMemo(() => [...listed.values()].flatMap((one) => one ?? []), [listed]);
	const counts = useMemo(() => (read === null ? [] : openByAge(all, read.at)), [all, read]);
	const run = useMemo(() => firstAnswers(all), [all]);
	return (
		<Page heading={words.heading}>
			<p>{words.lead}</p>
			{progress.opened < progress.of && <p role="status">{words.waiting}</p>}
			{all.length === 0 ? (
				<p>{words.none}</p>
			) : (
				<div class="figures">
					<AgeChart counts={counts} />
					<AnswerChart run={run} />
				</div>
			)}
		</Page>
	);
}
