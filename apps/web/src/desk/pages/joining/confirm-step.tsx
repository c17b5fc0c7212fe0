/** Two of the words, typed from the sheet, before the page forgets them. */
import { useState } from "preact/hooks";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LineField, LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { useUnsaved } from "../../../shell/use-unsaved.ts";
import type { Phone } from "../engine/protocol.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import type { Made } from "./made.ts";

type ConfirmProps = { readonly made: Made; readonly onPhone: (phone: Phone) => void; readonly onBack: () => void };

export function ConfirmStep({ made, onPhone, onBack }: ConfirmProps) {
	const { joining: words } = useWords();
	const { ask } = useDesk();
	const [typed, setTyped] = useState<readonly [string, string]>(["", ""]);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	useUnsaved(true);
	const check = async () => {
		const phone = await ask("confirmWords", typed);
		if (phone !== null) return onPhone(phone);
		setFaults(
			made.askedFor
				.map((place, index) => ({ place, isWrong: typed[index]?.trim().toLowerCase() !== made.words[place - 1] }))
				.filter(({ isWrong }) => isWrong)
				.map(({ place }) => ({ field: `word-${place}`, message: words.confirmWrong(String(place)) })),
		);
		return undefined;
	};
	return (
		<Page heading={words.confirmHeading} faults={faults} final>
			<p>{words.confirmLead}</p>
			<LocalForm onSubmit={() => void check()} action={words.confirm}>
				{made.askedFor.map((place, index) => (
					<LineField
						key={place}
						id={`word-${place}`}
						label={words.confirmWord(String(place))}
						error={faults.find(({ field }) => field === `word-${place}`)?.message}
						value={typed[index] ?? ""}
						onValue={(value) => setTyped(index === 0 ? [value, typed[1]] : [typed[0], value])}
					/>
				))}
			</LocalForm>
			<button class="link-button" type="button" onClick={onBack}>
				{words.backToSheet}
			</button>
		</Page>
	);
}
