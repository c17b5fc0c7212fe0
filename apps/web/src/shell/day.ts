/** A day as somebody types it, in three parts. Pure. */
export type TypedDay = { readonly day: string; readonly month: string; readonly year: string };

export const NO_DAY: TypedDay = { day: "", month: "", year: "" };

/** The day that was typed, as `2026-11-26`; null if there is no such day. */
export function dayTyped({ day, month, year }: TypedDay): string | null {
	const text = `${year.trim()}-${month.trim().padStart(2, "0")}-${day.trim().padStart(2, "0")}`;
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** The day on this device's calendar, as `2026-11-26`. */
export function dayOf(now: Date): string {
	return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** A day in words, such as `26 November 2026`. */
export function dayInWords(day: string, tag: string): string {
	return new Date(`${day}T12:00:00Z`).toLocaleDateString(tag, { dateStyle: "long", timeZone: "UTC" });
}
