/** Choosing one of the colleagues whose keys count, by post and number. */
import type { TenureId } from "@answerable/types/id";
import { Radios } from "../../../shell/field.tsx";
import type { KeyView } from "../../organisation-view.ts";
import { personNumber } from "../../short-number.ts";
import { useWords } from "../words/words.ts";

type ChooseProps = {
	readonly id: string;
	readonly legend: string;
	readonly hint?: string;
	readonly error?: string | undefined;
	readonly keys: readonly KeyView[];
	readonly value: TenureId | null;
	readonly onValue: (tenure: TenureId) => void;
};

export function ChooseColleague({ keys, ...group }: ChooseProps) {
	const { turnover: words, shell } = useWords();
	const choices = keys.map(({ tenure, role, person }) => ({
		value: tenure,
		label: words.number(shell.roles[role], personNumber(person)),
	}));
	return <Radios {...group} choices={choices} />;
}
