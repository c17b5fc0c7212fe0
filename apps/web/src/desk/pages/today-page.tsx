/** What needs me, by which deadline, in order; how much there is of the rest; and a way to find any of it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { Page } from "../../shell/page.tsx";
import { isSearching } from "../search.ts";
import type { ToDo } from "../to-do.ts";
import { type Pile, sortToday, type Today } from "../today.ts";
import { failureWords } from "./failure-words.ts";
import { LiveStrip } from "./live/live-strip.tsx";
import { useLive } from "./live/use-live.ts";
import { RecordLink } from "./record/record-link.tsx";
import { SearchBox, SearchResults, useResults } from "./search-box.tsx";
import { TodaySignals } from "./signal-list.tsx";
import { ToDoList, useToDo } from "./to-do-list.tsx";
import { TodayList } from "./today-list.tsx";
import { Unsent } from "./unsent.tsx";
import { useDesk, useEntered } from "./use-desk.ts";
import { useListing } from "./use-listing.tsx";
import { useWords } from "./words/words.ts";

const REST: readonly Pile[] = ["later", "quiet", "closed"];

export function TodayPage() {
	const { today: words, live: news, trouble } = useWords();
	const { read, failure, isBusy, look, sought, progress, isCutShort } = useListing();
	useEffect(look, []);
	const live = useLive(null, read);
	const sorted = useMemo(() => (read === null ? null : sortToday(read.rows, read.at)), [read]);
	const toDo = useToDo();
	// Told once: it grows with every few cases that are opened.
	const isCounted = toDo.length > 0 && (progress.opened === progress.of || isCutShort);
	const results = useResults(sorted);
	const faults = useMemo(() => (failure === null ? [] : [{ field: null, message: failureWords(trouble, failure) }]), [failure]);
	return (
		<Page heading={words.heading} faults={faults} final>
			<Warnings />
			<Unsent />
			<RecordLink />
			<p class="as-of">
				{sorted !== null && read?.isWhole === true && (
					<span role="status">
						{words.lead(String(sorted.late.length), String(sorted.soon.length))}
						{isCounted && ` ${words.leadAgreed(String(toDo.length))}`}
					</span>
				)}{" "}
				<button class="link-button" type="button" onClick={look} aria-disabled={isBusy || undefined}>
					{isBusy ? words.looking : words.look}
				</button>
			</p>
			<LiveStrip news={live.told?.isListNew === true ? news.list : null} isCut={live.isCut} action={{ label: words.look, onPress: look }} />
			{sorted !== null && <SearchBox results={results} />}
			{sorted !== null && (isSearching(sought) ? <SearchResults results={results} /> : <Piles sorted={sorted} toDo={toDo} />)}
		</Page>
	);
}

function Piles({ sorted, toDo }: { readonly sorted: Today; readonly toDo: readonly ToDo[] }) {
	const { today: words, finding } = useWords();
	const { walking } = useDesk();
	const isEmpty = sorted.late.length + sorted.soon.length + toDo.length === 0;
	return (
		<>
			{isEmpty && (
				<section class="todo" aria-label={words.empty}>
					<p>
						<strong>{words.empty}</strong>
					</p>
					<p>{words.emptyWhat}</p>
				</section>
			)}
			{(["late", "soon"] as const).map(
				(pile) =>
					sorted[pile].length > 0 && (
						<section key={pile} aria-labelledby={`pile-${pile}`}>
							<h2 class="nhsuk-heading-m" id={`pile-${pile}`}>
								{words.piles[pile]}
							</h2>
							<TodayList rows={sorted[pile]} />
						</section>
					),
			)}
			<ToDoList toDo={toDo} />
			{!isEmpty && <p class="nhsuk-body-s only-keys">{words.keys}</p>}
			<TodaySignals />
			{REST.filter((pile) => sorted[pile].length > 0).map((pile) => (
				<Rest key={pile} pile={pile} sorted={sorted} />
			))}
			<p>
				<button class="link-button" type="button" onClick={() => walking.go({ at: "figures" })}>
					{finding.figures}
				</button>
			</p>
		</>
	);
}

/** What does not need anybody now is a count, until somebody wants to see it. */
function Rest({ pile, sorted }: { readonly pile: Pile; readonly sorted: Today }) {
	const { today: words } = useWords();
	const [isOpen, setOpen] = useState(false);
	return (
		<details class="nhsuk-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.rest(words.piles[pile], String(sorted[pile].length))}</span>
			</summary>
			{isOpen && <TodayList rows={sorted[pile]} />}
		</details>
	);
}

/** What somebody must know before they begin: wrong codes behind their own words, and keys that they have yet to make. */
function Warnings() {
	const { today: words, arriving, founding, shell } = useWords();
	const { wrongCodes, keyless, foundings } = useEntered();
	const { walking } = useDesk();
	return (
		<>
			{wrongCodes > 0 && (
				<section class="todo todo--alarm" aria-label={shell.problem}>
					<p>{arriving.wrongCodes(String(wrongCodes))}</p>
				</section>
			)}
			{keyless.map(({ id, role, organisation }) => {
				const isFirst = foundings.includes(organisation);
				const label = isFirst ? founding.todoLink : words.keylessLink;
				return (
					<section key={id} class="todo" aria-label={label}>
						<p>{isFirst ? founding.todo(shell.roles[role]) : words.keyless(shell.roles[role])}</p>
						<button
							class="nhsuk-button nhsuk-button--small"
							type="button"
							onClick={() => walking.go(isFirst ? { at: "founding", organisation } : { at: "account" })}
						>
							{label}
						</button>
					</section>
				);
			})}
		</>
	);
}
