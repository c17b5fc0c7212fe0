/** Instants as people read them, in the language of the page and on the clock of the organisation. */
import { useContext } from "preact/hooks";
import { dayInWords } from "./day.ts";
import { LanguageContext } from "./language.ts";

/** Writes an instant: day and time, with seconds only where they count. */
export type When = (instant: string) => string;

/** A writer for a zone. */
export function useWhen(zone: string): When {
	const { tag } = useContext(LanguageContext);
	return (instant) => whenIn(instant, { tag, zone });
}

/** A writer of instants where there is little room: `9 Apr 2026, 17:00`. */
export function useBriefWhen(zone: string): When {
	const { tag } = useContext(LanguageContext);
	return (instant) => {
		const date = new Date(instant);
		const second = date.getUTCSeconds() === 0 ? {} : ({ second: "2-digit" } as const);
		const parts = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;
		return date.toLocaleString(tag, { timeZone: zone, ...parts, ...second });
	};
}

/** A writer of days of the calendar: `9 April 2026`. */
export function useDay(): (date: string) => string {
	const { tag } = useContext(LanguageContext);
	return (date) => dayInWords(date, tag);
}

/** `Thursday 9 April 2026 at 17:00`. */
export function whenIn(instant: string, { tag, zone }: { readonly tag: string; readonly zone: string }): string {
	const date = new Date(instant);
	const second = date.getUTCSeconds() === 0 ? {} : ({ second: "2-digit" } as const);
	return date.toLocaleString(tag, {
		timeZone: zone,
		weekday: "long",
		day: "numeric",
		month: "long",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		...second,
	});
}
