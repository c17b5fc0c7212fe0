/** A day as somebody types it, in three parts. Pure. */
import { CivilDate } from "@answerable/types/time";

export type TypedDay = { readonly day: string; readonly month: string; readonly year: string };

export const NO_DAY: TypedDay = { day: "", month: "", year: "" };

/** The day that was typed, as `2026-11-26`; null if there is no such day. */
export function dayTyped({ day, month, year }: TypedDay): CivilDate | null {
	const text = `${year.trim()}-${month.trim().padStart(2, "0")}-${day.trim().padStart(2, "0")}`;
	return CivilDate.safeParse(text).data ?? null;
}

/** A day as somebody would have typed it. */
export function typedDayOf(date: CivilDate): TypedDay {
	const [year = "", month = "", day = ""] = date.split("-");
	return { day: String(Number(day)), month: String(Number(month)), year };
}

/** The day on this device's calendar, as `2026-11-26`. */
export function dayOf(now: Date): string {
	return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** A day in words, such as `26 November 2026`. */
export function dayInWords(day: string, tag: string): string {
	return new Date(`${day}T12:00:00Z`).toLocaleDateString(tag, { dateStyle: "long", timeZone: "UTC" });
}
