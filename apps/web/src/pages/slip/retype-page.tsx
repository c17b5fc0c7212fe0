/** Two of the words, typed from the slip. */
import { useState } from "preact/hooks";
import type { Slip } from "../../raising/slip.ts";
import { LineField, LocalForm } from "../../shell/field.tsx";
import { Page } from "../../shell/page.tsx";
import { useUnsaved } from "../../shell/use-unsaved.ts";
import { useNavigation } from "../router/navigation.ts";
import { useWords } from "../words/words.ts";
import { isRetyped, twoPlaces } from "./retyped.ts";

const chance = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

export function RetypePage({ slip }: { readonly slip: Slip }) {
	const { slip: words } = useWords();
	const { start, back } = useNavigation();
	const [places] = useState(() => twoPlaces(slip.words.length, [chance(), chance()]));
	const [typed, setTyped] = useState<readonly string[]>(["", ""]);
	const [isChecked, setChecked] = useState(false);
	useUnsaved(true);
	const wrong = places.filter((place, index) => !isRetyped(slip.words[place - 1], typed[index] ?? ""));
	const faults = isChecked ? wrong.map((place) => ({ field: `word-${place}`, message: words.retypeWrong(place) })) : [];
	const check = () => {
		setChecked(true);
		if (wrong.length === 0) start({ at: "end" });
	};
	return (
		<Page heading={words.retypeHeading} faults={faults}>
			<p>{words.retypeIntro}</p>
			<LocalForm onSubmit={check} action={words.retypeAction}>
				{places.map((place, index) => (
					<LineField
						key={place}
						id={`word-${place}`}
						label={words.retypeLabel(place)}
						error={faults.find(({ field }) => field === `word-${place}`)?.message}
						value={typed[index] ?? ""}
						onValue={(value) => {
							setChecked(false);
							setTyped(typed.map((before, at) => (at === index ? value : before)));
						}}
					/>
				))}
			</LocalForm>
			<button class="link-button" type="button" onClick={back}>
				{words.retypeBack}
			</button>
		</Page>
	);
}
