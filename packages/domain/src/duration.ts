/** Lengths of time in the units in which rules are written, counted from an instant. */
import type { CivilDate, Duration, Instant } from "@answerable/types/time";
import { workingDayAfter } from "./calendar.ts";
import type { Context } from "./context.ts";
import { addDays, addMonths, addSeconds, atLocal, localDate } from "./instant.ts";

/**
 * The instant that a length of time after another ends (reference §4.6). Hours and seconds elapse; working days end at the
 * cut-off, calendar days and months at 23:59:59, all counted from the local date. Nothing after is the instant itself.
 */
export function after(instant: Instant, duration: Duration, context: Context): Instant {
	if ("seconds" in duration) return addSeconds(instant, duration.seconds);
	if ("hours" in duration) return addSeconds(instant, duration.hours * 3600);
	if ("workingDays" in duration && duration.workingDays === 0) return instant;
	if ("calendarDays" in duration && duration.calendarDays === 0) return instant;
	return remembered(instant, duration, context, () => endOf(localDate(instant, context.policy.zone), duration, context));
}

/** As many ends as the cases of a busy day ask for. */
const MOST_REMEMBERED = 20_000;
const ends = new WeakMap<Context["calendar"], Map<string, Instant>>();

/**
 * [Note: Ends are worked out once] Clocks of day resolution end at a cut-off, so that the cases of one day share a few ends, and
 * every decision asks for each of them many times over. What an end depends on is in its name, so that it is never another's.
 */
function remembered(start: Instant | CivilDate, duration: DayDuration, { policy, calendar }: Context, workOut: () => Instant): Instant {
	const known = ends.get(calendar) ?? new Map<string, Instant>();
	ends.set(calendar, known);
	const name = `${policy.zone} ${policy.cutOff} ${start} ${JSON.stringify(duration)}`;
	const before = known.get(name);
	if (before !== undefined) return before;
	const end = workOut();
	if (known.size >= MOST_REMEMBERED) known.clear();
	known.set(name, end);
	return end;
}

export type DayDuration = Exclude<Duration, { seconds: number } | { hours: number }>;

/** The end of a length of time counted in days or months from a date. */
export function endOf(date: CivilDate, duration: DayDuration, context: Context): Instant {
	return remembered(date, duration, context, () => workOutEnd(date, duration, context));
}

function workOutEnd(date: CivilDate, duration: DayDuration, { policy, calendar }: Context): Instant {
	if ("workingDays" in duration) return atLocal(workingDayAfter(date, duration.workingDays, calendar), policy.cutOff, policy.zone);
	const last = "months" in duration ? addMonths(date, duration.months) : addDays(date, duration.calendarDays);
	return atLocal(last, "23:59:59", policy.zone);
}

/** More days than a length of time can possibly take, holidays included. */
export function longestDays(duration: Duration): number {
	if ("seconds" in duration) return 1;
	if ("hours" in duration) return Math.ceil(duration.hours / 24) + 1;
	if ("workingDays" in duration) return Math.ceil((duration.workingDays * 7) / 5) + 14;
	if ("calendarDays" in duration) return duration.calendarDays + 1;
	return duration.months * 31 + 1;
}
