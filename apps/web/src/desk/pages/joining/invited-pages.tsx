/** Coming in for the first time, or with a new phone or new words: one step after another, each shown when the one before is done. */
import { useEffect, useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LineField, LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { Invited, Phone } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { ConfirmStep } from "./confirm-step.tsx";
import type { Made } from "./made.ts";
import { NameStep } from "./name-step.tsx";
import { OwnWordsStep } from "./own-words-step.tsx";
import { PhoneStep } from "./phone-step.tsx";
import { SheetStep } from "./sheet-step.tsx";

type Step =
	| { readonly at: "link" }
	| { readonly at: "name"; readonly invited: Invited }
	| { readonly at: "own-words"; readonly invited: Invited }
	| { readonly at: "sheet"; readonly invited: Invited; readonly made: Made }
	| { readonly at: "confirm"; readonly invited: Invited; readonly made: Made }
	| { readonly at: "phone"; readonly phone: Phone };

export function InvitedPages({ link }: { readonly link: string }) {
	const [step, setStep] = useState<Step>({ at: "link" });
	switch (step.at) {
		case "link":
			return (
				<LinkStep
					link={link}
					onOpen={(invited) => setStep(invited.kind === "phone" ? { at: "own-words", invited } : { at: "name", invited })}
				/>
			);
		case "name":
			return <NameStep invited={step.invited} onMade={(made) => setStep({ at: "sheet", invited: step.invited, made })} />;
		case "own-words":
			return <OwnWordsStep invited={step.invited} onPhone={(phone) => setStep({ at: "phone", phone })} />;
		case "sheet":
			return <SheetStep invited={step.invited} made={step.made} onDone={() => setStep({ ...step, at: "confirm" })} />;
		case "confirm":
			return (
				<ConfirmStep
					made={step.made}
					onPhone={(phone) => setStep({ at: "phone", phone })}
					onBack={() => setStep({ ...step, at: "sheet" })}
				/>
			);
		case "phone":
			return <PhoneStep phone={step.phone} />;
	}
}

/** The link: opened at once if somebody came by it, asked for otherwise. */
function LinkStep({ link, onOpen }: { readonly link: string; readonly onOpen: (invited: Invited) => void }) {
	const { joining: words, trouble, shell } = useWords();
	const { ask, showSignIn } = useDesk();
	const [typed, setTyped] = useState(link);
	const [isBusy, setBusy] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const open = (text: string) => {
		setBusy(true);
		ask("openInvitation", text).then(
			(invited) => {
				setBusy(false);
				if (invited === null) setFaults([{ field: "link", message: words.malformed }]);
				else onOpen(invited);
			},
			(error) => {
				setBusy(false);
				setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]);
			},
		);
	};
	useEffect(() => {
		if (link !== "") open(link);
	}, []);
	return (
		<Page heading={words.heading} faults={faults} final>
			{isBusy && <p role="status">{shell.loading}</p>}
			<LocalForm onSubmit={() => open(typed)} action={words.open} isBusy={isBusy}>
				<LineField
					id="link"
					label={words.paste}
					hint={words.pasteHint}
					error={faults.find(({ field }) => field === "link")?.message}
					value={typed}
					onValue={setTyped}
				/>
			</LocalForm>
			<button class="link-button" type="button" onClick={showSignIn}>
				{words.signIn}
			</button>
		</Page>
	);
}
