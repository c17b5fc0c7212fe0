/** What a board changed in the rules, number by number: nobody signs a sum of changes. Pure. */
import type { Adoption, PolicyChange, UpToBackstop } from "@answerable/types/policy";
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
	{ organisation: { changes: words, noMore, lengths }, today }: Pick<Words, "organisation" | "today">,
	change: PolicyChange,
): string {
	const lengthWords = (length: UpToBackstop) => lengthIn(lengths, length);
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

function lengthIn(words: Words["organisation"]["lengths"], length: UpToBackstop): string {
	if (length === "backstop") return words.backstop;
	if ("seconds" in length) return words.seconds(length.seconds);
	if ("hours" in length) return words.hours(length.hours);
	if ("workingDays" in length) return words.workingDays(length.workingDays);
	return "calendarDays" in length ? words.calendarDays(length.calendarDays) : words.months(length.months);
}
