/** Who handles a case: somebody who can read it already. Colleagues are told by their role, since the desk knows no names. */
import type { TenureId } from "@answerable/types/id";
import { capital } from "../../../reporter/sentence.ts";
import { Radios } from "../../../shell/field.tsx";
import type { CaseView } from "../../case-view.ts";
import { useWords, type Words } from "../words/words.ts";
import { type FieldsProps, fieldOf } from "./field-of.ts";

type HandlerProps = FieldsProps & { readonly offered: readonly TenureId[]; readonly legend: string };

export function HandlerField({ offered, legend, view, acting }: HandlerProps) {
	const { verbs: words, shell, case: caseWords } = useWords();
	return (
		<Radios
			{...fieldOf(acting)("handler")}
			legend={legend}
			hint={words.handlerHint}
			choices={offered.map((value) => ({
				value,
				label: value === view.tenure ? capital(caseWords.handlerMe) : nameOf(value, view, shell.roles),
			}))}
			value={acting.filled.handler}
			onValue={(handler) => acting.fill({ handler })}
		/>
	);
}

/** A role; of several people in one role each is told apart by the beginning of an id that means nothing else. */
function nameOf(tenure: TenureId, { roles }: CaseView, names: Words["shell"]["roles"]): string {
	const role = roles.get(tenure);
	if (role === undefined) return tenure.slice(0, 4);
	const isAlone = [...roles.values()].filter((each) => each === role).length === 1;
	return isAlone ? names[role] : `${names[role]} (${tenure.slice(0, 4)})`;
}
