/** One rule: how long, for each urgency that it runs for. */
import { useMemo, useState } from "preact/hooks";
import type { Fault } from "../../../shell/error-summary.tsx";
import { LocalForm } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { RuleLine, SetLength } from "../../rules.ts";
import { useDesk } from "../use-desk.ts";
import { useStillHere } from "../use-still-here.ts";
import { useWords } from "../words/words.ts";
import { LengthField } from "./length-field.tsx";
import { lengthWords, placeWords, ruleName, ruleWords } from "./rules-words.ts";
import { lengthTyped, type TypedLength, typedLengthOf, unitsFor } from "./typed-length.ts";
import type { Drafting, RulesUse } from "./use-rules.ts";

type FormProps = { readonly rules: RulesUse; readonly drafting: Drafting; readonly rule: string };

export function RuleForm({ rules, drafting: { draft, look, reason }, rule }: FormProps) {
	const spoken = useWords();
	const { rules: words, today } = spoken;
	const { walking } = useDesk();
	const lines = look.lines.filter(({ place }) => ruleName(place) === rule);
	const [typed, setTyped] = useState<readonly TypedLength[]>(() => lines.map(({ drafted }) => typedLengthOf(drafted)));
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	// The same list while nothing new is wrong: a new one would take the focus from whoever types.
	const allFaults = useMemo(() => [...rules.faults, ...faults], [rules.faults, faults]);
	const isStillHere = useStillHere();
	const [first] = lines;
	if (first === undefined) return null;
	const set = async () => {
		const found = lines.flatMap((line, index) =>
			isFixed(line) || lengthOf(typed, index) !== undefined ? [] : [{ field: idAt(index), message: words.lengthWrong }],
		);
		setFaults(found);
		if (found.length > 0) return;
		const lengths = lines.flatMap(({ place, ships }, index): readonly SetLength[] => {
			const length = isFixed({ place, ships }) ? undefined : lengthOf(typed, index);
			return length === undefined ? [] : [{ place, ships, length }];
		});
		const isSet = (await rules.change({ ...draft, reason }, lengths)) !== null;
		if (isSet && isStillHere()) walking.back();
	};
	return (
		<Page heading={ruleWords(spoken, first.place)} faults={allFaults}>
			<LocalForm onSubmit={() => void set()} action={words.set} isBusy={rules.isLooking}>
				{lines.map((line, index) => {
					const { place, now, ships } = line;
					const legend = "severity" in place ? today.severities[place.severity] : ruleWords(spoken, place);
					if (isFixed(line))
						return (
							<p key={placeWords(spoken, place)}>
								<strong>{legend}</strong> {words.lengthStays}
							</p>
						);
					return (
						<LengthField
							key={placeWords(spoken, place)}
							id={idAt(index)}
							legend={legend}
							hint={words.lengthHint(lengthWords(spoken, place, now), lengthWords(spoken, place, ships))}
							error={faults.find(({ field }) => field === idAt(index))?.message}
							units={unitsFor(line)}
							isShut={rules.isLooking}
							value={typed[index] ?? typedLengthOf(ships)}
							onValue={(value) => setTyped(typed.map((each, at) => (at === index ? value : each)))}
						/>
					);
				})}
			</LocalForm>
		</Page>
	);
}

/** A clock that does not run is not made to run from here: what it would be answered with is no number. */
function isFixed({ place, ships }: Pick<RuleLine, "place" | "ships">): boolean {
	return ships === null && place.kind === "clock";
}

function lengthOf(typed: readonly TypedLength[], index: number) {
	const one = typed[index];
	return one === undefined ? undefined : lengthTyped(one);
}

function idAt(index: number): string {
	return `length-${index + 1}`;
}
