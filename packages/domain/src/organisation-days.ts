/**
 * Days on which one organisation does not work beside its nation's holidays: a Scottish board's local days, a German Land's.
 *
 * [Note: Own days] More days off would make every due later, so they are published first, in a leaf of their own, are few, and lie
 * ahead. Clocks that started before that leaf never count them: their raise names the calendar as it was.
 */
import type { Calendar, OrganisationDaysStatement, Policy } from "@answerable/types/policy";
import type { Instant } from "@answerable/types/time";
import { isWorkingDay, shippedCalendars } from "./calendar.ts";
import { localDate } from "./instant.ts";
import { isSame } from "./same.ts";

/** A statement and the instant from which its leaf could be seen. */
export type PublishedDays = { readonly statement: OrganisationDaysStatement; readonly publishedAt: Instant };

export type DaysFault = "wrong-calendar" | "outside-calendar" | "already-a-day-off" | "named-twice" | "not-ahead" | "too-many";

/** What is wrong with days that an organisation would publish now, beside those that it published before; null if nothing is. */
export function daysFault(wanted: PublishedDays, earlier: readonly PublishedDays[], base: Calendar, policy: Policy): DaysFault | null {
	return faultBeside(wanted, accepted(earlier, base, policy), policy);
}

/**
 * The calendar by which a clock that starts at an instant counts: the organisation's days are those whose leaf is older.
 * Statements that no rule allows count for nothing, so nobody can slip one into the store.
 */
export function calendarAt(starts: Instant, published: readonly PublishedDays[], base: Calendar, policy: Policy): Calendar {
	return accepted(
		published.filter(({ publishedAt }) => publishedAt < starts),
		base,
		policy,
	);
}

/** Whether a calendar is one that ships, with no more days of the organisation's own than a policy allows: what a browser can check that was served it. */
export function isKnownCalendar(calendar: Calendar, policy: Policy): boolean {
	const base = shippedCalendars().find((shipped) => shipped.id === calendar.id);
	if (base === undefined || !isSame({ ...calendar, organisationDays: [] }, base)) return false;
	const dates = calendar.organisationDays.map(({ date }) => date);
	const isInOrder = isSame(dates, [...new Set(dates)].sort());
	return (
		isInOrder && dates.every((date) => date >= base.from && date <= base.until && isWorkingDay(date, base)) && isWithinCap(calendar, policy)
	);
}

function isWithinCap(calendar: Calendar, policy: Policy): boolean {
	return [...perYear(calendar.organisationDays.map(({ date }) => date)).values()].every(
		(count) => count <= policy.organisationDays.perYear,
	);
}

function accepted(published: readonly PublishedDays[], base: Calendar, policy: Policy): Calendar {
	const inOrder = published.toSorted((a, b) => (a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : 0));
	return inOrder.reduce((calendar, one) => (faultBeside(one, calendar, policy) === null ? withDays(calendar, one) : calendar), base);
}

function faultBeside({ statement, publishedAt }: PublishedDays, calendar: Calendar, policy: Policy): DaysFault | null {
	if (statement.calendar !== calendar.id) return "wrong-calendar";
	const dates = statement.days.map(({ date }) => date);
	if (new Set(dates).size < dates.length) return "named-twice";
	if (dates.some((date) => date < calendar.from || date > calendar.until)) return "outside-calendar";
	const today = localDate(publishedAt, policy.zone);
	if (dates.some((date) => date <= today)) return "not-ahead";
	if (dates.some((date) => !isWorkingDay(date, calendar))) return "already-a-day-off";
	return isWithinCap(withDays(calendar, { statement, publishedAt }), policy) ? null : "too-many";
}

function withDays(calendar: Calendar, { statement }: PublishedDays): Calendar {
	const days = [...calendar.organisationDays, ...statement.days].sort((a, b) => (a.date < b.date ? -1 : 1));
	return { ...calendar, organisationDays: days };
}

function perYear(dates: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const date of dates) counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1);
	return counts;
}
