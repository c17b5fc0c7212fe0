/** Instants as people read them, in the language of the page and on the clock of the organisation. */
import { useContext } from "preact/hooks";
import { LanguageContext } from "./language.ts";

/** Writes an instant: day and time, with seconds only where they count. */
export type When = (instant: string) => string;

/** A writer for a zone. */
export function useWhen(zone: string): When {
	const { tag } = useContext(LanguageContext);
	return (instant) => whenIn(instant, { tag, zone });
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
