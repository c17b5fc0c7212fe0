/** Cases in the order in which they are due. The arrow keys walk through them. */
import type { Instant } from "@answerable/types/time";
import { useState } from "preact/hooks";
import type { Listed } from "../beginnings.ts";
import { referenceOf, type TodayRow } from "../today.ts";
import { timeWords, useNow } from "./time-words.ts";
import { useDesk, useEntered } from "./use-desk.ts";
import { useListing } from "./use-listing.tsx";
import { useWords } from "./words/words.ts";

/** So many rows are shown at once: more than anybody reads, and few enough for an old phone. */
const SHOWN = 50;

export function TodayList({ rows }: { readonly rows: readonly TodayRow[] }) {
	const { finding: words } = useWords();
	const { listed } = useListing();
	const [most, setMost] = useState(SHOWN);
	const now = useNow();
	const shown = rows.slice(0, most);
	const left = rows.length - shown.length;
	return (
		<>
			<ol class="today">
				{shown.map((row) => (
					<Row key={row.caseTag} row={row} listed={listed.get(row.caseTag)} now={now} />
				))}
			</ol>
			{left > 0 && (
				<button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" onClick={() => setMost(most + SHOWN)}>
					{words.showMore(String(Math.min(left, SHOWN)))}
				</button>
			)}
		</>
	);
}

/** `listed`: undefined until it was opened, null if it cannot be. */
type RowProps = { readonly row: TodayRow; readonly listed: Listed | null | undefined; readonly now: Instant };

function Row({ row, listed, now }: RowProps) {
	const { today: words, shell } = useWords();
	const { walking } = useDesk();
	const { organisations, tenures } = useEntered();
	const { caseTag, tenure, organisation, severity, next, closed, rung, pile } = row;
	const role = tenures.find((each) => each.tenure === tenure)?.role ?? null;
	const isWanderer = new Set(tenures.map((each) => each.organisation)).size > 1 || tenures.length > 1;
	return (
		<li class={`today__row today__row--${pile}`}>
			<button class="today__open" type="button" onKeyDown={walkList} onClick={() => walking.go({ at: "case", caseTag, tenure })}>
				<span class="today__when">
					<strong>{next === null || closed ? (closed ? words.closed : words.noClock) : timeWords(words, next.due, now)}</strong>
					{next !== null && !closed && <span>{words.clocks[next.clock]}</span>}
				</span>
				<span class="today__what" dir="auto">
					{row.sight === "existence" ? words.existence : titleOf(listed, words.opening)}
				</span>
				<span class="today__more">
					<span class={`tag tag--${severity.toLowerCase()}`}>{words.severities[severity]}</span>
					{listed !== undefined && listed !== null && <Told listed={listed} />}
					{rung > 0 && <span>{words.rung(String(rung))}</span>}
					{isWanderer && role !== null && <span>{shell.at(shell.roles[role], organisations.get(organisation) ?? "")}</span>}
					<span>{words.reference(referenceOf(caseTag))}</span>
				</span>
			</button>
		</li>
	);
}

function Told({ listed: { unit, givenBy, replyOwed } }: { readonly listed: Listed }) {
	const { today: words, shell } = useWords();
	return (
		<>
			{unit !== "" && <span dir="auto">{unit}</span>}
			{givenBy !== null && <span class="tag">{words.givenBy(shell.roles[givenBy])}</span>}
			{replyOwed && <span class="tag">{words.replyOwed}</span>}
		</>
	);
}

/** `closed`: what stands in the place of a title that is not open. */
function titleOf(listed: Listed | null | undefined, closed: string): string {
	return listed === undefined ? closed : listed?.title || "–";
}

/** Up and down walk through the rows of a list, as in a mail program; Tab walks through everything, as ever. */
export function walkList(event: KeyboardEvent): void {
	const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
	if (step === 0) return;
	const all = [...document.querySelectorAll<HTMLButtonElement>(".today__open")];
	const next = all[all.indexOf(event.currentTarget as HTMLButtonElement) + step];
	if (next === undefined) return;
	event.preventDefault();
	next.focus();
}
