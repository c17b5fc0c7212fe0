/** A length of time as somebody types it: how many, and of what. Pure. */
import type { UpToBackstop } from "@answerable/types/policy";
import { Duration } from "@answerable/types/time";
import type { RuleLine } from "../../rules.ts";

export type Unit = "seconds" | "hours" | "workingDays" | "calendarDays" | "months" | "backstop" | "none";
export type TypedLength = { readonly count: string; readonly unit: Unit };

/** A year, as for the other units: a duration of more is how long something is kept, and no answer waits for it. */
const MOST_MONTHS = 12;

/** The length that was typed; `none` is null. Undefined for what is no length. */
export function lengthTyped({ count, unit }: TypedLength): UpToBackstop | null | undefined {
	if (unit === "backstop") return unit;
	if (unit === "none") return null;
	if (!/^\d{1,6}$/.test(count.trim()) || (unit === "months" && Number(count) > MOST_MONTHS)) return undefined;
	return Duration.safeParse({ [unit]: Number(count) }).data;
}

/** A length as somebody would have typed it. */
export function typedLengthOf(length: UpToBackstop | null): TypedLength {
	if (length === null) return { count: "", unit: "none" };
	if (length === "backstop") return { count: "", unit: length };
	const [[unit, count]] = Object.entries(length) as [[Unit, number]];
	return { count: String(count), unit };
}

/** Units that a number may be given in. Seconds are of the demonstration. */
export function unitsFor({ place, now, ships, mayBeBackstop }: RuleLine): readonly Unit[] {
	const isInSeconds = [now, ships].some((length) => length !== null && length !== "backstop" && "seconds" in length);
	const days: readonly Unit[] = place.kind === "pause" ? ["workingDays"] : ["workingDays", "calendarDays", "months"];
	return [
		...(isInSeconds ? (["seconds"] as const) : []),
		"hours",
		...days,
		...(mayBeBackstop ? (["backstop"] as const) : []),
		...(place.kind === "extension" ? (["none"] as const) : []),
	];
}
