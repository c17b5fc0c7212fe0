/** A form whose answers are kept as they are typed, until they are sent or thrown away. */
import { useState } from "preact/hooks";
import { useDesk } from "../use-desk.ts";

export type FormDraft<Filled> = {
	readonly filled: Filled;
	/** It was typed before, and came back. */
	readonly isKept: boolean;
	readonly fill: (part: Partial<Filled>) => void;
	/** It was sent, or is to be thrown away. */
	readonly clear: () => void;
};

/** `form`: its name among those that are of no case. `empty`: what it begins with, also what another version of these pages did not ask. */
export function useFormDraft<Filled extends object>(form: string, empty: () => Filled): FormDraft<Filled> {
	const { draftOf, keepDraft, dropDraft } = useDesk();
	const place = { caseTag: null, form };
	const [kept] = useState(() => draftOf(place.caseTag, form));
	const [filled, setFilled] = useState<Filled>(() => ({ ...empty(), ...(kept === null ? {} : JSON.parse(kept.filled)) }));
	return {
		filled,
		isKept: kept !== null,
		fill: (part) => {
			const after = { ...filled, ...part };
			setFilled(after);
			keepDraft({ ...place, filled: JSON.stringify(after) });
		},
		clear: () => {
			dropDraft(place);
			setFilled(empty());
		},
	};
}
