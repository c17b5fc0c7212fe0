/** What a board changed in the rules, number by number: nobody signs a sum of changes. Pure. */
import { lengthWords } from "@answerable/domain/rule-words";
import type { Adoption, PolicyChange } from "@answerable/types/policy";
import type { Words } from "../words/words.ts";

/** From which rules they were made, each change, and why. */
export function adoptionFacts(
	{ organisation: words, today }: Pick<Words, "organisation" | "today">,
	{ base, changes, reason }: Adoption,
): readonly (readonly [string, string])[] {
	return [
		[words.base, base],
		...changes.map((change) => [words.change, changeWords({ organisation: words, today }, change)] as const),
		...(reason === null ? [] : [[words.reason, reason] as const]),
	];
}

function changeWords(
	{ organisation: { changes: words, noMore }, today }: Pick<Words, "organisation" | "today">,
	change: PolicyChange,
): string {
	switch (change.kind) {
		case "clock":
			return words.clock(`${today.clocks[change.clock]}, ${today.severities[change.severity]}`, lengthWords(change.due));
		case "rung":
			return words.rung(`${change.rung}, ${today.severities[change.severity]}`, lengthWords(change.after));
		case "acknowledge-within":
			return words["acknowledge-within"](`${change.rung}, ${today.severities[change.severity]}`, lengthWords(change.within));
		case "extension":
			return words.extension(today.severities[change.severity], change.by === null ? noMore : lengthWords(change.by));
		case "pause":
			return words.pause(lengthWords(change.maxTotal));
		case "explain":
			return words.explain(lengthWords(change.maxHold));
		case "feedback":
			return words.feedback(lengthWords(change.after));
	}
}
