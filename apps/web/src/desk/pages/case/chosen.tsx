/** What has to be chosen beside the letter of a form, if anything. */
import type { Severity } from "@answerable/types/clock";
import type { Compartment } from "@answerable/types/role";
import { DateField } from "../../../shell/date-field.tsx";
import { Radios } from "../../../shell/field.tsx";
import { useWhen } from "../../../shell/when.ts";
import { useWords } from "../words/words.ts";
import { AgreedFields, NewsFields } from "./agreed-fields.tsx";
import { CountingFields } from "./counting-fields.tsx";
import { type FieldsProps, fieldOf } from "./field-of.ts";
import type { FormName } from "./form-of.ts";
import { HandlerField } from "./handler-field.tsx";
import type { Acting } from "./use-acting.ts";

export type FormProps = FieldsProps & { readonly form: FormName };

/** The choices of a form. */
export function Chosen({ form, view, acting }: FormProps) {
	const { verbs: words } = useWords();
	const { filled, fill } = acting;
	const { choices } = view;
	const at = fieldOf(acting);
	switch (form) {
		case "triage":
			return <TriageFields view={view} acting={acting} />;
		case "lower":
			return <SeverityField offered={choices.lowerTo} legend={words.lowerTo} acting={acting} />;
		case "question": {
			const offered = choices.talking.map((value) => ({ value, label: words.compartments[value] }));
			const choose = (compartment: Compartment) => fill({ compartment });
			return <Radios {...at("compartment")} legend={words.compartment} choices={offered} value={filled.compartment} onValue={choose} />;
		}
		case "agreed":
			return <AgreedFields view={view} acting={acting} />;
		case "news":
			return <NewsFields view={view} acting={acting} />;
		case "count":
			return <CountingFields view={view} acting={acting} hasGroup={choices.counting === "private"} isOptional={false} />;
		case "hand":
			return <HandlerField offered={choices.handTo} legend={words.handTo} view={view} acting={acting} />;
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
		case "explain":
			return <BoardFields view={view} acting={acting} />;
		default:
			return null;
	}
}

/** How urgent, who handles it, and under what it is counted: the last may come later. */
function TriageFields({ view, acting }: FieldsProps) {
	const { verbs: words } = useWords();
	const { choices } = view;
	return (
		<>
			<SeverityField offered={choices.triageTo} legend={words.severity} hint={words.severityHint} acting={acting} />
			<HandlerField offered={choices.handlers} legend={words.handler} view={view} acting={acting} />
			<CountingFields view={view} acting={acting} hasGroup={false} isOptional />
		</>
	);
}

type SeverityProps = {
	readonly offered: readonly Severity[];
	readonly legend: string;
	readonly hint?: string;
	readonly acting: Acting;
};

function SeverityField({ offered, legend, hint, acting }: SeverityProps) {
	const { today } = useWords();
	return (
		<Radios
			{...fieldOf(acting)("severity")}
			legend={legend}
			hint={hint}
			choices={offered.map((value) => ({ value, label: today.severities[value] }))}
			value={acting.filled.severity}
			onValue={(severity) => acting.fill({ severity })}
		/>
	);
}

/** What the board says, and when somebody looks at it again. */
function BoardFields({ view, acting }: FieldsProps) {
	const { verbs: words } = useWords();
	const when = useWhen(view.zone);
	const { filled, fill } = acting;
	const at = fieldOf(acting);
	const { explainUntil } = view.choices;
	return (
		<>
			<Radios
				{...at("answer")}
				legend={words.board}
				choices={(["comply", "explain"] as const).map((value) => ({ value, label: words.boardChoices[value] }))}
				value={filled.answer}
				onValue={(answer) => fill({ answer })}
			/>
			<DateField
				{...at("date")}
				legend={words.reviewDate}
				hint={explainUntil === null ? "" : words.reviewHint(when(explainUntil))}
				value={filled.date}
				onValue={(date) => fill({ date })}
			/>
		</>
	);
}
