/** Rules in words, number by number: nobody signs a sum of changes. Pure. */
import type { NumberPlace } from "@answerable/domain/policy-numbers";
import type { UpToBackstop } from "@answerable/types/policy";
import type { AdoptionView } from "../../rules.ts";
import type { Words } from "../words/words.ts";

export type RulesSpoken = Pick<Words, "organisation" | "rules" | "today">;

/** A rule is a number for each urgency, or one alone. */
export function ruleName(place: NumberPlace): string {
	if (place.kind === "clock") return `${place.kind} ${place.clock}`;
	return place.kind === "rung" || place.kind === "acknowledge-within" ? `${place.kind} ${place.rung}` : place.kind;
}

/** What a rule is about. */
export function ruleWords({ rules: { names }, today }: RulesSpoken, place: NumberPlace): string {
	switch (place.kind) {
		case "clock":
			return today.clocks[place.clock];
		case "rung":
		case "acknowledge-within":
			return names[place.kind](String(place.rung));
		case "extension":
		case "pause":
		case "explain":
		case "feedback":
			return names[place.kind];
	}
}

/** A number's rule, and of which concerns. */
export function placeWords(spoken: RulesSpoken, place: NumberPlace): string {
	const rule = ruleWords(spoken, place);
	return "severity" in place ? spoken.rules.of(rule, spoken.today.severities[place.severity]) : rule;
}

/** How long it is; a clock that is not there does not run, and there is no more time. */
export function lengthWords({ organisation: { lengths }, rules }: RulesSpoken, place: NumberPlace, length: UpToBackstop | null): string {
	if (length === null) return place.kind === "clock" ? rules.none : rules.noMore;
	if (length === "backstop") return lengths.backstop;
	if ("seconds" in length) return lengths.seconds(length.seconds);
	if ("hours" in length) return lengths.hours(length.hours);
	if ("workingDays" in length) return lengths.workingDays(length.workingDays);
	return "calendarDays" in length ? lengths.calendarDays(length.calendarDays) : lengths.months(length.months);
}

/** Each number that would be another than now, and whether it is longer than it ships. */
export function differenceFacts(
	spoken: RulesSpoken,
	{ differences, longer }: Pick<AdoptionView, "differences" | "longer">,
): readonly (readonly [string, string])[] {
	const grows = new Set(longer.map((place) => placeWords(spoken, place)));
	return differences.map(({ place, was, is }) => {
		const where = placeWords(spoken, place);
		const says = spoken.rules.wasIs(lengthWords(spoken, place, is), lengthWords(spoken, place, was));
		return [where, grows.has(where) ? `${says} ${spoken.rules.longer}` : says] as const;
	});
}

/** Rules that are proposed, as whoever signs them reads it. */
export function adoptionWords(spoken: RulesSpoken, adoption: AdoptionView) {
	const { organisation: words, rules } = spoken;
	const { title, isOtherBase, isPlain, reason, staysLonger } = adoption;
	const facts = differenceFacts(spoken, adoption);
	return {
		heading: words.kinds["policy-adoption"](title),
		facts: [
			...(facts.length === 0 ? [[rules.what, rules.same] as const] : facts),
			...staysLonger.map(({ place, length }) => {
				const says = rules.asNow(lengthWords(spoken, place, length));
				return [placeWords(spoken, place), `${says} ${rules.longer}`] as const;
			}),
			...(reason === null ? [] : [[words.reason, reason] as const]),
		],
		means: [
			words.meaning[isPlain ? "policy-plain" : "policy-changed"],
			...(isOtherBase ? [rules.baseOther] : []),
			words.meaning["policy-adoption"],
		],
	};
}
