/** The form of one verb: what to choose, the letter with its template, and what it stops. */
import { LocalForm, TextField } from "../../../shell/field.tsx";
import { useWhen } from "../../../shell/when.ts";
import { Busy } from "../arriving/busy.tsx";
import { type Words as Catalogue, useWords } from "../words/words.ts";
import { Chosen, type FormProps } from "./chosen.tsx";
import { beginsWithText, type FormName, hasLetter } from "./form-of.ts";
import { NoteReaders } from "./note-readers.tsx";
import { sentAlready } from "./sent-already.ts";

const ROWS = 9;
const FEW_ROWS = 4;

/** What says itself what it does to clocks, if anything. */
const SAYS_ITSELF: readonly FormName[] = [
	"explain",
	"extend",
	"pause",
	"resume",
	"close",
	"reopen",
	"note",
	"agreed",
	"news",
	"count",
	"hand",
];

export function ActionForm({ form, view, acting }: FormProps) {
	const { verbs: words } = useWords();
	const { isBusy, send, putAside } = acting;
	const stops = view.choices.answering.find(({ verb }) => verb === form)?.stops ?? [];
	return (
		<LocalForm onSubmit={send} action={words.send} isBusy={isBusy}>
			<h3 class="nhsuk-heading-s">{words.names[form]}</h3>
			{!SAYS_ITSELF.includes(form) && (
				<p class="nhsuk-body-s">
					{stops.length === 0 ? words.stopsNothing : words.stops(stops.map(({ clock }) => words.stopsNames[clock]).join(", "))}
				</p>
			)}
			<Before view={view} acting={acting} />
			{beginsWithText(form) && <Words form={form} acting={acting} />}
			<Chosen form={form} view={view} acting={acting} />
			<Explained form={form} view={view} />
			{hasLetter(form) && !beginsWithText(form) && <Words form={form} acting={acting} />}
			<Busy isBusy={isBusy} words={words.sending} />
			<p>
				<button class="link-button" type="button" onClick={putAside}>
					{words.putAside}
				</button>
			</p>
		</LocalForm>
	);
}

/** What was done with the letter before: it came back, or went out already. */
function Before({ view, acting: { isKept, filled } }: Omit<FormProps, "form">) {
	const { verbs: words } = useWords();
	const when = useWhen(view.zone);
	const sentAt = sentAlready(view, filled.text);
	if (sentAt !== null) return <p class="nhsuk-inset-text">{words.sentAlready(when(sentAt))}</p>;
	return isKept ? <p class="nhsuk-inset-text">{words.kept}</p> : null;
}

/** The letter, or whatever the form has of words. */
function Words({ form, acting }: Omit<FormProps, "view">) {
	const { verbs: words } = useWords();
	const { filled, fill, faults, isBusy } = acting;
	const { label, hint } = letterWords(words, form);
	return (
		<TextField
			id="letter"
			label={label}
			hint={hint}
			rows={form in words.lettersOf ? FEW_ROWS : ROWS}
			isShut={isBusy}
			error={faults.find(({ field }) => field === "letter")?.message}
			value={filled.text}
			onValue={(text) => fill({ text })}
		/>
	);
}

/** What the field for the words is called: most forms have a letter, some have less. */
function letterWords(words: Catalogue["verbs"], form: FormName): { readonly label: string; readonly hint: string } {
	const own = words.lettersOf[form as keyof typeof words.lettersOf];
	return own ?? { label: words.letter, hint: words.letterHint };
}

/** What somebody should know before they send it. */
function Explained({ form, view }: Pick<FormProps, "form" | "view">) {
	const { verbs: words, today } = useWords();
	const { agreeTo } = view.choices;
	if (form === "note") return <NoteReaders readers={view.noteReaders} />;
	if (form === "hand") return <p>{words.handWhat}</p>;
	if (form === "count") return <p>{words.countWhat[view.choices.counting === "private" ? "private" : "concern"]}</p>;
	if (form === "heard") return <p>{words.heardWhat}</p>;
	if (form === "close") return <p>{words.closeWhat}</p>;
	if (form === "resume") return <p>{words.resumeWhat}</p>;
	if (form === "agree" && agreeTo !== null) return <p>{words.agreeWhat(today.severities[agreeTo.severity])}</p>;
	return null;
}
