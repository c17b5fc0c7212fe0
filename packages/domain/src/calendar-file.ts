/** A calendar from JSON: checked for its shape, and for what would make it silently wrong. */
import { Calendar } from "@answerable/types/policy";
import { dayOfWeek } from "./instant.ts";
import { type Fault, faultsOf, loadError } from "./schema-fault.ts";

/** No country that we know has fewer; a year with fewer is a year that somebody forgot. */
const FEWEST_HOLIDAYS = 5;

/** The calendar that some JSON holds. Throws one error that names file, path and reason of every fault. */
export function parseCalendar(json: unknown, file = "calendar"): Calendar {
	const parsed = Calendar.safeParse(json);
	if (!parsed.success) throw loadError(file, faultsOf(json, parsed.error.issues));
	const faults = calendarFaults(parsed.data);
	if (faults.length > 0) throw loadError(file, faults);
	return parsed.data;
}

function calendarFaults(calendar: Calendar): readonly Fault[] {
	const { from, until, holidays } = calendar;
	const outside = holidays.flatMap(({ date }, index) =>
		date < from || date > until ? [{ path: `holidays.${index}.date`, reason: `${date} lies outside ${from} to ${until}` }] : [],
	);
	const disordered = holidays.flatMap(({ date }, index) => {
		const before = holidays[index - 1];
		if (before === undefined || before.date < date) return [];
		return [
			{
				path: `holidays.${index}.date`,
				reason: before.date === date ? `${date} stands there twice` : `${date} comes after ${before.date}`,
			},
		];
	});
	const weekends = holidays.flatMap(({ date }, index) =>
		dayOfWeek(date) > 5 ? [{ path: `holidays.${index}.date`, reason: `${date} is a weekend, on which nobody works anyway` }] : [],
	);
	return [...rangeFaults(calendar), ...outside, ...disordered, ...weekends];
}

/** Whole years without a gap: a year that nobody filled in would count its holidays as working days. */
function rangeFaults({ from, until, holidays }: Calendar): readonly Fault[] {
	if (!from.endsWith("-01-01")) return [{ path: "from", reason: "must be the first day of a year" }];
	if (!until.endsWith("-12-31") || until < from) return [{ path: "until", reason: "must be the last day of a year, after it begins" }];
	const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))];
	const years = Array.from({ length: last - first + 1 }, (_, index) => `${first + index}`);
	return years
		.filter((year) => holidays.filter(({ date }) => date.startsWith(year)).length < FEWEST_HOLIDAYS)
		.map((year) => ({ path: "holidays", reason: `${year} has hardly a holiday: a gap` }));
}
