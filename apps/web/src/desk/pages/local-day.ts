/** The day that it is where the desk's people are. Pure. */
import { CivilDate, type Instant } from "@answerable/types/time";

/** A list has no organisation's rules beside it; all that we know keep this time. */
const ZONE = "Europe/London";

/** The day at an instant. Part by part: how a language writes a whole day differs from browser to browser. */
export function localDay(instant: Instant): CivilDate {
	const format = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
	const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value] as const));
	return CivilDate.parse(`${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`);
}
