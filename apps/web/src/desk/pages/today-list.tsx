/** Cases in the order in which they are due. The arrow keys walk through them. */
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { CaseHeader } from "../case-view.ts";
import { referenceOf, type TodayRow } from "../today.ts";
import { timeWords, useNow } from "./time-words.ts";
import { useDesk, useEntered } from "./use-desk.ts";
import { useWords } from "./words/words.ts";

/** So many titles are opened by themselves: more would take longer than somebody looks. */
const MOST_OPENED = 40;

type Headers = ReadonlyMap<CaseTag, CaseHeader | null>;

export function TodayList({ rows }: { readonly rows: readonly TodayRow[] }) {
	const opened = useMemo(() => rows.filter(({ sight }) => sight === "content").slice(0, MOST_OPENED), [rows]);
	const headers = useHeaders(opened);
	const now = useNow();
	return (
		<ol class="today">
			{rows.map((row) => (
				<Row key={row.caseTag} row={row} header={headers.get(row.caseTag)} isOpened={opened.includes(row)} now={now} />
			))}
		</ol>
	);
}

/** Opens the titles one after another, the most urgent first. */
function useHeaders(rows: readonly TodayRow[]): Headers {
	const { ask } = useDesk();
	const [headers, setHeaders] = useState<Headers>(new Map());
	useEffect(() => {
		let isShown = true;
		const openAll = async () => {
			for (const { caseTag, tenure } of rows) {
				if (!isShown) return;
				const header = await ask("header", { caseTag, tenure }).catch(() => null);
				if (isShown) setHeaders((before) => new Map(before).set(caseTag, header));
			}
		};
		void openAll();
		return () => {
			isShown = false;
		};
	}, [rows]);
	return headers;
}

/** `isOpened`: its title is opened by itself, sooner or later. */
type RowProps = {
	readonly row: TodayRow;
	readonly header: CaseHeader | null | undefined;
	readonly isOpened: boolean;
	readonly now: Instant;
};

function Row({ row, header, isOpened, now }: RowProps) {
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
					{row.sight === "existence" ? words.existence : titleOf(header, isOpened ? words.opening : words.unopened)}
				</span>
				<span class="today__more">
					<span class={`tag tag--${severity.toLowerCase()}`}>{words.severities[severity]}</span>
					{header?.unit !== undefined && header.unit !== "" && <span dir="auto">{header.unit}</span>}
					{header?.isReplyOwed === true && <span class="tag">{words.replyOwed}</span>}
					{rung > 0 && <span>{words.rung(String(rung))}</span>}
					{isWanderer && role !== null && <span>{shell.at(shell.roles[role], organisations.get(organisation) ?? "")}</span>}
					<span>{words.reference(referenceOf(caseTag))}</span>
				</span>
			</button>
		</li>
	);
}

/** `closed`: what stands in the place of a title that is not open. */
function titleOf(header: CaseHeader | null | undefined, closed: string): string {
	return header === undefined ? closed : (header?.title ?? "–");
}

/** Up and down walk through the rows of a list, as in a mail program; Tab walks through everything, as ever. */
function walkList(event: KeyboardEvent): void {
	const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
	if (step === 0) return;
	const all = [...document.querySelectorAll<HTMLButtonElement>(".today__open")];
	const next = all[all.indexOf(event.currentTarget as HTMLButtonElement) + step];
	if (next === undefined) return;
	event.preventDefault();
	next.focus();
}
