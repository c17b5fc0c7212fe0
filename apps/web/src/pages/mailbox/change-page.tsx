/** Changing the seven words: made, shown on a slip, two typed again, and only then put to use. */
import { useState } from "preact/hooks";
import type { Slip } from "../../raising/slip.ts";
import type { MailboxView } from "../../reporter/view.ts";
import { failureOf } from "../../shell/engine.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { LineField, LocalForm } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useUnsaved } from "../../shell/use-unsaved.ts";
import { useSession } from "../engine/session.ts";
import { useProgress } from "../engine/use-progress.ts";
import { useNavigation } from "../router/navigation.ts";
import { ExtraSafe } from "../shell/extra-safe.tsx";
import { isRetyped, twoPlaces } from "../slip/retyped.ts";
import { Paper } from "../slip/slip-page.tsx";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { failureWords } from "./use-doing.ts";

const chance = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

export function ChangePage({ view }: { readonly view: MailboxView }) {
	const { mailbox } = useWords();
	const { changing: words } = mailbox;
	const { ask } = useSession();
	const [slip, setSlip] = useState<Slip | null>(null);
	const { secondsLeft, onProgress } = useProgress();
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const make = () => {
		setBusy(true);
		setFaults([]);
		ask("newWords", null, onProgress).then(setSlip, (error) => {
			setBusy(false);
			setFaults([{ field: null, message: failureWords(mailbox, failureOf(error).code) }]);
		});
	};
	if (slip !== null) return <NewSlip slip={slip} />;
	return (
		<Page heading={words.heading} faults={faults}>
			<p>{view.isClaimed ? words.claimedLead : words.lead}</p>
			<button class="nhsuk-button" type="button" disabled={isBusy} onClick={make}>
				{isBusy ? words.making : words.make}
			</button>
			{isBusy && <ExtraSafe secondsLeft={secondsLeft} />}
		</Page>
	);
}

/** The new words open nothing yet: whoever is cut off now still has the old ones. */
function NewSlip({ slip }: { readonly slip: Slip }) {
	const { mailbox, slip: slipWords, shell } = useWords();
	const { changing: words } = mailbox;
	const [isWritten, setWritten] = useState(false);
	useUnsaved(true);
	if (isWritten) return <Retype slip={slip} onBack={() => setWritten(false)} />;
	return (
		<Page heading={words.slipHeading} final>
			<p>
				<strong>{words.slipLead}</strong>
			</p>
			<Paper slip={slip} />
			<div class="no-print">
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => print()}>
					{shell.print}
				</button>
				<p class="nhsuk-body-s">{slipWords.printHint}</p>
				<button class="nhsuk-button" type="button" onClick={() => setWritten(true)}>
					{slipWords.done}
				</button>
			</div>
		</Page>
	);
}

/** Two of the new words, typed from the slip; then they count. */
function Retype({ slip, onBack }: { readonly slip: Slip; readonly onBack: () => void }) {
	const { mailbox, slip: slipWords } = useWords();
	const { changing: words } = mailbox;
	const { isBusy, faults, setFaults, use } = useNewWords();
	const [places] = useState(() => twoPlaces(slip.words.length, [chance(), chance()]));
	const [typed, setTyped] = useState<readonly string[]>(["", ""]);
	const check = () => {
		const wrong = places.filter((place, index) => !isRetyped(slip.words[place - 1], typed[index] ?? ""));
		setFaults(wrong.map((place) => ({ field: `word-${place}`, message: slipWords.retypeWrong(place) })));
		if (wrong.length === 0) use();
	};
	return (
		<Page heading={words.useHeading} faults={faults} final>
			<p>{slipWords.retypeIntro}</p>
			<LocalForm onSubmit={check} action={isBusy ? words.using : words.useAction}>
				{places.map((place, index) => (
					<LineField
						key={place}
						id={`word-${place}`}
						label={slipWords.retypeLabel(place)}
						error={faults.find(({ field }) => field === `word-${place}`)?.message}
						value={typed[index] ?? ""}
						onValue={(value) => setTyped(typed.map((before, at) => (at === index ? value : before)))}
					/>
				))}
			</LocalForm>
			<button class="link-button" type="button" onClick={onBack}>
				{slipWords.retypeBack}
			</button>
		</Page>
	);
}

/** Puts the new words to use; asked again after a failure it finds out whether they count already. */
function useNewWords() {
	const { mailbox } = useWords();
	const { ask } = useSession();
	const { start } = useNavigation();
	const { showMailbox } = useVisit();
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const [isBusy, setBusy] = useState(false);
	const use = () => {
		if (isBusy) return;
		setBusy(true);
		ask("useWords", null).then(
			(view) => {
				showMailbox({ view, done: mailbox.changing.done });
				start({ at: "mailbox", page: "changed" });
			},
			(error) => {
				setBusy(false);
				setFaults([{ field: null, message: failureWords(mailbox, failureOf(error).code) }]);
			},
		);
	};
	return { isBusy, faults, setFaults, use };
}

export function ChangedPage() {
	const { changing: words } = useWords().mailbox;
	const { start } = useNavigation();
	const { mailbox, showMailbox } = useVisit();
	const goOn = () => {
		if (mailbox !== null) showMailbox({ ...mailbox, done: null });
		start({ at: "mailbox", page: "home" });
	};
	return (
		<Page heading={words.doneHeading} final>
			<p>{words.done}</p>
			<button class="nhsuk-button" type="button" onClick={goOn}>
				{words.goOn}
			</button>
		</Page>
	);
}
