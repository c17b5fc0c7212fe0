/** What several concerns say together: shown on Today, and in each of the cases. */
import type { CaseTag } from "@answerable/types/id";
import { unitKey } from "../folding.ts";
import { ANYTHING } from "../search.ts";
import type { Alike, Signal } from "../signals.ts";
import { referenceOf } from "../today.ts";
import { useDesk } from "./use-desk.ts";
import { useListing } from "./use-listing.tsx";
import { useWords, type Words } from "./words/words.ts";

/** So many pairs stand open; the rest are a count until somebody wants them. */
const SHOWN_PAIRS = 3;

export function TodaySignals() {
	const { finding: words } = useWords();
	const { found } = useListing();
	if (found === null || found.signals.length + found.alike.length === 0) return null;
	const [shown, rest] = [found.alike.slice(0, SHOWN_PAIRS), found.alike.slice(SHOWN_PAIRS)];
	return (
		<section aria-labelledby="signals">
			<h2 class="nhsuk-heading-m" id="signals">
				{words.signals}
			</h2>
			{found.signals.map((signal) => (
				<SignalBox key={signal.cases[0]} signal={signal} />
			))}
			{shown.map((alike) => (
				<AlikeBox key={alike.cases.join()} alike={alike} />
			))}
			{rest.length > 0 && (
				<details class="nhsuk-details">
					<summary class="nhsuk-details__summary">
						<span class="nhsuk-details__summary-text">{words.others(String(rest.length))}</span>
					</summary>
					{rest.map((alike) => (
						<AlikeBox key={alike.cases.join()} alike={alike} />
					))}
				</details>
			)}
		</section>
	);
}

/** What else there is like this case, and what it is tied to. */
export function CaseSignals({ caseTag }: { readonly caseTag: CaseTag }) {
	const { finding: words } = useWords();
	const { found, listed } = useListing();
	const signals = found?.signals.filter(({ cases }) => cases.includes(caseTag)) ?? [];
	const alike = found?.alike.filter(({ cases }) => cases.includes(caseTag)) ?? [];
	const ties = listed.get(caseTag)?.ties ?? [];
	if (signals.length + alike.length + ties.length === 0) return null;
	return (
		<section class="next" aria-labelledby="in-case">
			<h2 class="nhsuk-heading-m" id="in-case">
				{words.inCase}
			</h2>
			{ties.map((tag) => (
				<TitleLine key={tag} caseTag={tag} lead={words.tiedTo} />
			))}
			{signals.map((signal) => (
				<SignalBox key={signal.cases[0]} signal={signal} />
			))}
			{alike.map((each) => (
				<AlikeBox key={each.cases.join()} alike={each} />
			))}
		</section>
	);
}

function SignalBox({ signal }: { readonly signal: Signal }) {
	const { finding: words } = useWords();
	const { walking } = useDesk();
	const { seek } = useListing();
	const show = () => {
		seek({ ...ANYTHING, unit: unitKey(signal.unit) });
		walking.start({ at: "today" });
	};
	return (
		<div class="signal">
			<p>
				<strong dir="auto">{words.signal(String(signal.cases.length), signal.unit)}</strong>
			</p>
			<p>{words.signalWhat}</p>
			<button class="link-button" type="button" onClick={show}>
				{words.signalShow}
			</button>
		</div>
	);
}

function AlikeBox({ alike }: { readonly alike: Alike }) {
	const { finding: words } = useWords();
	const { walking } = useDesk();
	const { listed } = useListing();
	const [first, second] = alike.cases.map((tag) => listed.get(tag) ?? null);
	if (first === null || first === undefined || second === null || second === undefined) return null;
	const compare = () =>
		walking.go({
			at: "together",
			cases: [
				{ caseTag: first.caseTag, tenure: first.tenure },
				{ caseTag: second.caseTag, tenure: second.tenure },
			],
			alike,
		});
	return (
		<div class="signal">
			<p>
				<strong>{words.alike}</strong>
			</p>
			<ul class="signal__pair">
				{[first, second].map(({ caseTag, title }) => (
					<li key={caseTag} dir="auto">
						{title}
					</li>
				))}
			</ul>
			<Reasons alike={alike} />
			<button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" onClick={compare}>
				{words.compare}
			</button>
		</div>
	);
}

/** Why two cases may be about the same, in words. */
export function Reasons({ alike }: { readonly alike: Alike }) {
	const { finding: words } = useWords();
	return <p dir="auto">{reasonWords(alike, words)}</p>;
}

function reasonWords({ unit, daysApart, words: shared }: Alike, words: Words["finding"]): string {
	const place = unit === null ? [] : [words.alikePlace(unit)];
	return [...place, words.alikeDays(String(daysApart)), words.alikeWords(shared.join(", "))].join(" ");
}

function TitleLine({ caseTag, lead }: { readonly caseTag: CaseTag; readonly lead: string }) {
	const { today } = useWords();
	const { walking } = useDesk();
	const { listed } = useListing();
	const one = listed.get(caseTag) ?? null;
	return (
		<p>
			{lead}{" "}
			{one !== null && (
				<button class="link-button" type="button" onClick={() => walking.go({ at: "case", caseTag, tenure: one.tenure })}>
					{one.title || "–"}
				</button>
			)}{" "}
			{today.reference(referenceOf(caseTag))}
		</p>
	);
}
