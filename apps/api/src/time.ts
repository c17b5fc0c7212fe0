/** Days of instants. */
import { localDate } from "@answerable/domain/instant";
import type { CivilDate, Instant } from "@answerable/types/time";

/** The UTC day of an instant. */
export function civilDateOf(instant: Instant): CivilDate {
	return localDate(instant, "UTC");
}
