/** Instants and days as people read them, in English, on the organisation's clock. */
import type { CivilDate, Instant } from "@answerable/types/time";
import { localDate, localTime } from "./instant.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
] as const;

/** `Thursday 9 April 2026`. */
export function dateWords(date: CivilDate): string {
	const { dayOfWeek, day, month, year } = Temporal.PlainDate.from(date);
	return `${DAYS[dayOfWeek - 1]} ${day} ${MONTHS[month - 1]} ${year}`;
}

/** `Thursday 9 April 2026, 17:00`; seconds only where they count. */
export function instantWords(instant: Instant, zone: string): string {
	return `${dateWords(localDate(instant, zone))}, ${timeWords(instant, zone)}`;
}

/** `Thu  9 Apr 2026 17:00`, to stand in a column; seconds only where they count. */
export function shortInstant(instant: Instant, zone: string): string {
	const date = localDate(instant, zone);
	const { dayOfWeek, day, month, year } = Temporal.PlainDate.from(date);
	return `${DAYS[dayOfWeek - 1]?.slice(0, 3)} ${day.toString().padStart(2)} ${MONTHS[month - 1]?.slice(0, 3)} ${year} ${timeWords(instant, zone)}`;
}

function timeWords(instant: Instant, zone: string): string {
	return localTime(instant, zone).replace(/:00$/, "");
}
