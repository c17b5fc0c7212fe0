/** Dates to check by hand, worked out by the engine (reference §4.6). */
import { calendarFor } from "@answerable/domain/calendar";
import { shortInstant } from "@answerable/domain/date-words";
import { isTimeFault, readLocalTime } from "@answerable/domain/local-time";
import { policyById } from "@answerable/domain/policy";
import { isStumble, rehearse } from "@answerable/domain/rehearsal";
import { timetable } from "@answerable/domain/timetable";
import type { ClockName, Severity } from "@answerable/types/clock";
import type { Division } from "@answerable/types/policy";
import { table } from "./markdown.ts";

type Example = { readonly received: string; readonly severity: Severity; readonly clock: ClockName; readonly why: string };

const EXAMPLES: readonly Example[] = [
	{ received: "2026-04-02T10:00", severity: "S2", clock: "triage", why: "2 working days over Easter; Scotland has no Easter Monday" },
	{ received: "2026-04-02T10:00", severity: "S3", clock: "acknowledgement", why: "3 working days over Easter" },
	{
		received: "2026-07-10T10:00",
		severity: "S2",
		clock: "acknowledgement",
		why: "1 working day; 13 July is a holiday in Northern Ireland",
	},
	{ received: "2026-03-16T10:00", severity: "S2", clock: "acknowledgement", why: "1 working day; St Patrick's Day" },
	{ received: "2026-11-27T10:00", severity: "S2", clock: "acknowledgement", why: "1 working day; St Andrew's Day" },
	{
		received: "2026-07-31T10:00",
		severity: "S3",
		clock: "acknowledgement",
		why: "3 working days; the summer holiday of Scotland is in early August",
	},
	{ received: "2026-08-28T10:00", severity: "S3", clock: "acknowledgement", why: "3 working days; that of the others is in late August" },
	{ received: "2026-12-24T10:00", severity: "S3", clock: "plan", why: "10 working days over Christmas and New Year" },
	{
		received: "2026-12-24T18:30",
		severity: "S3",
		clock: "acknowledgement",
		why: "after 17:00, over Christmas: the backstop of 7 calendar days wins",
	},
	{ received: "2026-03-28T22:30", severity: "S1", clock: "acknowledgement", why: "4 hours over the night in which the clock goes forward" },
	{ received: "2026-10-24T22:30", severity: "S1", clock: "acknowledgement", why: "4 hours over the night in which it goes back" },
];

const DIVISIONS: readonly Division[] = ["england-and-wales", "scotland", "northern-ireland"];

/** A table of dates, under the policy of England and the calendar of each nation. */
export function workedExamples(): string {
	const rows = EXAMPLES.map((example) => {
		const { received, severity, clock, why } = example;
		return [`${received.replace("T", " ")}, ${severity}`, `${clock}: ${why}`, ...DIVISIONS.map((division) => dueIn(division, example))];
	});
	const head = ["Received", "Clock", "England and Wales", "Scotland", "Northern Ireland"];
	return `## Dates to check by hand\n\nUnder \`default-england@1\`.\n\n${table(head, rows)}`;
}

function dueIn(division: Division, { received, severity, clock }: Example): string {
	const context = { policy: policyById("default-england@1"), calendar: calendarFor(division) };
	const read = readLocalTime(received, context.policy.zone);
	if (isTimeFault(read)) throw new Error(`${received} is no time.`);
	const nothing = { safetyAction: false, subject: "none", inLine: [], external: "full", externalEligible: true, vacant: [] } as const;
	const imagined = { at: read.instant, severity, ...nothing };
	const rehearsed = rehearse(imagined, [], context);
	if (isStumble(rehearsed)) throw new Error(`${received} cannot be imagined.`);
	const found = timetable(rehearsed.state, rehearsed.roleOf, context).clocks.find((one) => one.clock === clock);
	if (found === undefined) throw new Error(`${clock} does not run at ${severity}.`);
	return shortInstant(found.due, context.policy.zone).replace("  ", " ");
}
