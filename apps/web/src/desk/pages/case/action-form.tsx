/** The form of one verb: what to choose, the letter with its template, and what it stops. */
import type { Severity } from "@answerable/types/clock";
import type { Compartment } from "@answerable/types/role";
import { LocalForm, Radios, TextField } from "../../../shell/field.tsx";
import { useWhen } from "../../../shell/when.ts";
import type { CaseView } from "../../case-view.ts";
import { Busy } from "../arriving/busy.tsx";
import { useWords } from "../words/words.ts";
import { type FormName, hasLetter } from "./form-of.ts";
import type { Acting } from "./use-acting.ts";

const ROWS = 9;

/** What moves clocks and stops none: each says itself what it does. */
const MOVES_CLOCKS: readonly FormName[] = ["explain", "extend", "pause", "resume", "close", "reopen"];

type FormProps = { readonly form: FormName; readonly view: CaseView; readonly acting: Acting };

export function ActionForm({ form, view, acting }: FormProps) {
	const { verbs: words } = useWords();
	const { filled, fill, faults, isBusy, isKept, send, putAside } = acting;
	const stops = view.choices.answering.find(({ verb }) => verb === form)?.stops ?? [];
	return (
		<LocalForm onSubmit={send} action={words.send} isBusy={isBusy}>
			<h3 class="nhsuk-heading-s">{words.names[form]}</h3>
			{!MOVES_CLOCKS.includes(form) && (
				<p class="nhsuk-body-s">
					{stops.length === 0 ? words.stopsNothing : words.stops(stops.map(({ clock }) => words.stopsNames[clock]).join(", "))}
				</p>
			)}
			{isKept && <p class="nhsuk-inset-text">{words.kept}</p>}
			<Chosen form={form} view={view} acting={acting} />
			<Explained form={form} view={view} />
			{hasLetter(form) && (
				<TextField
					id="letter"
					label={words.letter}
					hint={words.letterHint}
					rows={ROWS}
					isShut={isBusy}
					error={faults.find(({ field }) => field === "letter")?.message}
					value={filled.text}
					onValue={(text) => fill({ text })}
				/>
			)}
			<Busy isBusy={isBusy} words={words.sending} />
			<p>
				<button class="link-button" type="button" onClick={putAside}>
					{words.putAside}
				</button>
			</p>
		</LocalForm>
	);
}

/** What has to be chosen beside the letter, if anything. */
function Chosen({ form, view, acting }: FormProps) {
	const { verbs: words, today } = useWords();
	const { filled, fill, faults } = acting;
	const { choices } = view;
	const at = (id: string) => ({ id, error: faults.find(({ field }) => field === id)?.message });
	const severities = (offered: readonly Severity[]) => ({
		choices: offered.map((value) => ({ value, label: today.severities[value] })),
		value: filled.severity,
		onValue: (severity: Severity) => fill({ severity }),
	});
	switch (form) {
		case "triage":
			return <Radios {...at("severity")} legend={words.severity} hint={words.severityHint} {...severities(choices.triageTo)} />;
		case "lower":
			return <Radios {...at("severity")} legend={words.lowerTo} {...severities(choices.lowerTo)} />;
		case "question": {
			const offered = choices.talking.map((value) => ({ value, label: words.compartments[value] }));
			const choose = (compartment: Compartment) => fill({ compartment });
			return <Radios {...at("compartment")} legend={words.compartment} choices={offered} value={filled.compartment} onValue={choose} />;
		}
		case "extend": {
			const offered = choices.extending.map(({ clock }) => ({ value: clock, label: words.stopsNames[clock] }));
			return (
				<Radios {...at("clock")} legend={words.whichClock} choices={offered} value={filled.clock} onValue={(clock) => fill({ clock })} />
			);
		}
		case "close": {
			const offered = choices.closing.map((value) => ({ value, label: words.reasons[value] }));
			return (
				<Radios {...at("reason")} legend={words.reason} choices={offered} value={filled.reason} onValue={(reason) => fill({ reason })} />
			);
		}
		case "explain": {
			const offered = (["comply", "explain"] as const).map((value) => ({ value, label: words.boardChoices[value] }));
			return (
				<Radios {...at("answer")} legend={words.board} choices={offered} value={filled.answer} onValue={(answer) => fill({ answer })} />
			);
		}
		default:
			return null;
	}
}

/** What somebody should know before they send it. */
function Explained({ form, view }: Pick<FormProps, "form" | "view">) {
	const { verbs: words, today } = useWords();
	const when = useWhen(view.zone);
	const { agreeTo, explainUntil } = view.choices;
	if (form === "heard") return <p>{words.heardWhat}</p>;
	if (form === "close") return <p>{words.closeWhat}</p>;
	if (form === "resume") return <p>{words.resumeWhat}</p>;
	if (form === "agree" && agreeTo !== null) return <p>{words.agreeWhat(today.severities[agreeTo.severity])}</p>;
	if (form === "explain" && explainUntil !== null) return <p>{words.reviewHint(when(explainUntil))}</p>;
	return null;
}
