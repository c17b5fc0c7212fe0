/** Finding a case by what it is about. What somebody looks for stays in this page: it is asked of nobody, and stands nowhere. */
import type { Severity } from "@answerable/types/clock";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Select } from "../../shell/field.tsx";
import { type Age, ANYTHING, isSearching, type Standing, searchCases, unitsOf } from "../search.ts";
import type { Today, TodayRow } from "../today.ts";
import { TodayList } from "./today-list.tsx";
import { useListing } from "./use-listing.tsx";
import { useQuiet } from "./use-quiet.ts";
import { useWords } from "./words/words.ts";

const SEVERITIES: readonly Severity[] = ["S1", "S2", "S3"];
const STANDINGS: readonly Standing[] = ["waiting", "up", "closed"];
const AGES: readonly Age[] = ["week", "month", "quarter", "older"];

export function SearchBox({ results }: { readonly results: readonly TodayRow[] }) {
	const { finding: words } = useWords();
	const { sought, seek, hasSlash, setSlash } = useListing();
	const field = useRef<HTMLInputElement>(null);
	useSlash(hasSlash, () => field.current?.focus());
	return (
		<search class="search" aria-label={words.search}>
			<label class="nhsuk-label" for="search">
				{words.search}
			</label>
			<div class="nhsuk-hint" id="search-hint">
				{words.hint}
			</div>
			<input
				class="nhsuk-input"
				id="search"
				type="text"
				ref={field}
				value={sought.text}
				aria-describedby="search-hint"
				aria-keyshortcuts={hasSlash ? "/" : undefined}
				autocomplete="off"
				spellcheck={false}
				onInput={({ currentTarget }) => seek({ ...sought, text: currentTarget.value })}
				onKeyDown={(event) => {
					if (event.key === "Escape") seek(ANYTHING);
				}}
			/>
			<p class="nhsuk-body-s only-keys search__slash">
				{hasSlash && `${words.slash} `}
				<button class="link-button" type="button" onClick={() => setSlash(!hasSlash)}>
					{hasSlash ? words.slashOff : words.slashOn}
				</button>
			</p>
			<Filters />
			<Announcement count={results.length} />
		</search>
	);
}

function Filters() {
	const { finding: words, today } = useWords();
	const { sought, seek, listed } = useListing();
	const units = useMemo(() => unitsOf(listed), [listed]);
	const { text: _, ...chosen } = sought;
	const [isOpen] = useState(() => Object.values(chosen).some((each) => each !== null));
	return (
		<details class="nhsuk-details search__more" open={isOpen}>
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.more}</span>
			</summary>
			<div class="search__filters">
				<Select
					id="search-severity"
					label={words.severity}
					none={words.any}
					choices={SEVERITIES.map((value) => ({ value, label: today.severities[value] }))}
					value={sought.severity ?? ""}
					onValue={(value) => seek({ ...sought, severity: value === "" ? null : value })}
				/>
				<Select
					id="search-standing"
					label={words.standing}
					none={words.any}
					choices={STANDINGS.map((value) => ({ value, label: words.standings[value] }))}
					value={sought.standing ?? ""}
					onValue={(value) => seek({ ...sought, standing: value === "" ? null : value })}
				/>
				<Select
					id="search-age"
					label={words.age}
					none={words.any}
					choices={AGES.map((value) => ({ value, label: words.ages[value] }))}
					value={sought.age ?? ""}
					onValue={(value) => seek({ ...sought, age: value === "" ? null : value })}
				/>
				<Select
					id="search-unit"
					label={words.unit}
					none={words.any}
					choices={units.map(({ key, name }) => ({ value: key, label: name }))}
					value={sought.unit ?? ""}
					onValue={(value) => seek({ ...sought, unit: value === "" ? null : value })}
				/>
			</div>
		</details>
	);
}

/** How much of it all can be searched, and how much was found: said when somebody pauses. */
function Announcement({ count }: { readonly count: number }) {
	const { finding: words } = useWords();
	const { progress, isCutShort, sought, read } = useListing();
	const { opened, of } = progress;
	const isAll = opened === of && read?.isWhole === true;
	const found = isSearching(sought) ? (count === 0 ? words.foundNone : words.found(String(count))) : "";
	const said = useQuiet(found);
	return (
		<>
			<p class="nhsuk-body-s">
				{of > 0 && (isAll ? words.openedAll(String(of)) : words.opening(String(opened), String(of)))} {isCutShort && words.cutShort}
			</p>
			<p class="nhsuk-u-visually-hidden" role="status">
				{said}
			</p>
		</>
	);
}

export function SearchResults({ results: rows }: { readonly results: readonly TodayRow[] }) {
	const { finding: words } = useWords();
	const { seek } = useListing();
	return (
		<section aria-labelledby="results">
			<h2 class="nhsuk-heading-m" id="results">
				{words.results}
			</h2>
			<p class="as-of">
				<span>{rows.length === 0 ? words.foundNone : words.found(String(rows.length))}</span>{" "}
				<button class="link-button" type="button" onClick={() => seek(ANYTHING)}>
					{words.clear}
				</button>
			</p>
			<TodayList rows={rows} />
		</section>
	);
}

/** What is found among these, worked out once for whoever shows it. */
export function useResults(sorted: Today | null): readonly TodayRow[] {
	const { sought, listed, read } = useListing();
	const rows = useMemo(() => (sorted === null ? [] : Object.values(sorted).flat()), [sorted]);
	return useMemo(() => (read !== null && isSearching(sought) ? searchCases(rows, listed, sought, read.at) : []), [rows, listed, sought]);
}

/** The / key brings somebody to the search from anywhere on the page, except from where they type. */
function useSlash(isOn: boolean, onSlash: () => void): void {
	useEffect(() => {
		if (!isOn) return undefined;
		const listen = (event: KeyboardEvent) => {
			const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
			if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
			event.preventDefault();
			onSlash();
		};
		addEventListener("keydown", listen);
		return () => removeEventListener("keydown", listen);
	}, [isOn]);
}
