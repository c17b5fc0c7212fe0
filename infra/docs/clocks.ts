/** docs/clocks.md: every number of every policy, in words that a guardian can check against the law and the reference. */
import { shippedCalendars } from "@answerable/domain/calendar";
import { dateWords } from "@answerable/domain/date-words";
import { policyById, shippedPolicies } from "@answerable/domain/policy";
import { roleWords } from "@answerable/domain/routing-words";
import {
	afterwards,
	CLOCK_WORDS,
	clockLength,
	clockName,
	lengthWords,
	movingRules,
	rungTime,
	type SaidRule,
} from "@answerable/domain/rule-words";
import type { Severity } from "@answerable/types/clock";
import type { Calendar, Policy } from "@answerable/types/policy";
import type { Role } from "@answerable/types/role";
import { workedExamples } from "./clocks-examples.ts";
import { routingSection } from "./clocks-routing.ts";
import { bullets, capital, list, table } from "./markdown.ts";

const SEVERITIES: readonly Severity[] = ["S1", "S2", "S3"];
const FIRST = "default-england@1";

/** The whole page. */
export function clocksPage(): string {
	const whole = shippedPolicies().filter((policy) => policy.national === null);
	const blocks = [
		INTRODUCTION,
		...whole.map((policy) => policySection(policy)),
		nationalSection(shippedPolicies().filter((policy) => policy.national !== null)),
		calendarSection(shippedCalendars()),
		routingSection(policyById(FIRST)),
		workedExamples(),
	];
	return `${blocks.join("\n\n")}\n`;
}

const INTRODUCTION = `# Clocks, rungs and who hears of what

*Generated from the policies and the routing table by \`npm run docs\`; a test fails when this page is stale. Nothing here is typed by hand but this
introduction. "Reference" is the project's domain reference; where a number is nobody's law, the source says that it is our decision.*

Whoever raises a concern is owed six things, each by a time. Each time is a **clock**. A clock starts when the concern arrives, and stops only when somebody
writes a letter that the person can read. Opening the case stops nothing; saying that one has heard of it stops nothing; a template may acknowledge, but never
be an outcome. If a clock that climbs is missed, the **ladder** climbs: rung by rung, up to the board and then, unless the person chose *nothing*, outside.

* **S1** is immediate danger: somebody is or will be seriously harmed within hours or days. **S2** is urgent: serious, not imminent. **S3** is everything else.
  The reporter's answers set it: a child or an adult at risk makes it S1; being treated badly for speaking up, a concern that was ignored before, or one about
  somebody on the board at least S2. Staff may raise it; lowering it takes two of them and a reason that the reporter reads, and never moves a due later.
* **A receipt** is no clock: the machine gives it at once, and it answers nothing.
* **Hours** run day and night. **Working days** are Monday to Friday less the holidays of the nation; day 0 is the day of arrival, or the next working day if
  it arrives after 17:00 or on a day off; they end at 17:00 local. **Calendar days** and **months** count from the day of arrival itself, weekend or not,
  and end at 23:59:59 local; a month ends on the last day if it has no such day. Nothing is rolled forward.
* **The earlier due wins.** Beside each policy's own numbers stand backstops, from the law, that nothing moves.
* **A rung** is told at its own time after the missed due; at the time of an empty rung just below it; or as soon as the rung below has not said in time that it
  heard: whichever is first. On the outside rung, an empty board brings it forward to half its own time and no further.
* **Outside** is told at least *that an unanswered concern exists*, unless the person chose *nothing*; what it says only if the person allowed that. No organisation
  can switch it off. A purely personal grievance never goes there.
* Every step of the ladder is shown to the person. After a stop of the machinery every missed rung is told once, in order, with its true lateness. No case can have its ladder switched off. A guardian's
  holiday stops nothing: cover must be set.
* A board may shorten a clock, a rung, an extension, a pause or a hold; never a backstop. It may lengthen one only with a reason that is published: one without cover at night, for instance, says that an S1 is
  acknowledged by the next working day. A running case keeps the policy by which it was raised.

To see all this for one concern: \`npx --no-install answerable explain --nation england --severity S3 --received 2026-04-02T10:00\`.`;

type Block = { readonly title: string; readonly body: (policy: Policy) => string };

const BLOCKS: readonly Block[] = [
	{ title: "Clocks", body: clocksBlock },
	{ title: "The ladder", body: ladderBlock },
	{ title: "What may move a due, hold the ladder or end a case", body: (policy) => rulesBlock(movingRules(policy)) },
	{ title: "Afterwards", body: (policy) => rulesBlock(afterwards(policy)) },
];

