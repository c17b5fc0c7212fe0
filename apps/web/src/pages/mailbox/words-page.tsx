/** Typing seven words: completed, read back one by one, and put right where one slip explains what is wrong. Nothing is kept. */
import { useMemo, useState } from "preact/hooks";
import type { Poster } from "../../raising/poster.ts";
import { failureOf } from "../../shell/engine.ts";
import { LocalForm } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { ProgressSteps } from "../../shell/progress-steps.tsx";
import { TypedWords, useTyping } from "../../shell/typed-words.tsx";
import { PageAids } from "../aids/page-aids.tsx";
import type { Opened } from "../engine/mailbox-protocol.ts";
import type { Progress } from "../engine/protocol.ts";
import { useSession } from "../engine/session.ts";
import { useProgress } from "../engine/use-progress.ts";
import { useNavigation } from "../router/navigation.ts";
import { Contact } from "../shell/contact.tsx";
import { ExtraSafe } from "../shell/extra-safe.tsx";
import type { TroubleCode } from "../shell/trouble.ts";
import { TroublePage } from "../shell/trouble-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords, type Words } from "../words/words.ts";

const COUNT = 7;
const STEPS: readonly (Progress | null)[] = ["unlocking", "fetching"];
type Typo = Extract<Opened, { outcome: "typo" }>;

export function WordsPage() {
	const { comeback: words } = useWords();
	const { poster, choose } = useVisit();
	const { ask } = useSession();
	const { typed, read, change } = useTyping((text) => ask("readTyped", text));
	const { open, typo, setTypo, step, secondsLeft, trouble } = useOpening();
	const message = typo === null ? null : messageFor(words, typo, read.words.length);
	const faults = useMemo(() => (message === null ? [] : [{ field: "words", message }]), [message]);
	if (poster === null) return <TroublePage code="unknown-organisation" onRetry={null} />;
	const openWith = (text: string, which: Poster = poster) => open(text, which);
	const type = (value: string) => {
		change(value);
		setTypo(null);
	};
	if (trouble === "not-believed") return <Explained words={words.notBelieved} />;
	if (trouble !== null) return <TroublePage code={trouble} onRetry={() => openWith(typed)} />;
	if (step !== null) return <Opening at={STEPS.indexOf(step)} secondsLeft={secondsLeft} />;
	return (
		<Page heading={words.heading} faults={faults}>
			<p>{words.lead}</p>
			<PageAids page="words" />
			{typo !== null && typo !== "empty" && (
				<Suggested
					typo={typo}
					onUse={(right) => openWith(right)}
					onGo={(slug) => {
						choose({ slug, roots: null });
						openWith(typed, { slug, roots: null });
					}}
				/>
			)}
			<LocalForm onSubmit={() => openWith(typed)} action={words.open}>
				<TypedWords label={words.label} hint={words.hint} error={message ?? undefined} read={read} typed={typed} onTyped={type} />
			</LocalForm>
			<p class="nhsuk-body-s">{words.private}</p>
			<Lost />
		</Page>
	);
}

/** Opens the mailbox; what was typed stays on the page unless it opened. */
function useOpening() {
	const { ask } = useSession();
	const { go, start } = useNavigation();
	const { showMailbox } = useVisit();
	const [typo, setTypo] = useState<Typo | "empty" | null>(null);
	const { step, secondsLeft, setStep, onProgress } = useProgress();
	const [trouble, setTrouble] = useState<TroubleCode | "not-believed" | null>(null);
	const show = (opened: Opened) => {
		setStep(null);
		if (opened.outcome === "opened") {
			showMailbox({ view: opened.view, done: null });
			start({ at: "mailbox", page: "home" });
		} else if (opened.outcome === "typo") setTypo(opened);
		else if (opened.outcome === "not-found") go({ at: "not-found", trace: opened.trace });
		else setTrouble("not-believed");
	};
	const open = (text: string, { slug, roots }: Poster) => {
		if (text.trim() === "") return setTypo("empty");
		setTrouble(null);
		setStep("unlocking");
		ask("open", { slug, typed: text, roots }, onProgress).then(show, (error) => {
			setStep(null);
			setTrouble(failureOf(error).code);
		});
	};
	return { open, typo, setTypo, step, secondsLeft, trouble };
}

function Lost() {
	const words = useWords().comeback;
	return (
		<details class="nhsuk-details">
			<summary class="nhsuk-details__summary">
				<span class="nhsuk-details__summary-text">{words.lostWords}</span>
			</summary>
			<div class="nhsuk-details__text">
				{words.lost.map((sentence) => (
					<p key={sentence}>{sentence}</p>
				))}
				<Contact />
			</div>
		</details>
	);
}

function messageFor(words: Words["comeback"], typo: Typo | "empty", count: number): string {
	if (typo === "empty") return words.empty;
	if (typo.elsewhere !== null) return words.elsewhere(typo.elsewhere.name);
	if (typo.what === "wrong-length") return count < COUNT ? words.tooFew(String(count)) : words.tooMany(String(count));
	return typo.what === "unknown-word" ? words.unknownWord : words.checkWrong;
}

/** What was meant, as far as the words themselves tell. */
function Suggested({
	typo,
	onUse,
	onGo,
}: {
	readonly typo: Typo;
	readonly onUse: (typed: string) => void;
	readonly onGo: (slug: string) => void;
}) {
	const words = useWords().comeback;
	const { repair, elsewhere } = typo;
	if (elsewhere !== null)
		return (
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => onGo(elsewhere.slug)}>
				{words.goElsewhere(elsewhere.name)}
			</button>
		);
	if (repair === null) return null;
	return (
		<div class="nhsuk-inset-text">
			<p>{words.repair}</p>
			<p translate={false}>
				<strong>{repair.join(" ")}</strong>
			</p>
			<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => onUse(repair.join(" "))}>
				{words.useRepair}
			</button>
		</div>
	);
}

function Opening({ at, secondsLeft }: { readonly at: number; readonly secondsLeft: number | null }) {
	const { comeback: words, raise } = useWords();
	return (
		<Page heading={words.opening} final>
			{secondsLeft === null && <p>{words.openingHint}</p>}
			<ProgressSteps steps={[words.steps.unlocking, words.steps.fetching]} at={at} words={raise.sending} />
			<ExtraSafe secondsLeft={secondsLeft} />
		</Page>
	);
}

function Explained({ words }: { readonly words: Words["comeback"]["notBelieved"] }) {
	return (
		<Page heading={words.heading}>
			{words.what.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
		</Page>
	);
}
