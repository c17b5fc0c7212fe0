/** Instants and dates as fixed-width strings that compare as strings. */
import { z } from "zod/mini";

/** Whether the day exists, in the Gregorian calendar: patterns alone would let 31 November through. */
function isDay(text: string): boolean {
	const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	if (month === 2) return day <= (isLeap ? 29 : 28);
	return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** A second in UTC, `2026-04-02T09:00:00Z`. No rule of ours is finer than a second. */
export const Instant = z
	.string()
	.check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/), z.refine(isDay, "no such day"))
	.brand<"Instant">();
export type Instant = z.infer<typeof Instant>;

/** A day on the organisation's calendar, `2026-04-02`. */
export const CivilDate = z
	.string()
	.check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), z.refine(isDay, "no such day"))
	.brand<"CivilDate">();
export type CivilDate = z.infer<typeof CivilDate>;

/** A time of day on the organisation's clock, `17:00`. */
export const CivilTime = z
	.string()
	.check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
	.brand<"CivilTime">();
export type CivilTime = z.infer<typeof CivilTime>;

/**
 * A length of time in the unit that its rule is written in. Hours and seconds
 * run without stopping; working days follow the organisation's calendar and end
 * at its cut-off; calendar days and months end at 23:59:59 local.
 */
export const Duration = z.union([
	z.strictObject({ seconds: z.int().check(z.gte(0), z.lte(86_400)) }),
	z.strictObject({ hours: z.int().check(z.gte(0), z.lte(8_760)) }),
	z.strictObject({ workingDays: z.int().check(z.gte(0), z.lte(260)) }),
	z.strictObject({ calendarDays: z.int().check(z.gte(0), z.lte(366)) }),
	z.strictObject({ months: z.int().check(z.gte(1), z.lte(240)) }),
]);
export type Duration = z.infer<typeof Duration>;