/** A policy; a part that reads word for word as England's is not said again. */
function policySection(policy: Policy): string {
	const first = policyById(FIRST);
	const parts = BLOCKS.map(({ title, body }) => {
		const text = body(policy);
		const isSame = policy.id !== FIRST && text === body(first);
		return `### ${title}\n\n${isSame ? `As in \`${FIRST}\`, word for word.` : text}`;
	});
	return [`## ${policy.title}: \`${policy.id}\``, facts(policy), ...parts].join("\n\n");
}

function facts({ zone, cutOff, slots, clockResolution }: Policy): string {
	const instant = SEVERITIES.filter((severity) => clockResolution[severity] === "instant");
	const rest = SEVERITIES.filter((severity) => clockResolution[severity] === "day");
	const inSlots =
		rest.length === 0
			? ""
			: ` What a reporter does on ${list(rest)} becomes visible to staff at ${list(slots)}, so that nobody learns when they sat at a screen.`;
	return `Times of ${zone}; working days end at ${cutOff}. What a reporter does on ${list(instant)} is seen at once.${inSlots}`;
}

function clocksBlock(policy: Policy): string {
	const rows = policy.clocks.map((rule) => [
		`**${capital(clockName(rule.clock))}**: ${CLOCK_WORDS[rule.clock]}`,
		...SEVERITIES.map((severity) => clockLength(rule, severity)),
		rule.climbs ? "yes" : "no",
	]);
	const backstops = policy.backstops.map((backstop) => {
		const from = backstop.from === "received" ? "receipt" : "the acknowledgement or, while there is none, from its backstop";
		return `Backstop of the ${clockName(backstop.clock)}, whatever the severity: ${lengthWords(backstop.due)} from ${from}. *${backstop.source}.*`;
	});
	const sources = policy.clocks.map((rule) => `${capital(clockName(rule.clock))}: *${rule.source}.*`);
	return [table(["Clock", ...SEVERITIES, "Climbs if missed"], rows), bullets(backstops), `Sources:\n\n${bullets(sources)}`].join("\n\n");
}

function ladderBlock(policy: Policy): string {
	const rows = policy.ladder.flatMap((rule) => [
		[`**${rule.rung}** who`, ...SEVERITIES.map((severity) => rungRoles(rule.roles[severity]))],
		["when", ...SEVERITIES.map((severity) => rungTime(rule, severity))],
		["says that it heard within", ...SEVERITIES.map((severity) => lengthWords(rule.acknowledgeWithin[severity]))],
	]);
	const sources = policy.ladder.map((rule) => `Rung ${rule.rung}: *${rule.source}.*`);
	return [table(["Rung", ...SEVERITIES], rows), `Sources:\n\n${bullets(sources)}`].join("\n\n");
}

function rulesBlock(rules: readonly SaidRule[]): string {
	return bullets(rules.map(({ title, says, source }) => `**${title}${title.endsWith("?") ? "" : ":"}** ${saidFor(says)}. *${source}.*`));
}

/** What holds for each severity, said once where it is the same. */
function saidFor(says: SaidRule["says"]): string {
	const different = [...new Set(SEVERITIES.map((severity) => says[severity]))];
	if (different.length === 1) return capital(says.S1);
	return different.map((words) => `${list(SEVERITIES.filter((severity) => says[severity] === words))}: ${words}`).join("; ");
}

/** A buddy guardian is there for where no deputy stands. */
function rungRoles(roles: readonly Role[]): string {
	const buddy = roles.includes("buddy_guardian") && roles.length > 1 ? `, or where there is none ${roleWords("buddy_guardian")}` : "";
	return `${list(roles.filter((role) => buddy === "" || role !== "buddy_guardian").map(roleWords))}${buddy}`;
}

/** Countries differ from the Directive's policy in their clock, how long they keep, and what national law adds. */
function nationalSection(policies: readonly Policy[]): string {
	const rows = policies.map((policy) => {
		const rule = afterwards(policy).find(({ title }) => title.startsWith("National law"));
		return [`\`${policy.id}\``, policy.zone, lengthWords(policy.retention.case), rule?.says.S3 ?? ""];
	});
	const sources = policies.map((policy) => `\`${policy.id}\`: *${policy.retention.source}. ${policy.national?.source}.*`);
	return [
		"## Members of the Union",
		"Each runs by the clocks and the ladder of `eu-directive@1`, in its own zone and by its own calendar, and differs in this:",
		table(["Policy", "Times of", "The case is kept after closure", "Acknowledgement and further feedback"], rows),
		`Sources:\n\n${bullets(sources)}`,
	].join("\n\n");
}

function calendarSection(calendars: readonly Calendar[]): string {
	const rows = calendars.map(({ id, from, until, holidays }) => [
		`\`${id}\``,
		dateWords(from),
		dateWords(until),
		holidays.length.toString(),
	]);
	const sources = calendars.map(({ id, source }) => `\`${id}\`: *${source}${source.endsWith(".") ? "" : "."}*`);
	return [
		"## Calendars",
		"A date beyond a calendar is refused, never guessed. Wales has the calendar of England.",
		table(["Calendar", "From", "To", "Days off"], rows),
		`Sources:\n\n${bullets(sources)}`,
	].join("\n\n");
}
