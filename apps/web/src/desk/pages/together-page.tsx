/** Two cases beside each other: do they belong together? What would happen is said before it does. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { AsWritten } from "../../shell/as-written.tsx";
import { failureOf } from "../../shell/engine.ts";
import type { Failure } from "../../shell/engine-protocol.ts";
import { Page } from "../../shell/page.tsx";
import { useWhen } from "../../shell/when.ts";
import type { CaseView } from "../case-view.ts";
import type { Alike } from "../signals.ts";
import { referenceOf } from "../today.ts";
import type { Choice, Requests, Shown } from "./engine/protocol.ts";
import { failureWords } from "./failure-words.ts";
import { Reasons } from "./signal-list.tsx";
import { useDesk } from "./use-desk.ts";
import { useListing } from "./use-listing.tsx";
import { useWords } from "./words/words.ts";

type TogetherProps = { readonly cases: readonly [Choice, Choice]; readonly alike: Alike | null };
type Both = Requests["together"]["gives"];

export function TogetherPage({ cases, alike }: TogetherProps) {
	const { finding: words, shell, trouble } = useWords();
	const { ask } = useDesk();
	const [both, setBoth] = useState<Both | null>(null);
	const [failure, setFailure] = useState<Failure | null>(null);
	const faults = useMemo(() => (failure === null ? [] : [{ field: null, message: failureWords(trouble, failure) }]), [failure]);
	const fail = (error: unknown) => setFailure(failureOf(error));
	const look = () => {
		setFailure(null);
		ask("together", cases).then(setBoth, fail);
	};
	useEffect(look, []);
	return (
		<Page heading={words.together} faults={faults}>
			<p>{words.togetherWhat}</p>
			{alike !== null && (
				<>
					<h2 class="nhsuk-heading-s">{words.why}</h2>
					<Reasons alike={alike} />
				</>
			)}
			{both === null && failure === null && <p role="status">{shell.loading}</p>}
			{both === null && failure !== null && (
				<button class="nhsuk-button" type="button" onClick={look}>
					{shell.tryAgain}
				</button>
			)}
			{both !== null && (
				<>
					<div class="together">
						{both.shown.map((shown, index) => (
							<Side key={cases[index]?.caseTag} shown={shown} heading={index === 0 ? words.first : words.second} />
						))}
					</div>
					<Tying cases={cases} both={both} onTied={() => setBoth({ ...both, isTied: true, mayTie: false })} onFailure={fail} />
				</>
			)}
		</Page>
	);
}

function Side({ shown, heading }: { readonly shown: Shown; readonly heading: string }) {
	const { case: words } = useWords();
	return (
		<section class="together__side" aria-label={heading}>
			<h2 class="nhsuk-heading-m">{heading}</h2>
			{shown.sight === "content" ? <SideOf view={shown.view} /> : <p>{words.untitled}</p>}
		</section>
	);
}

function SideOf({ view }: { readonly view: CaseView }) {
	const { finding: words, today } = useWords();
	const { walking } = useDesk();
	const when = useWhen(view.zone);
	const { caseTag, tenure, header, severity } = view;
	return (
		<>
			<p class="nhsuk-body-s">
				{today.reference(referenceOf(caseTag))} <span class={`tag tag--${severity.toLowerCase()}`}>{today.severities[severity]}</span>
			</p>
			<p class="nhsuk-body-s">{when(view.entries[0]?.at ?? view.asOf)}</p>
			{header !== null && header.unit !== "" && <p dir="auto">{header.unit}</p>}
			<AsWritten text={concernIn(view)} />
			<button class="link-button" type="button" onClick={() => walking.go({ at: "case", caseTag, tenure })}>
				{words.open}
			</button>
		</>
	);
}

function concernIn({ entries }: CaseView): string {
	const said = entries.flatMap(({ letters }) => letters.map(({ says }) => says));
	const concern = said.find((says) => typeof says !== "string" && says.kind === "concern");
	return concern === undefined || typeof concern === "string" || concern.kind !== "concern" ? "" : concern.content.text;
}

type TyingProps = {
	readonly cases: readonly [Choice, Choice];
	readonly both: Both;
	readonly onTied: () => void;
	readonly onFailure: (error: unknown) => void;
};

function Tying({ cases, both: { isTied, mayTie }, onTied, onFailure }: TyingProps) {
	const { finding: words } = useWords();
	const { ask, walking } = useDesk();
	const { look } = useListing();
	const [step, setStep] = useState<"asked" | "confirming" | "busy" | "done">("asked");
	const noteOn = ([, other]: readonly [Choice, Choice]) => words.note(referenceOf(other.caseTag));
	const tie = () => {
		setStep("busy");
		ask("tie", { cases, words: [noteOn(cases), noteOn([cases[1], cases[0]])] }).then(
			() => {
				setStep("done");
				onTied();
				look();
			},
			(error) => {
				setStep("confirming");
				onFailure(error);
			},
		);
	};
	if (step === "done")
		return (
			<div class="done" role="status">
				<p>{words.tied}</p>
			</div>
		);
	if (isTied) return <p>{words.tiedBefore}</p>;
	if (!mayTie) return <p>{words.mayNot}</p>;
	if (step === "asked")
		return (
			<div class="together__acts">
				<button class="nhsuk-button" type="button" onClick={() => setStep("confirming")}>
					{words.tie}
				</button>
				<button class="link-button" type="button" onClick={walking.back}>
					{words.notNow}
				</button>
			</div>
		);
	return (
		<section class="todo" aria-labelledby="tie-what" ref={focusFirst}>
			<h2 class="nhsuk-heading-s" id="tie-what" tabIndex={-1}>
				{words.tieWhat}
			</h2>
			<ul class="nhsuk-list nhsuk-list--bullet">
				{words.tieHappens.map((each) => (
					<li key={each}>{each}</li>
				))}
			</ul>
			<div class="together__acts">
				<button class="nhsuk-button" type="button" onClick={tie} aria-disabled={step === "busy" || undefined}>
					{step === "busy" ? words.confirming : words.confirm}
				</button>
				<button class="link-button" type="button" onClick={() => setStep("asked")}>
					{words.notNow}
				</button>
			</div>
		</section>
	);
}

/** What will happen is read before the button that does it. */
function focusFirst(section: HTMLElement | null): void {
	section?.querySelector<HTMLElement>("h2")?.focus();
}
