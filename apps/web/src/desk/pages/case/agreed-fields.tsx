/** What was agreed to be done: by whom, by when, and whether the reporter is told; and what became of it. */
import { DateField } from "../../../shell/date-field.tsx";
import { LineField, Radios } from "../../../shell/field.tsx";
import { titleOf } from "../../title.ts";
import { useWords } from "../words/words.ts";
import { type FieldsProps, fieldOf } from "./field-of.ts";
import { mayTellOf } from "./form-of.ts";
import { useNoteReaderWords } from "./note-readers.tsx";

export function AgreedFields({ view, acting }: FieldsProps) {
	const { verbs: words } = useWords();
	const { filled, fill } = acting;
	const { mayNote, mayUpdate } = view.choices;
	const at = fieldOf(acting);
	const readers = useNoteReaderWords(view.noteReaders);
	const offered = (["yes", "no"] as const).filter((value) => (value === "yes" ? mayUpdate : mayNote));
	return (
		<>
			<LineField
				{...at("owner")}
				label={words.ownerLabel}
				hint={words.ownerHint}
				value={filled.owner}
				onValue={(owner) => fill({ owner })}
			/>
			<DateField {...at("date")} legend={words.byLabel} hint={words.byHint} value={filled.date} onValue={(date) => fill({ date })} />
			<Radios
				{...at("told")}
				legend={words.told}
				choices={offered.map((value) => ({
					value,
					label: words.toldChoices[value],
					hint: value === "yes" ? words.toldHint : readers.join(" "),
				}))}
				value={filled.told}
				onValue={(told) => fill({ told })}
			/>
		</>
	);
}

export function NewsFields({ view, acting }: FieldsProps) {
	const { verbs: words, case: caseWords } = useWords();
	const { filled, fill } = acting;
	const at = fieldOf(acting);
	const open = view.agreed.filter((action) => mayTellOf(action, view.choices));
	const chosen = open.find(({ sequence }) => sequence === filled.of);
	return (
		<>
			<Radios
				{...at("action")}
				legend={words.whichAction}
				choices={open.map(({ sequence, what, owner }) => ({ value: String(sequence), label: titleOf(what) || owner, hint: owner }))}
				value={filled.of === null ? null : String(filled.of)}
				onValue={(sequence) => fill({ of: Number(sequence) })}
			/>
			<Radios
				{...at("became")}
				legend={words.became}
				choices={(["done", "dropped"] as const).map((value) => ({ value, label: words.becameChoices[value] }))}
				value={filled.became}
				onValue={(became) => fill({ became })}
			/>
			{chosen !== undefined && (
				<p class="nhsuk-body-s">{chosen.compartment === "notes" ? caseWords.agreed.notTold : caseWords.agreed.toldAgain}</p>
			)}
		</>
	);
}
