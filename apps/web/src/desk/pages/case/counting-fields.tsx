/** Under what a case is counted in the national return: chosen as one goes, and shown to the reporter. */
import { groupWords } from "../../../shell/as-written.tsx";
import { Checkboxes, Radios, Select } from "../../../shell/field.tsx";
import { useCommonWords } from "../../../shell/language.ts";
import { useWords } from "../words/words.ts";
import { type FieldsProps, fieldOf } from "./field-of.ts";

/** `hasGroup`: the letter stays with the guardian, so that the kind of work may stand in it. `isOptional`: it may be said later. */
type CountingProps = FieldsProps & { readonly hasGroup: boolean; readonly isOptional: boolean };

export function CountingFields({ view, acting, hasGroup, isOptional }: CountingProps) {
	const { verbs: words, workerGroups } = useWords();
	const { elements: names, groupUnknown } = useCommonWords();
	const { filled, fill } = acting;
	const at = fieldOf(acting);
	const groups = { ...workerGroups, not_known: groupUnknown };
	return (
		<>
			<Checkboxes
				{...at("elements")}
				legend={words.elements}
				hint={isOptional ? words.elementsLater : words.elementsHint}
				choices={view.returnList.elements.map((id) => ({ value: id, label: groupWords(names, id) }))}
				values={filled.elements}
				onValues={(elements) => fill({ elements: alone(elements, filled.elements) })}
			/>
			<Radios
				{...at("detriment")}
				legend={words.detriment}
				choices={(["no", "yes"] as const).map((value) => ({ value, label: words.detrimentChoices[value] }))}
				value={filled.detriment === null ? null : filled.detriment ? "yes" : "no"}
				onValue={(value) => fill({ detriment: value === "yes" })}
			/>
			{hasGroup && (
				<Select
					id="group"
					label={words.group}
					none={view.counted?.group === undefined ? words.groupNone : words.groupKept}
					choices={view.returnList.groups.map((value) => ({ value, label: groupWords(groups, value) }))}
					value={filled.group}
					onValue={(group) => fill({ group })}
				/>
			)}
		</>
	);
}

/** None of these goes with no other. */
function alone(chosen: readonly string[], before: readonly string[]): readonly string[] {
	const none = "none_of_these";
	if (chosen.includes(none) && !before.includes(none)) return [none];
	return chosen.length > 1 ? chosen.filter((element) => element !== none) : chosen;
}
